// The whole hotline in one process: database, functions, carrier, queue, schedule, server.
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../core/basics/durations.ts';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createAdminHandler } from '../functions/admin/admin-handler.ts';
import { createJobsHandler } from '../functions/jobs/jobs-handler.ts';
import { createLog } from '../functions/log.ts';
import { deliver } from '../functions/queue/delivery.ts';
import { createPackagesHandler } from '../functions/packages/packages-handler.ts';
import { createRightsHandler } from '../functions/rights/rights-handler.ts';
import { createSharingHandler } from '../functions/sharing/sharing-handler.ts';
import { createPublicHandler } from '../functions/public/public-handler.ts';
import { SCHEDULED_JOBS } from '../functions/jobs/jobs.ts';
import { ROUTES, type FunctionName } from '../functions/routes.ts';
import { createVoiceHandler } from '../functions/voice/webhook.ts';
import { STORE_LIMITS, type OwnAuthority } from '../functions/runtime.ts';
import { openDatabase, type Database } from '../store/database/database.ts';
import type { Settings } from '../core/settings/settings.ts';
import { pageFiles } from '../report-page/build.ts';
import type { Configuration } from './configuration.ts';
import { CONSOLE_FOLDER } from './console-build.ts';
import { createConsoleSite } from './console-site.ts';
import { callTime } from './call-time.ts';
import { openQueue, type LocalQueue } from './queue/local-queue.ts';
import { createTables, startEngine, tableNames, type Engine } from '../in-process/dynamo.ts';
import { openEvidenceFolder } from './evidence/evidence-folder.ts';
import { reportFonts } from './evidence/report-fonts.ts';
import { keyInFile } from './evidence/signing-key-file.ts';
import { AUTHORITY_PATH, openTimeStampAuthority } from './evidence/time-stamp-authority.ts';
import { createPeopleApi, type PeopleHere } from './people/people-api.ts';
import { openRoster } from './people/roster.ts';
import { createSessions } from './people/sessions.ts';
import { removePast } from './remove-past.ts';
import { localRuntime, SNAPSHOT_EVERY_MS, type LocalRuntime } from './runtime.ts';
import { tracesIn } from './traces.ts';
import { startServer, type Composition } from './server.ts';
import { createSimulator } from './simulator.ts';
import { Carrier } from '../carrier/carrier.ts';
import { diskVault } from '../carrier/recordings/recording-vault.ts';
import { speechSeconds } from '../carrier/speech/speech-time.ts';
import { fetchTransport, type Transport } from '../carrier/http/transport.ts';

export interface Hotline {
  /** `http://127.0.0.1:3000` */
  readonly url: string;
  readonly publicUrl: string;
  /** The tables are not there (yet): calls are answered, lists and API have to wait. */
  readonly degraded: boolean;
  readonly settings: Settings;
  readonly carrier: Carrier;
  readonly queue: LocalQueue;
  readonly stop: () => Promise<void>;
}

const TABLES_HERE = tableNames('hotline');
const AT_HOME = { tables: TABLES_HERE, region: 'us-east-1' } as const;
/** A database elsewhere is given so long before the hotline starts without it. */
const PATIENCE_MS = 3_000;
/** Calls that are under way when the hotline stops are given so long to be written down. */
const LAST_WORDS_MS = 1_000;

/** @throws when the port or the data folder is in use */
export async function startHotline(configuration: Configuration): Promise<Hotline> {
  const { dataDir, databaseEndpoint, port } = configuration;
  mkdirSync(dataDir, { recursive: true });
  const server = await startServer(port);
  const publicUrl = configuration.publicUrl ?? `http://localhost:${server.port}`;
  const engine = await engineAt(databaseEndpoint, join(dataDir, 'dynamodb'));
  const stopping = new AbortController();
  const tables = prepareTables(engine.endpoint, stopping.signal);
  const ready = await Promise.race([tables.then(() => true), delay(PATIENCE_MS, false)]);
  const queue = await openQueue(join(dataDir, 'queue'), { log: createLog('queue', configuration.logLevel) });
  const composed = compose({ url: server.url, publicUrl, configuration, engine, queue });
  const { runtimes, composition, jobs, packages, rights } = composed;
  server.serve(composition);
  queue.start((delivery) => deliver(delivery, runtimes.jobs, Math.random()));
  const schedule = startSchedule({ jobs, packages, rights }, runtimes.jobs);
  const copies = startListCopies(jobs, runtimes);
  const housekeeping = startHousekeeping(async () => {
    await jobs({ job: 'retention' });
    await removePast({ database: composed.database, dataDir, runtime: runtimes.jobs });
  }, runtimes.jobs);
  const { current, lastGood } = runtimes.admin.settings;
  const settings = ready ? await current() : lastGood();
  return {
    url: server.url,
    publicUrl,
    degraded: !ready,
    settings,
    carrier: composition.carrier,
    queue,
    stop: async () => {
      stopping.abort();
      schedule.stop();
      copies.stop();
      housekeeping.stop();
      composition.carrier.hangUpAll();
      await Promise.race([composition.carrier.settled(), delay(LAST_WORDS_MS, undefined, { ref: false })]);
      await server.stop();
      await queue.stop();
      for (const runtime of Object.values(runtimes)) runtime.close();
      composed.database.close();
      await engine.stop();
    },
  };
}

const engineAt = (endpoint: string | undefined, folder: string): Promise<Engine> =>
  endpoint === undefined ? startEngine(folder) : Promise.resolve({ endpoint, stop: () => Promise.resolve() });

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

interface Parts {
  readonly url: string;
  readonly publicUrl: string;
  readonly configuration: Configuration;
  readonly engine: Engine;
  readonly queue: LocalQueue;
}

interface Composed {
  readonly database: Database;
  readonly runtimes: Readonly<Record<FunctionName, LocalRuntime>>;
  readonly composition: Composition;
  readonly jobs: ReturnType<typeof createJobsHandler>;
  readonly packages: () => Promise<void>;
  readonly rights: () => Promise<void>;
}

function compose(parts: Parts): Composed {
  const { url, publicUrl, configuration, engine } = parts;
  const people = peopleHere(configuration);
  const evidence = openEvidenceFolder(
    join(configuration.dataDir, 'evidence'),
    publicUrl,
    configuration.sessionKey,
  );
  const authority = openTimeStampAuthority(join(configuration.dataDir, 'time-stamps'));
  const ownAuthority: OwnAuthority = async () =>
    (await authority.isThere()) ? `${url}${AUTHORITY_PATH}` : undefined;
  const traces = tracesIn(configuration.dataDir, { engine, queue: parts.queue });
  const runtime = (name: FunctionName): LocalRuntime =>
    localRuntime(name, {
      ...parts,
      databaseEndpoint: engine.endpoint,
      tables: TABLES_HERE,
      people: people?.sessions,
      evidence,
      ownAuthority,
      traces,
      simulatorUrl: url,
    });
  const runtimes = {
    voice: runtime('voice'),
    admin: runtime('admin'),
    public: runtime('public'),
    sharing: runtime('sharing'),
    jobs: runtime('jobs'),
    packages: runtime('packages'),
    rights: runtime('rights'),
  };
  const carrier = createCarrier(parts, runtimes.admin);
  return {
    database: openDatabase({ ...STORE_LIMITS.jobs, ...AT_HOME, endpoint: engine.endpoint }),
    runtimes,
    composition: {
      handlers: {
        voice: createVoiceHandler(runtimes.voice),
        admin: createAdminHandler(runtimes.admin),
        public: createPublicHandler(runtimes.public, pageFiles),
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
    jobs: createJobsHandler(runtimes.jobs),
    rights: createRightsHandler(runtimes.rights),
    packages: createPackagesHandler({
      ...runtimes.packages,
      signingKey: keyInFile(join(configuration.dataDir, 'evidence-key.pem')),
      fonts: reportFonts,
      ownAuthority,
    }),
  };
}

/** Beside an identity provider there are none: it knows the people and their roles. */
function peopleHere({ oidc, dataDir, sessionKey }: Configuration): PeopleHere | undefined {
  if (oidc !== undefined) return undefined;
  const roster = openRoster(join(dataDir, 'people.json'));
  return { roster, sessions: createSessions({ roster, key: sessionKey, now: callTime }) };
}

/** The hotline's number at the simulated carrier, configured like the real one. */
function createCarrier({ url, publicUrl, configuration }: Parts, { settings }: LocalRuntime): Carrier {
  const { accountSid, authToken, dataDir } = configuration;
  return new Carrier({
    accountSid,
    authToken,
    numbers: () => ({
      [settings.lastGood().hotline.number]: {
        voiceUrl: `${publicUrl}${ROUTES['voice.incoming'].path}`,
        fallbackUrl: `${publicUrl}/fallback.xml`,
        fallbackMethod: 'GET',
        statusCallback: `${publicUrl}${ROUTES['voice.status'].path}`,
      },
    }),
    apiBaseUrl: url,
    recordings: diskVault(join(dataDir, 'carrier-recordings')),
    speechSeconds,
    transport: shortCut(publicUrl, url),
  });
}

/** Signed for the public URL, sent straight to this process: the simulator needs no tunnel. */
const shortCut =
  (publicUrl: string, url: string): Transport =>
  (request, timeouts) =>
    fetchTransport(
      request.url.startsWith(publicUrl)
        ? { ...request, url: url + request.url.slice(publicUrl.length) }
        : request,
      timeouts,
    );

/** What EventBridge does on AWS. */
function startSchedule(
  { jobs, packages, rights }: Pick<Composed, 'jobs' | 'packages' | 'rights'>,
  { log }: LocalRuntime,
): { stop: () => void } {
  const repeat = (run: () => Promise<unknown>, ms: number): NodeJS.Timeout =>
    setInterval(() => {
      run().catch((error: unknown) => {
        log.error('scheduled job failed', { error });
      });
    }, ms).unref();
  const timers = [
    ...SCHEDULED_JOBS.map(({ job, everyMinutes }) => repeat(() => jobs({ job }), everyMinutes * MINUTE_MS)),
    repeat(packages, SOON_MS),
    repeat(rights, SOON_MS),
  ];
  return {
    stop: () => {
      for (const timer of timers) clearInterval(timer);
    },
  };
}

/** The lists are copied soon after a change; the copy of before a restart serves from the first call on. */
function startListCopies(
  jobs: Composed['jobs'],
  { voice, jobs: { log } }: Composed['runtimes'],
): { stop: () => void } {
  const copy = async (): Promise<void> => {
    try {
      await voice.snapshot.renew();
      await jobs({ job: 'snapshot' });
    } catch (error) {
      log.error('lists not copied', { error });
    }
  };
  void copy();
  const timer = setInterval(() => void copy(), SNAPSHOT_EVERY_MS).unref();
  return {
    stop: () => {
      clearInterval(timer);
    },
  };
}

/** Whoever tries it out here does not wait a minute. */
const SOON_MS = 2 * SECOND_MS;

const FIRST_HOUSEKEEPING_MS = MINUTE_MS;
const HOUSEKEEPING_MS = HOUR_MS;

/** A minute after the start as well: a machine that is switched off each night has no whole day. */
function startHousekeeping(tidy: () => Promise<void>, { log }: LocalRuntime): { stop: () => void } {
  const run = (): void => {
    tidy().catch((error: unknown) => {
      log.error('what is past its period was not removed', { error });
    });
  };
  const timers = [setTimeout(run, FIRST_HOUSEKEEPING_MS).unref(), setInterval(run, HOUSEKEEPING_MS).unref()];
  return {
    stop: () => {
      for (const timer of timers) clearInterval(timer);
    },
  };
}
