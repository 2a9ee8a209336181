// The part that answers calls: the voice function alone, with a settings cache and a store client of its own.
import { join } from 'node:path';
import { createLog } from '../../functions/log.ts';
import { createVoiceHandler } from '../../functions/voice/webhook.ts';
import { matchRoute, splitTarget, toEvent } from '../../in-process/api-gateway.ts';
import { atCallTime } from '../call-time.ts';
import { openQueue } from '../queue/local-queue.ts';
import { openEvidenceFolder } from '../evidence/evidence-folder.ts';
import { localRuntime, SNAPSHOT_EVERY_MS, type LocalRuntime } from '../runtime.ts';
import { sendJson, sendResult, startPartServer, type Answer } from './part-server.ts';
import { TABLES_HERE, type PartSetting } from './setting.ts';

export interface VoicePart {
  readonly port: number;
  readonly stop: () => Promise<void>;
}

export async function startVoice(setting: PartSetting): Promise<VoicePart> {
  const { configuration, publicUrl, url, databaseEndpoint, innerSecret } = setting;
  const { dataDir, sessionKey } = configuration;
  // It sends alone: the office delivers.
  const queue = await openQueue(join(dataDir, 'queue'), { log: createLog('queue', configuration.logLevel) });
  const runtime = localRuntime('voice', {
    configuration,
    publicUrl,
    databaseEndpoint,
    tables: TABLES_HERE,
    queue,
    people: undefined,
    evidence: openEvidenceFolder(join(dataDir, 'evidence'), publicUrl, sessionKey),
    simulatorUrl: url,
  });
  const copies = followCopies(runtime);
  const server = await startPartServer(innerSecret, answerWith(createVoiceHandler(runtime)));
  return {
    port: server.port,
    stop: async () => {
      copies.stop();
      await server.close();
      await queue.stop();
      runtime.close();
    },
  };
}

/** The copy of before a restart serves from the first call on. */
function followCopies({ snapshot }: LocalRuntime): { readonly stop: () => void } {
  void snapshot.renew();
  const timer = setInterval(() => void snapshot.renew(), SNAPSHOT_EVERY_MS).unref();
  return {
    stop: () => {
      clearInterval(timer);
    },
  };
}

const answerWith =
  (handler: ReturnType<typeof createVoiceHandler>): Answer =>
  async (request, response) => {
    const matched = matchRoute(request.method, splitTarget(request.target).rawPath);
    if (matched?.route.function !== 'voice') {
      sendJson(response, 404, { message: 'Not Found' });
      return;
    }
    sendResult(response, await atCallTime(request.clockAheadMs, () => handler(toEvent(matched, request))));
  };
