// The part that does everything but answering calls: API, console, report page, jobs, evidence packages, erasures, the
// queue's delivery, and the simulated carrier.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Carrier } from '../../carrier/carrier.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { createAdminHandler } from '../../functions/admin/admin-handler.ts';
import { createJobsHandler } from '../../functions/jobs/jobs-handler.ts';
import { createLog } from '../../functions/log.ts';
import { createPackagesHandler } from '../../functions/packages/packages-handler.ts';
import { createPublicHandler } from '../../functions/public/public-handler.ts';
import { deliver } from '../../functions/queue/delivery.ts';
import { createRightsHandler } from '../../functions/rights/rights-handler.ts';
import { STORE_LIMITS, type OwnAuthority } from '../../functions/runtime.ts';
import { createSharingHandler } from '../../functions/sharing/sharing-handler.ts';
import { createTables } from '../../in-process/dynamo.ts';
import { pageFiles } from '../../report-page/build.ts';
import { openDatabase, type Database } from '../../store/database/database.ts';
import { callTime } from '../call-time.ts';
import type { Configuration } from '../configuration.ts';
import { CONSOLE_FOLDER } from '../console-build.ts';
import { createConsoleSite } from '../console-site.ts';
import { openQueue, type LocalQueue } from '../queue/local-queue.ts';
import { openEvidenceFolder, type EvidenceFolder } from '../evidence/evidence-folder.ts';
import { reportFonts } from '../evidence/report-fonts.ts';
import { keyInFile } from '../evidence/signing-key-file.ts';
import { AUTHORITY_PATH, openTimeStampAuthority } from '../evidence/time-stamp-authority.ts';
import { DOWN } from '../front-door/answers.ts';
import type { PartName } from '../front-door/part.ts';
import { officeRuntime, type OfficeRuntime } from '../office-runtime.ts';
import { createPeopleApi, type PeopleHere } from '../people/people-api.ts';
import { openRoster } from '../people/roster.ts';
import { createSessions } from '../people/sessions.ts';
import { removePast } from '../remove-past.ts';
import { createSimulator } from '../simulator.ts';
import { tracesIn } from '../traces.ts';
import { answerWith, type OfficeAnswers } from './office-answers.ts';
import { startPartServer } from './part-server.ts';
import { startSchedule } from './schedule.ts';
import { engineFolder, TABLES_HERE, type PartSetting } from './setting.ts';
import { simulatedCarrier } from './simulated-carrier.ts';

export interface OfficePart {
  readonly port: number;
  /** The tables are not there (yet): calls are answered, lists and API have to wait. */
  readonly degraded: boolean;
  readonly settings: Settings;
  readonly carrier: Carrier;
  readonly queue: LocalQueue;
  /** Tells `/health` which other parts are down. */
  readonly noteDown: (parts: readonly PartName[]) => void;
  readonly stop: () => Promise<void>;
}

/** A database elsewhere is given so long before the hotline starts without it. */
const PATIENCE_MS = 3_000;
/** Calls that are under way when the hotline stops are given so long to be written down. */
const LAST_WORDS_MS = 1_000;

export async function startOffice(setting: PartSetting): Promise<OfficePart> {
  const { configuration, databaseEndpoint, innerSecret } = setting;
  const { dataDir } = configuration;
  mkdirSync(dataDir, { recursive: true });
  const stopping = new AbortController();
  const tables = prepareTables(databaseEndpoint, stopping.signal);
  const ready = await Promise.race([tables.then(() => true), delay(PATIENCE_MS, false)]);
  const queue = await openQueue(join(dataDir, 'queue'), { log: createLog('queue', configuration.logLevel) });
  const down = new Set<PartName>();
  const office = compose({ ...setting, queue, troubles: () => [...down].map((part) => DOWN[part]) });
  const server = await startPartServer(innerSecret, answerWith(office.answers));
  queue.start((delivery) => deliver(delivery, office.runtimes.jobs, Math.random()));
  const schedule = startSchedule(office.work, office.runtimes.jobs.log);
  const { carrier } = office.answers;
  const { current, lastGood } = office.runtimes.admin.settings;
  return {
    port: server.port,
    degraded: !ready,
    settings: ready ? await current() : lastGood(),
    carrier,
    queue,
    noteDown: (parts) => {
      down.clear();
      for (const part of parts) down.add(part);
    },
    stop: async () => {
      stopping.abort();
      schedule.stop();
      carrier.hangUpAll();
      await Promise.race([carrier.settled(), delay(LAST_WORDS_MS, undefined, { ref: false })]);
      await server.close();
      await queue.stop();
      for (const runtime of Object.values(office.runtimes)) runtime.close();
      office.database.close();
    },
  };
}

/** Until they are there, or the hotline stops. */
async function prepareTables(endpoint: string, stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    try {
      await createTables(endpoint, TABLES_HERE);
      return;
    } catch {
      await delay(5_000, undefined, { signal: stopping, ref: false }).catch(() => undefined);
    }
  }
}

interface OfficeSetting extends PartSetting {
  readonly queue: LocalQueue;
  /** What is wrong on this machine beside the store. */
  readonly troubles: () => readonly string[];
}

type RuntimeName = 'admin' | 'public' | 'sharing' | 'jobs' | 'packages' | 'rights';

interface Office {
  readonly database: Database;
  readonly runtimes: Readonly<Record<RuntimeName, OfficeRuntime>>;
  readonly answers: OfficeAnswers;
  readonly work: Parameters<typeof startSchedule>[0] & {
    readonly jobs: ReturnType<typeof createJobsHandler>;
  };
}

function compose(setting: OfficeSetting): Office {
  const { configuration, publicUrl, databaseEndpoint, url, troubles } = setting;
  const { dataDir, sessionKey } = configuration;
  const people = peopleHere(configuration);
  const evidence = openEvidenceFolder(join(dataDir, 'evidence'), publicUrl, sessionKey);
  const authority = openTimeStampAuthority(join(dataDir, 'time-stamps'));
  const ownAuthority: OwnAuthority = async () =>
    (await authority.isThere()) ? `${url}${AUTHORITY_PATH}` : undefined;
  const runtimes = runtimesFor({ ...setting, people, evidence, ownAuthority });
  const carrier = simulatedCarrier(setting, () => runtimes.admin.settings.lastGood());
  const database = openDatabase({
    ...STORE_LIMITS.jobs,
    tables: TABLES_HERE,
    region: 'us-east-1',
    endpoint: databaseEndpoint,
  });
  const jobs = createJobsHandler(runtimes.jobs);
  return {
    database,
    runtimes,
    answers: {
      handlers: {
        admin: createAdminHandler(runtimes.admin),
        public: createPublicHandler({ ...runtimes.public, troubles }, pageFiles),
        sharing: createSharingHandler(runtimes.sharing),
      },
      carrier,
      simulator: createSimulator(carrier, configuration.adminToken),
      people: createPeopleApi(people, runtimes.admin),
      evidence,
      authority,
      site: createConsoleSite(
        CONSOLE_FOLDER,
        configuration.oidc,
        () => (people?.roster.all().length ?? 0) > 0,
      ),
    },
    work: {
      jobs,
      rights: createRightsHandler(runtimes.rights),
      packages: createPackagesHandler({
        ...runtimes.packages,
        signingKey: keyInFile(join(dataDir, 'evidence-key.pem')),
        fonts: reportFonts,
        ownAuthority,
      }),
      tidy: async () => {
        await jobs({ job: 'retention' });
        await removePast({ database, dataDir, runtime: runtimes.jobs });
      },
    },
  };
}

interface RuntimesSetting extends OfficeSetting {
  readonly people: PeopleHere | undefined;
  readonly evidence: EvidenceFolder;
  readonly ownAuthority: OwnAuthority;
}

function runtimesFor({ people, ...setting }: RuntimesSetting): Office['runtimes'] {
  const { dataDir, databaseEndpoint: elsewhere } = setting.configuration;
  const traces = tracesIn(dataDir, {
    engineFolder: elsewhere === undefined ? engineFolder(dataDir) : undefined,
    queue: setting.queue,
  });
  const runtime = (name: RuntimeName): OfficeRuntime =>
    officeRuntime(name, {
      ...setting,
      tables: TABLES_HERE,
      people: people?.sessions,
      traces,
      simulatorUrl: setting.url,
    });
  return {
    admin: runtime('admin'),
    public: runtime('public'),
    sharing: runtime('sharing'),
    jobs: runtime('jobs'),
    packages: runtime('packages'),
    rights: runtime('rights'),
  };
}

/** Beside an identity provider there are none: it knows the people and their roles. */
function peopleHere({ oidc, dataDir, sessionKey }: Configuration): PeopleHere | undefined {
  if (oidc !== undefined) return undefined;
  const roster = openRoster(join(dataDir, 'people.json'));
  return { roster, sessions: createSessions({ roster, key: sessionKey, now: callTime }) };
}
