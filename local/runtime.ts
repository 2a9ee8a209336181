// The composition root on one machine: what `functions/runtime-aws.ts` is on AWS.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkSettings } from '../core/settings-check.ts';
import type { Settings } from '../core/settings.ts';
import { createCarrierApi } from '../functions/carrier-api.ts';
import { createLog } from '../functions/log.ts';
import type { CarrierApi, Runtime, Secrets } from '../functions/runtime.ts';
import { createSettingsSource } from '../functions/settings-source.ts';
import { openDatabase } from '../store/database.ts';
import { openStore } from '../store/store.ts';
import type { Configuration } from './configuration.ts';
import type { LocalQueue } from './deferred-queue.ts';
import { tableNames } from './dynamo.ts';
import { openRecordingFolder } from './recording-folder.ts';

export const TABLE_NAMES_HERE = tableNames('hotline');

export interface RuntimeParts {
  readonly configuration: Configuration;
  readonly databaseEndpoint: string;
  readonly queue: LocalQueue;
  /** `http://127.0.0.1:3000`: where the simulated carrier's REST API is. */
  readonly simulatorUrl: string;
  readonly now: () => Date;
}

export interface LocalRuntime extends Runtime {
  readonly close: () => void;
}

export function localRuntime({ configuration, databaseEndpoint, queue, simulatorUrl, now }: RuntimeParts): LocalRuntime {
  const { accountSid, authToken, dataDir } = configuration;
  const log = createLog('hotline', configuration.logLevel);
  const secrets = () => Promise.resolve(secretsOf(configuration));
  const database = openDatabase({
    tables: TABLE_NAMES_HERE,
    endpoint: databaseEndpoint,
    region: 'us-east-1',
    requestTimeoutMs: 800,
    deadlineMs: 900,
  });
  const patient = openDatabase({
    tables: TABLE_NAMES_HERE,
    endpoint: databaseEndpoint,
    region: 'us-east-1',
    requestTimeoutMs: 3_000,
    deadlineMs: 8_000,
  });
  void patient;
  void authToken;
  const store = openStore(database);
  const simulated = createCarrierApi({ baseUrl: simulatorUrl, accountSid, secrets });
  const real = createCarrierApi({ baseUrl: 'https://api.twilio.com', accountSid, secrets });
  return {
    publicUrl: configuration.publicUrl,
    accountSid,
    oidc: undefined,
    store,
    settings: createSettingsSource({ read: store.settings.current, deployed: SEED_SETTINGS, now, log }),
    deferred: queue,
    recordings: openRecordingFolder(join(dataDir, 'recordings')),
    carrier: configuration.realCarrier ? bothCarriers(simulated, real) : simulated,
    secrets,
    now,
    log,
    close: database.close,
  };
}
