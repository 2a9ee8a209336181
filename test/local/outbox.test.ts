// E-mails as files: RFC 5322 with RFC 2047 subjects, and read back as they were sent.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { openOutbox, readOutbox } from '../../local/outbox.ts';

const folder = mkdtempSync(join(tmpdir(), 'hotline-outbox-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
const now = (): Date => new Date('2026-11-24T02:00:00.000Z');

test('an e-mail is a file that any mail program opens', async () => {
  const outbox = openOutbox(join(folder, 'one'), now);
  await outbox.send({ id: 'msg_1', to: 'duty@example.org', subject: '新举报', text: '有来电者\n举报\n' });
  expect(readdirSync(join(folder, 'one'))).toEqual(['20261124T020000Z-msg_1.eml']);
  expect(readFileSync(join(folder, 'one', '20261124T020000Z-msg_1.eml'), 'utf8')).toBe(
    [
      'Message-ID: <msg_1@localhost>',
      'Subject: =?utf-8?B?5paw5Li+5oql?=',
      'Date: Tue, 24 Nov 2026 02:00:00 +0000',
      'From: Hotline Guard <hotline-guard@localhost>',
      'To: duty@example.org',
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: 8bit',
      '',
      '有来电者',
      '举报',
      '',
    ].join('\r\n'),
  );
});

test('whatever the subject, no header line is too long or smuggled in, and it reads back', async () => {
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 80 }), async (text) => {
      const subject = text.replaceAll(/\p{Cc}/gu, '').trim();
      const place = join(folder, `run-${String(runs++)}`);
      await openOutbox(place, now).send({
        id: 'x',
        to: 'a@example.org',
        subject: `${subject}\r\nBcc: eve@example.org`,
        text: 'x',
      });
      const [sent] = await readOutbox(place);
      expect(sent?.subject).toBe(`${subject} Bcc: eve@example.org`);
      const raw = readFileSync(join(place, sent?.name ?? ''), 'utf8');
      expect(raw).not.toMatch(/^Bcc:/m);
      for (const line of raw.split('\r\n')) expect(line.length).toBeLessThanOrEqual(78);
    }),
    { numRuns: 60 },
  );
});
