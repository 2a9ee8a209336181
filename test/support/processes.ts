// The hotline as its operator starts it, with a process for each part: to end, stop and starve them.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { signedRequest } from '../../carrier/http/signed-request.ts';
import type { PartName } from '../../local/front-door/part.ts';

export interface Answered {
  readonly status: number;
  readonly text: string;
  readonly milliseconds: number;
}

export interface StartOptions {
  readonly logLevel?: 'SILENT' | 'ERROR';
  readonly nodeOptions?: readonly string[];
}

export class StartedHotline {
  readonly url: string;
  readonly dataDir: string;
  readonly #process: ChildProcess;
  readonly #output: () => string;

  private constructor(process: ChildProcess, output: () => string, dataDir: string, port: string) {
    this.#process = process;
    this.#output = output;
    this.dataDir = dataDir;
    this.url = `http://localhost:${port}`;
  }

  /**
   * Resolves when the welcome has been printed.
   * @param options.logLevel of what it writes to its output
   * @param options.nodeOptions of the process that starts the parts, and of the parts
   */
  static async start(
    dataDir: string,
    { logLevel = 'SILENT', nodeOptions = [] }: StartOptions = {},
  ): Promise<StartedHotline> {
    const child = spawn('node', [...nodeOptions, 'local/start.mjs'], {
      env: { ...process.env, PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: logLevel },
    });
    let text = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
    await until(() => {
      if (child.exitCode !== null) throw new Error(`ended with ${String(child.exitCode)}: ${text}`);
      return text.includes('Ctrl-C');
    });
    const [, port = ''] = /http:\/\/localhost:(\d+)\//.exec(text) ?? [];
    return new StartedHotline(child, () => text, dataDir, port);
  }

  get pid(): number {
    return this.#process.pid ?? 0;
  }

  get output(): string {
    return this.#output();
  }

  get hasEnded(): boolean {
    return this.#process.exitCode !== null || this.#process.signalCode !== null;
  }

  /** Those that it has made at its first start: `ADMIN_TOKEN` and others. */
  get secrets(): Readonly<Record<string, string>> {
    return JSON.parse(readFileSync(join(this.dataDir, 'secrets.json'), 'utf8')) as Record<string, string>;
  }

  /** Undefined between two processes of the part. */
  pidOf(part: PartName): number | undefined {
    const lines = execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(this.pid)], { encoding: 'utf8' });
    const line = lines.split('\n').find((one) => one.trimEnd().endsWith(`start.mjs ${part}`));
    return line === undefined ? undefined : Number(line.trim().split(' ')[0]);
  }

  /** @returns false where there is no process to be sent it */
  signal(part: PartName, signal: NodeJS.Signals): boolean {
    const pid = this.pidOf(part);
    if (pid !== undefined) process.kill(pid, signal);
    return pid !== undefined;
  }

  /** As the carrier sends it, signed. */
  async webhook(path: string, parameters: Readonly<Record<string, string>> = {}): Promise<Answered> {
    const { secrets } = this;
    const { url, headers, body } = signedRequest(secrets.TWILIO_AUTH_TOKEN ?? '', {
      method: 'POST',
      url: `${this.url}${path}`,
      parameters: {
        AccountSid: secrets.TWILIO_ACCOUNT_SID ?? '',
        From: '+13125550177',
        To: '+13125550100',
        CallStatus: 'ringing',
        Direction: 'inbound',
        ApiVersion: '2010-04-01',
        ...parameters,
      },
    });
    const began = performance.now();
    const answer = await fetch(url, { method: 'POST', headers, body });
    return { status: answer.status, text: await answer.text(), milliseconds: performance.now() - began };
  }

  async health(): Promise<{ readonly status: string; readonly problems?: readonly string[] }> {
    return (await (await fetch(`${this.url}/health`)).json()) as { status: string };
  }

  async stop(signal: NodeJS.Signals = 'SIGINT'): Promise<number | null> {
    if (this.hasEnded) return this.#process.exitCode;
    const ended = new Promise<number | null>((resolve) => this.#process.once('exit', resolve));
    this.#process.kill(signal);
    return ended;
  }
}

/** @param isSo is asked again and again */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 20));
}
