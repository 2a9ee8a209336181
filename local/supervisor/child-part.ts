// The supervisor's side of one part: starts its process, starts it again when it ends, and ends it when it is silent.
import { fork, type ChildProcess } from 'node:child_process';
import type { Part, PartName } from '../front-door/part.ts';
import { nextRestart } from './back-off.ts';
import { BEAT_MS, type FromPart, type ToPart } from './messages.ts';

export interface ChildOptions {
  readonly name: PartName;
  /** File and arguments that Node runs. */
  readonly program: readonly [file: string, ...args: string[]];
  /** What it is told first. */
  readonly begin: Extract<ToPart, { kind: 'begin' }>;
  /** Beats that it may miss in a row, once it is ready, before it is taken to hang. */
  readonly mostMissed: number;
  /** How long it may take to be ready, in beats. */
  readonly readyWithinBeats: number;
  /** Called when it has come up or gone down. */
  readonly changed: () => void;
  readonly welcomed?: (welcome: string) => void;
  /** Told to the operator. */
  readonly say: (words: string) => void;
}

export class ChildPart implements Part {
  readonly name: PartName;
  readonly #options: ChildOptions;
  #process: ChildProcess | undefined;
  #port: number | undefined;
  #startedAt = 0;
  #ends = 0;
  #missed = 0;
  #age = 0;
  #stopping = false;
  #restart: NodeJS.Timeout | undefined;
  readonly #watch: NodeJS.Timeout;
  readonly #awaiting = new Set<() => void>();

  constructor(options: ChildOptions) {
    this.name = options.name;
    this.#options = options;
    this.#watch = setInterval(() => {
      this.#look();
    }, BEAT_MS);
    this.#start();
  }

  port = (): number | undefined => this.#port;

  portWithin = (ms: number): Promise<number | undefined> => {
    if (this.#port !== undefined) return Promise.resolve(this.#port);
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#awaiting.delete(done);
        resolve(this.#port);
      };
      const timer = setTimeout(done, ms);
      this.#awaiting.add(done);
    });
  };

  get isDown(): boolean {
    return this.#port === undefined;
  }

  /** Of its process now; undefined between two. */
  get pid(): number | undefined {
    return this.#process?.pid;
  }

  tell(message: ToPart): void {
    if (this.#process?.connected === true) this.#process.send(message, () => undefined);
  }

  /** Asks it to end, and ends it where that takes longer. */
  async stop(withinMs: number): Promise<void> {
    this.#stopping = true;
    clearInterval(this.#watch);
    clearTimeout(this.#restart);
    const child = this.#process;
    if (child === undefined) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    this.tell({ kind: 'stop' });
    const timer = setTimeout(() => child.kill('SIGKILL'), withinMs);
    await ended;
    clearTimeout(timer);
  }

  /** Ends it without asking. */
  kill(): void {
    this.#process?.kill('SIGKILL');
  }

  #start(): void {
    const [file, ...args] = this.#options.program;
    const child = fork(file, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    this.#process = child;
    this.#startedAt = performance.now();
    this.#missed = 0;
    this.#age = 0;
    child.on('message', (message: FromPart) => {
      this.#missed = 0;
      if (message.kind === 'ready') this.#isUp(message);
    });
    // Where a process cannot even be started, no other event comes.
    child.on('error', (error) => {
      this.#options.say(`The ${this.name} process: ${error.message}`);
      if (child.pid === undefined) this.#isOver('not started');
    });
    child.once('exit', (code, signal) => {
      this.#isOver(signal ?? `exit code ${String(code)}`);
    });
    this.tell(this.#options.begin);
  }

  #isUp({ port, welcome }: Extract<FromPart, { kind: 'ready' }>): void {
    this.#port = port;
    for (const done of this.#awaiting) done();
    this.#options.changed();
    if (welcome !== undefined) this.#options.welcomed?.(welcome);
  }

  #isOver(how: string): void {
    this.#process = undefined;
    this.#port = undefined;
    if (this.#stopping) return;
    this.#options.changed();
    const { ends, pauseMs } = nextRestart(this.#ends, performance.now() - this.#startedAt);
    this.#ends = ends;
    const when = pauseMs === 0 ? 'now' : `in ${String(pauseMs)} ms`;
    this.#options.say(`The ${this.name} process ended (${how}). It is started again ${when}.`);
    this.#restart = setTimeout(() => {
      this.#start();
    }, pauseMs);
  }

  /**
   * Counts beats, not time: a machine that was asleep, or a supervisor that was stopped, finds its processes silent for
   * as long, and they are well.
   */
  #look(): void {
    if (this.#process === undefined) return;
    this.#missed += 1;
    this.#age += 1;
    const { mostMissed, readyWithinBeats, say } = this.#options;
    // While it loads its program, its event loop does not turn yet.
    const isReady = this.#port !== undefined;
    if (isReady ? this.#missed <= mostMissed : this.#age <= readyWithinBeats) return;
    say(`The ${this.name} process ${isReady ? 'hangs' : 'does not get ready'}. It is ended.`);
    this.kill();
  }
}
