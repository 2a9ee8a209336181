// `hotline evidence`: what people read of packages, what a request is about, and a download that is checked.
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { ApiClient } from '../../api-client/client.ts';
import { downloadPackage } from '../../cli/evidence/download.ts';
import { packageInWords } from '../../cli/evidence/packages.ts';
import { aboutIn } from '../../cli/evidence/request.ts';
import { localTime } from '../../cli/terminal/times.ts';
import type { PackageView } from '../../functions/admin/contract.ts';

const AT = '2026-11-24T14:05:09.120Z';
const when = localTime(AT);
const asked: PackageView = {
  id: '20261124-0f3c',
  about: { kind: 'case', caseNumber: '482913' },
  authority: 'Police station 3',
  requestNumber: 'SPD-7',
  legalBasis: 'article\u0007 54',
  receivedAt: AT,
  status: 'waiting',
  requestedBy: 'admin',
  requestedAt: AT,
  approvals: [{ by: 'grace', at: AT }],
  releases: [],
  version: 2,
};

describe('a package in words', () => {
  const first = (more: Partial<PackageView>): string | undefined =>
    packageInWords({ ...asked, ...more }, (number) => number).split('\n')[0];

  test('says what was asked, by whom, and who has approved', () => {
    expect(packageInWords(asked, (number) => number)).toBe(
      [
        'Evidence package 20261124-0f3c: pending approval, 1 of 2',
        '  About          case 482913',
        '  Authority      Police station 3',
        '  Request        SPD-7',
        '  Legal basis    article 54',
        `  Received       ${when}`,
        `  Requested      admin token, ${when}`,
        `  Approved       grace, ${when}`,
      ].join('\n'),
    );
  });

  test('and how far it is, or why there is none', () => {
    expect(first({ status: 'making', progress: { done: 40, total: 120 } })).toMatch(/being made, 40 of 120$/);
    const refusal = { by: 'ada', at: AT, reason: 'no such request' };
    expect(packageInWords({ ...asked, status: 'refused', refusal }, (number) => number)).toContain(
      `  Refused        ada, ${when}: no such request`,
    );
    const failed = { ...asked, status: 'failed', problem: 'no stamp' } as const;
    expect(packageInWords(failed, (number) => number)).toContain('  Problem        no stamp');
  });
});

test('a request is about one thing, and a period has two ends', () => {
  expect(aboutIn({ case: '482913' })).toEqual({ kind: 'case', caseNumber: '482913' });
  expect(aboutIn({ number: '+13125550199' })).toEqual({ kind: 'number', number: '+13125550199' });
  expect(aboutIn({ from: '2026-11-01', to: '2026-11-30' })).toEqual({
    kind: 'period',
    from: '2026-11-01',
    to: '2026-11-30',
  });
  for (const flags of [{}, { case: '482913', number: '1' }, { number: '1', from: '2026-11-01' }])
    expect(() => aboutIn(flags)).toThrow(/Say what the package is about/);
  expect(() => aboutIn({ from: '2026-11-01' })).toThrow(/--from and --to/);
});

describe('a download', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hotline-download-'));
  const content = randomBytes(300_000);
  let server: Server;
  let tokens: (string | undefined)[] = [];
  beforeAll(async () => {
    server = createServer((request, response) => {
      tokens.push(request.headers.authorization);
      if (request.url === '/gone') response.writeHead(403).end();
      else if (request.url === '/cut') {
        response.writeHead(200, { 'content-length': content.length });
        response.write(content.subarray(0, 1_000), () => response.destroy());
      } else response.end(content);
    }).listen(0);
    await once(server, 'listening');
  });
  afterAll(() => {
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const sha256 = createHash('sha256').update(content).digest('hex');
  const file = join(folder, 'evidence.zip');
  async function download(path: string, sum: string): Promise<string> {
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${String(port)}${path}`;
    const body = { url, expiresAt: AT, fileName: 'evidence.zip', bytes: content.length, sha256: sum };
    const api = { call: () => Promise.resolve({ body }) } as unknown as ApiClient;
    const said: string[] = [];
    const write = jest
      .spyOn(process.stdout, 'write')
      .mockImplementation((text) => said.push(String(text)) > 0);
    try {
      await downloadPackage({ api }, asked.id, { why: 'the court asked', out: file });
    } finally {
      write.mockRestore();
    }
    return said.join('');
  }

  test.each([
    ['that was changed on the way', '/file', '0'.repeat(64), /differs from the package[^]*received SHA-256/],
    ['whose link is over', '/gone', sha256, /answered HTTP 403/],
    ['that breaks off', '/cut', sha256, /interrupted/],
  ])('of a file %s fails, and leaves no file', async (_, path, sum, problem) => {
    await expect(download(path, sum)).rejects.toThrow(problem);
    expect([existsSync(file), existsSync(`${file}.part`)]).toEqual([false, false]);
  });

  test('of the file that was made is checked, and no token goes along', async () => {
    tokens = [];
    expect(await download('/file', sha256)).toBe(`${file}\nSHA-256 ${sha256}\nOK\n`);
    expect(readFileSync(file).equals(content)).toBe(true);
    expect(tokens).toEqual([undefined]);
  });
});
