// What stories about evidence packages share: people who approve, a key, an authority that stamps the time, and a
// folder in which a package is unpacked and checked as an officer checks it, with a shell.
import { execFile, execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { unzipSync } from 'fflate';
import type { PackagesRuntime, PeopleSessions, Runtime } from '../../functions/runtime.ts';
import { reportFonts } from '../../local/evidence/report-fonts.ts';
import { keyInFile } from '../../local/evidence/signing-key-file.ts';
import { answerQuery, openTimeStampAuthority } from '../../local/evidence/time-stamp-authority.ts';

/** Approvers, each signed in by their name as token. */
export const APPROVERS: PeopleSessions = {
  subjectOf: (token) =>
    Promise.resolve(
      ['grace', 'ada', 'mary'].includes(token)
        ? { id: token, kind: 'person', roles: ['approver'] as const }
        : undefined,
    ),
};

/** A machine without OpenSSL checks everything but signatures and time stamps. */
export const hasOpenssl = ((): boolean => {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    process.stderr.write('openssl is not on this machine: signatures and time stamps are not checked\n');
    return false;
  }
})();

export class EvidenceRoom {
  readonly folder = mkdtempSync(join(tmpdir(), 'hotline-evidence-'));
  readonly #key = generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey;
  readonly #authority = openTimeStampAuthority(join(this.folder, 'time-stamps'));
  #server: Server | undefined;
  /** Requests for a time stamp are answered with an error while it is false. */
  isStamping = true;

  async open(): Promise<void> {
    this.#server = createServer((request, response) => {
      if (!this.isStamping) response.writeHead(503).end();
      else
        void buffer(request).then((body) =>
          answerQuery(this.#authority, request, Buffer.from(body), response),
        );
    });
    this.#server.listen(0);
    await once(this.#server, 'listening');
    writeFileSync(join(this.folder, 'key.pem'), this.#key.export({ type: 'pkcs8', format: 'pem' }));
    await this.#authority.isThere();
  }

  /** What the packages function has beside the rest. */
  own(): Omit<PackagesRuntime, keyof Runtime> {
    const { port } = this.#server?.address() as AddressInfo;
    return {
      signingKey: keyInFile(join(this.folder, 'key.pem')),
      fonts: reportFonts,
      ownAuthority: () => Promise.resolve(hasOpenssl ? `http://127.0.0.1:${String(port)}/` : undefined),
    };
  }

  close(): void {
    this.#server?.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Path in the bag, without the folder at its top -> bytes. */
export function unpack(zip: Uint8Array): Map<string, Uint8Array> {
  const files = Object.entries(unzipSync(zip));
  return new Map(files.map(([path, bytes]) => [path.slice(path.indexOf('/') + 1), bytes]));
}

export const textOf = (files: ReadonlyMap<string, Uint8Array>, path: string): string =>
  new TextDecoder().decode(files.get(path) ?? new Uint8Array());

export interface Verdict {
  readonly ok: boolean;
  readonly said: string;
}

/** `sh VERIFY.txt` in a folder with these files, on a machine that has nothing of the project. */
export async function verifyByShell(files: ReadonlyMap<string, Uint8Array>): Promise<Verdict> {
  const folder = mkdtempSync(join(tmpdir(), 'officer-'));
  try {
    for (const [path, bytes] of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), bytes);
    }
    const { stdout, stderr } = await promisify(execFile)('sh', ['VERIFY.txt'], {
      cwd: folder,
      env: { PATH: process.env.PATH },
    });
    return { ok: stdout.trimEnd().endsWith('OK'), said: stdout + stderr };
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    return { ok: false, said: stdout + stderr };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
