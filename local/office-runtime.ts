// What the functions of the office are given beside what the voice function has: jobs, erasures, messages to people.
import { createWebhookSender } from '../functions/notify/webhook-sender.ts';
import { readLocalFile } from '../functions/outgoing/local-file.ts';
import { createOutgoing } from '../functions/outgoing/outgoing.ts';
import { timestamper } from '../functions/packages/time-stamp.ts';
import { residencyGuard } from '../functions/privacy/residency-guard.ts';
import type { FunctionName } from '../functions/routes.ts';
import type { JobsRuntime, OwnAuthority, RightsRuntime, Traces } from '../functions/runtime.ts';
import { typedWords } from '../in-process/typed-words.ts';
import { openErasureLog } from './erasure-log-folder.ts';
import { localRuntime, type RuntimeParts } from './runtime.ts';

export interface OfficeRuntimeParts extends RuntimeParts {
  readonly ownAuthority: OwnAuthority;
  readonly traces: Traces;
}

export interface OfficeRuntime extends JobsRuntime, RightsRuntime {
  readonly close: () => void;
}

/** One function's runtime, with that function's limits. */
export function officeRuntime(name: FunctionName, parts: OfficeRuntimeParts): OfficeRuntime {
  const { configuration, ownAuthority, traces } = parts;
  const { outbox, ...runtime } = localRuntime(name, parts);
  return {
    ...runtime,
    erasureLog: openErasureLog(configuration.erasureLogDir),
    traces,
    transcriber: typedWords(runtime.recordings),
    timestamper: timestamper(runtime, ownAuthority),
    mailer: outbox,
    readLocalFile,
    webhooks: createWebhookSender(
      createOutgoing({ ...configuration.reach, loopback: true }, { guard: residencyGuard(runtime.settings) }),
    ),
  };
}
