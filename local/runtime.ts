// The composition root on one machine: what `functions/runtime-aws.ts` is on AWS, and all that the voice function needs.
// `office-runtime.ts` adds what the functions of the office need beside it.
import { join } from 'node:path';
import type { Deployment } from '../core/privacy/deployment.ts';
import { createCarrierApi } from '../functions/carrier/carrier-api.ts';
import { CARRIER_API } from '../functions/carrier/carrier-region.ts';
import { createLog } from '../functions/log.ts';
import { residencyGuard } from '../functions/privacy/residency-guard.ts';
import { createOutgoing } from '../functions/outgoing/outgoing.ts';
import type { FunctionName } from '../functions/routes.ts';
import type { CopyPlace } from '../functions/snapshot/list-copies.ts';
import {
  STORE_LIMITS,
  type CarrierApi,
  type EvidenceStore,
  type PeopleSessions,
  type Secrets,
  type VoiceRuntime,
} from '../functions/runtime.ts';
import { createSettingsSource } from '../functions/settings-source.ts';
import { createSnapshot } from '../functions/snapshot/list-snapshot.ts';
import { openDatabase } from '../store/database/database.ts';
import { openStore } from '../store/store.ts';
import type { TableName } from '../store/tables.ts';
import type { Configuration } from './configuration.ts';
import { openAnchorFolder } from './anchor-folder.ts';
import { callTime } from './call-time.ts';
import { openListCopies } from './list-copy-folder.ts';
import { openOutbox, type Outbox } from './outbox.ts';
import type { LocalQueue } from './queue/local-queue.ts';
import { openRecordingFolder } from './recording-folder.ts';
import { SEED_SETTINGS } from './seed/seed-settings.ts';

export interface RuntimeParts {
  readonly configuration: Configuration;
  readonly publicUrl: string;
  readonly databaseEndpoint: string;
  readonly tables: Readonly<Record<TableName, string>>;
  readonly queue: Pick<LocalQueue, 'send' | 'shelf'>;
  readonly people: PeopleSessions | undefined;
  readonly evidence: EvidenceStore;
  /** `http://127.0.0.1:3000`: where the simulated carrier's REST API is. */
  readonly simulatorUrl: string;
}

export interface LocalRuntime extends VoiceRuntime {
  readonly listCopies: CopyPlace;
  /** Messages that would have been sent. */
  readonly outbox: Outbox;
  readonly close: () => void;
}

/** Reading a label of this machine costs nothing, and a person who tries the hotline out here does not wait a minute. */
export const SNAPSHOT_EVERY_MS = 5_000;

/** One function's runtime, with that function's limits. */
export function localRuntime(name: FunctionName, parts: RuntimeParts): LocalRuntime {
  const { configuration, databaseEndpoint, tables, queue } = parts;
  const now = callTime;
  const log = createLog(name, configuration.logLevel);
  const secrets = (): Promise<Secrets> => Promise.resolve(secretsOf(configuration));
  const database = openDatabase({
    tables,
    endpoint: databaseEndpoint,
    region: 'us-east-1',
    ...STORE_LIMITS[name],
  });
  const store = openStore(database, now);
  const outbox = openOutbox(join(configuration.dataDir, 'outbox'), now);
  const recordings = openRecordingFolder(join(configuration.dataDir, 'recordings'));
  const settings = createSettingsSource({
    read: store.settings.current,
    deployed: SEED_SETTINGS,
    // Freshness is of this process, however fast a call runs.
    now: () => new Date(),
    log,
  });
  const guard = residencyGuard(settings);
  const outgoing = createOutgoing(configuration.reach, { guard });
  const listCopies = openListCopies(join(configuration.dataDir, 'snapshot'));
  return {
    publicUrl: parts.publicUrl,
    accountSid: configuration.accountSid,
    deployment: deploymentOf(configuration),
    oidc: configuration.oidc,
    people: parts.people,
    store,
    settings,
    deferred: queue,
    shelf: queue.shelf,
    recordings,
    evidence: parts.evidence,
    listCopies,
    snapshot: createSnapshot({ place: listCopies, clock: Date.now, log, everyMs: SNAPSHOT_EVERY_MS }),
    anchors: openAnchorFolder(join(configuration.dataDir, 'anchors')),
    carrier: carrierApi(parts, secrets, outbox),
    outgoing,
    secrets,
    now,
    log,
    outbox,
    close: database.close,
  };
}

const deploymentOf = ({ databaseEndpoint, realCarrier, carrierRegion, oidc }: Configuration): Deployment => ({
  databaseUrl: databaseEndpoint,
  carrierRegion: realCarrier ? carrierRegion : undefined,
  issuer: oidc?.issuer,
});

const secretsOf = ({ authToken, ...configuration }: Configuration): Secrets => {
  const { challengeKey, pseudonymKey, webhookKey, sharingKey, adminToken } = configuration;
  return { twilioAuthTokens: [authToken], challengeKey, pseudonymKey, webhookKey, sharingKey, adminToken };
};

function carrierApi(
  { configuration: { accountSid, realCarrier, carrierRegion }, simulatorUrl }: RuntimeParts,
  secrets: () => Promise<Secrets>,
  outbox: Outbox,
): CarrierApi {
  const simulated = createCarrierApi({ baseUrl: simulatorUrl, accountSid, secrets });
  if (!realCarrier) return textsInto(outbox, simulated);
  return bothCarriers(
    simulated,
    createCarrierApi({ baseUrl: CARRIER_API[carrierRegion], accountSid, secrets }),
  );
}

/** A simulated text message arrives nowhere: it can be read in the outbox. */
const textsInto = (outbox: Outbox, carrier: CarrierApi): CarrierApi => ({
  ...carrier,
  sendSms: async (sms) => {
    await carrier.sendSms(sms);
    await outbox.keepText(sms);
  },
});

/** With a real account, messages may have been left on the real number or in the simulator: ask here first. */
const bothCarriers = (here: CarrierApi, there: CarrierApi): CarrierApi => ({
  // Out of the simulator there is nobody to read it: with a real account it goes to the real one.
  sendSms: (sms) => there.sendSms(sms),
  placeCall: (call) => there.placeCall(call),
  fetchRecording: async (sid) => (await here.fetchRecording(sid)) ?? (await there.fetchRecording(sid)),
  deleteRecording: async (sid) => {
    await Promise.all([here.deleteRecording(sid), there.deleteRecording(sid)]);
  },
  deleteTranscription: async (sid) => {
    await Promise.all([here.deleteTranscription(sid), there.deleteTranscription(sid)]);
  },
  listRecordings: async (after) => [
    ...(await here.listRecordings(after)),
    ...(await there.listRecordings(after)),
  ],
  deleteTracesOf: async (number) =>
    (await here.deleteTracesOf(number)) + (await there.deleteTracesOf(number)),
  getCall: async (sid) => (await here.getCall(sid)) ?? (await there.getCall(sid)),
});
