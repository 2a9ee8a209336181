// The child's side: a part in a process of its own. It begins when the supervisor says so, tells it once a second that its
// event loop turns, and ends when it is told to, or when the supervisor is gone: no part outlives it.
import { setTimeout as delay } from 'node:timers/promises';
import type { PartName } from '../front-door/part.ts';
import { BEAT_MS, type FromPart, type ToPart } from './messages.ts';

interface RunningPart {
  readonly port: number;
  readonly welcome?: string;
  readonly noteDown?: (parts: readonly PartName[]) => void;
  readonly stop: () => Promise<void>;
}

type Begin = Extract<ToPart, { kind: 'begin' }>;

/** What cannot be finished by then is given up when the supervisor is gone. */
const ORPHAN_STOPS_WITHIN_MS = 5_000;

export function runPart(name: PartName, start: (begin: Begin) => Promise<RunningPart>): void {
  let running: Promise<RunningPart> | undefined;
  const stop = async (): Promise<void> => {
    await (await running?.catch(() => undefined))?.stop();
    process.exit(0);
  };
  keepOutOfTheWay();
  setInterval(tell, BEAT_MS, { kind: 'beat' } satisfies FromPart).unref();
  tell({ kind: 'beat' });
  process.on('message', (message: ToPart) => {
    switch (message.kind) {
      case 'begin':
        running = start(message);
        running.then(
          ({ port, welcome }) => {
            tell({ kind: 'ready', port, ...(welcome === undefined ? {} : { welcome }) });
          },
          (error: unknown) => {
            process.stderr.write(`The ${name} process cannot start. ${explain(error)}\n`);
            process.exit(1);
          },
        );
        return;
      case 'down':
        void running?.then(({ noteDown }) => noteDown?.(message.parts));
        return;
      case 'stop':
        void stop();
    }
  });
  process.once('disconnect', () => {
    void stop();
    void delay(ORPHAN_STOPS_WITHIN_MS).then(() => process.exit(1));
  });
}

/** Ctrl-C reaches every process of the terminal: the supervisor alone decides when a part ends. */
function keepOutOfTheWay(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
  ignoreLostOutput();
}

/** A log on a full disk, or a reader that is gone, must not end a process. */
export function ignoreLostOutput(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
}

function tell(message: FromPart): void {
  // The callback takes the error of a channel that has just closed.
  if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
}

const explain = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);
