// A time-stamp authority of this machine's own (RFC 3161), run with OpenSSL: what a package carries where the settings
// name no other. It proves the order of things here, and nothing to strangers: for those, name an authority of repute.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
export const AUTHORITY_PATH = '/time-stamp-authority';

export interface TimeStampAuthority {
  /** False where OpenSSL is not on this machine. */
  readonly isThere: () => Promise<boolean>;
  /** @param query DER of a time-stamp request @returns DER of the reply */
  readonly reply: (query: Uint8Array) => Promise<Uint8Array>;
}

const CONFIGURATION = `[tsa]
default_tsa = here
[here]
serial = ./serial
crypto_device = builtin
signer_cert = ./tsa.pem
signer_key = ./tsa.key
signer_digest = sha256
default_policy = 1.3.6.1.4.1.13762.3
digests = sha256, sha384, sha512
accuracy = secs:1
ordering = no
tsa_name = yes
ess_cert_id_chain = no
ess_cert_id_alg = sha256
[req]
distinguished_name = name
prompt = no
x509_extensions = extensions
[name]
CN = Hotline Guard time stamps of this machine
[extensions]
basicConstraints = critical, CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
`;

/** @param folder keeps its key and certificate, made once */
export function openTimeStampAuthority(folder: string): TimeStampAuthority {
  let ready: Promise<boolean> | undefined;
  const isThere = (): Promise<boolean> =>
    (ready ??= prepare(folder).then(
      () => true,
      () => false,
    ));
  return {
    isThere,
    reply: async (query) => {
      if (!(await isThere())) throw new Error('OpenSSL is not on this machine');
      const scratch = await mkdtemp(join(tmpdir(), 'hotline-tsa-'));
      try {
        const [asked, answered] = [join(scratch, 'query.tsq'), join(scratch, 'reply.tsr')];
        await writeFile(asked, query);
        await run(
          'openssl',
          ['ts', '-reply', '-queryfile', asked, '-out', answered, '-config', 'tsa.cnf', '-section', 'here'],
          { cwd: folder },
        );
        return await readFile(answered);
      } finally {
        await rm(scratch, { recursive: true, force: true });
      }
    },
  };
}

async function prepare(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(join(folder, 'tsa.cnf'), CONFIGURATION);
  if ((await stat(join(folder, 'tsa.pem')).catch(() => undefined)) !== undefined) {
    await run('openssl', ['version']);
    return;
  }
  await writeFile(join(folder, 'serial'), '01\n');
  const request = [
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-days',
    '3650',
    '-config',
    'tsa.cnf',
  ];
  await run('openssl', [...request, '-keyout', 'tsa.key', '-out', 'tsa.pem'], { cwd: folder });
}

/** Answers `POST /time-stamp-authority`. */
export async function answerQuery(
  authority: TimeStampAuthority,
  request: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== 'POST' || request.headers['content-type'] !== 'application/timestamp-query') {
    response.writeHead(400).end();
    return;
  }
  const reply = await authority.reply(body);
  response.writeHead(200, { 'content-type': 'application/timestamp-reply' }).end(reply);
}
