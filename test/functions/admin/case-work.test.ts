// Working on a case, through the API: who does it, until when, what belongs to it, and what its reporter is told. Whole
// calls tell what is heard.
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { CampaignView, CaseFileView, CaseView } from '../../../functions/admin/contract.ts';
import type { Identity } from '../../../core/numbers/identity.ts';
import { encodeWav, tone } from '../../../carrier/recordings/wav.ts';
import type { ApiAnswer, ApiOptions, TestHotline } from '../../support/hotline.ts';
import { rigForAll } from '../../support/rig.ts';
import { settingsWith } from '../../support/settings.ts';

const rig = rigForAll();
let hotline: TestHotline;

const VOUCHED = { stirVerstat: 'TN-Validation-Passed-A' };
const DUTY = 'duty@example.org';
const DAY = 86_400;

beforeAll(() => {
  hotline = rig.hotline({
    settings: settingsWith({
      reports: { sms: true, dueDays: 15, extendedDueDays: 30 },
      notifications: [
        { on: ['case-due'], by: { email: DUTY } },
        { on: ['case'], by: { email: 'other@example.org' } },
      ],
    }),
  });
});

interface Reported {
  readonly caseNumber: string;
  readonly pin: string;
}

/** A report by telephone, with its case number and PIN as they are heard. */
async function report(from: string, number: string): Promise<Reported> {
  const phone = await hotline.call(from, VOUCHED);
  if (phone.log.some((event) => event.type === 'said' && /\d, \d/.test(event.text)))
    await phone.press(phone.code());
  for (const keys of ['2', `${number.slice(1)}#`, '1', '2']) await phone.press(keys);
  phone.heard();
  await phone.leaveMessage(4);
  const heard =
    phone
      .heard()
      .join(' ')
      .match(/\d(?:, \d)+/g) ?? [];
  const [caseNumber = '', , pin = ''] = heard.map((digits) => digits.replaceAll(/\D/g, ''));
  await phone.hangUp();
  await hotline.drain();
  return { caseNumber, pin };
}

/** What the reporter hears on asking by telephone. */
async function hears(from: string, caseNumber: string): Promise<string> {
  const phone = await hotline.call(from, VOUCHED);
  if (phone.log.some((event) => event.type === 'said' && /\d, \d/.test(event.text)))
    await phone.press(phone.code());
  await phone.press('3');
  phone.heard();
  await phone.press(`${caseNumber}#`);
  const words = phone.heard().join(' ');
  await phone.hangUp();
  return words;
}

const ask = async (
  method: string,
  target: string,
  body?: unknown,
  more: ApiOptions = {},
): Promise<ApiAnswer> => {
  const answer = await hotline.api(method, target, { ...(body === undefined ? {} : { body }), ...more });
  await hotline.drain();
  return answer;
};
const done = async <Body>(...asked: Parameters<typeof ask>): Promise<Body> => {
  const answer = await ask(...asked);
  expect([asked[0], asked[1], answer.status < 300 ? '' : answer.text]).toEqual([asked[0], asked[1], '']);
  return answer.status === 204 ? (undefined as Body) : answer.json<Body>();
};
const refused = async (...asked: Parameters<typeof ask>): Promise<[number, string]> => {
  const answer = await ask(...asked);
  return [answer.status, answer.json<{ detail: string }>().detail];
};
/** As the default department's calendar has it. */
const dayHere = (instant: string, how: Intl.DateTimeFormatOptions, language = 'en-US'): string =>
  new Intl.DateTimeFormat(language, { timeZone: 'America/Chicago', ...how }).format(new Date(instant));
const read = (caseNumber: string): Promise<CaseView> => done('GET', `/api/cases/${caseNumber}`);
const open = async (reported: string): Promise<string> =>
  (await done<CaseView>('POST', '/api/cases', { reported, category: 'impersonation' })).caseNumber;
const files = async (caseNumber: string): Promise<CaseFileView[]> =>
  (await done<{ items: CaseFileView[] }>('GET', `/api/cases/${caseNumber}/files`)).items;
const textsTo = (to: string): string[] =>
  hotline.carrier.messages.filter((message) => message.to === to).map(({ body }) => body);
const pageSays = async ({ caseNumber, pin }: Reported): Promise<object> =>
  done('GET', `/api/public/reports/${caseNumber}`, undefined, {
    token: null,
    headers: { 'x-case-pin': pin },
  });
const numbersOf = async (query: string): Promise<string[]> =>
  (await done<{ items: CaseView[] }>('GET', `/api/cases?${query}`)).items.map(({ caseNumber }) => caseNumber);

describe('assignee and priority', () => {
  test('are changed with the case, kept in its history, and filter the list', async () => {
    const [mine, other] = [await open('+13125550201'), await open('+13125550202')];
    expect(await read(mine)).toMatchObject({
      priority: 'high',
      priorityBy: 'rule',
      next: 'take',
      overdue: false,
    });
    await done('PATCH', `/api/cases/${mine}`, { assignee: 'me', priority: 'urgent' });
    await done('PATCH', `/api/cases/${other}`, { assignee: 'grace' });
    const { history, ...found } = await read(mine);
    expect(found).toMatchObject({
      assignee: 'admin',
      priority: 'urgent',
      priorityBy: 'person',
      next: 'investigate',
    });
    expect(history).toMatchObject([
      { by: 'admin', status: 'received', assignee: 'admin', priority: 'urgent' },
    ]);
    expect(await numbersOf('assignee=me')).toEqual([mine]);
    expect(await numbersOf('status=received&assignee=grace')).toEqual([other]);
    expect(await numbersOf('priority=urgent')).toEqual([mine]);
    await done('PATCH', `/api/cases/${mine}`, { assignee: null });
    expect(await read(mine)).not.toHaveProperty('assignee');
    expect(await numbersOf('assignee=me')).toEqual([]);
  });
});

describe('an extension', () => {
  const REPORTER = '+13125558301';

  test('is told by telephone, on the page and as text, and never a second time', async () => {
    const told = await report(REPORTER, '+13125550210');
    const { dueAt } = await read(told.caseNumber);
    expect(dueAt).toMatch(/^2026-12-09/);
    const target = `/api/cases/${told.caseNumber}`;
    const reason = 'We are waiting for your bank.';
    const preview = await done<{ sms: string }>('POST', `${target}/preview`, { extension: reason });
    expect(textsTo(REPORTER)).toEqual([]);
    const extended = await done<CaseView>('POST', `${target}/extension`, { reason });
    expect(extended).toMatchObject({
      dueAt: expect.stringMatching(/^2026-12-24/),
      extension: { until: expect.stringMatching(/^2026-12-24/), reason },
      history: [{ extension: { reason } }],
    });
    const words = `We need more time and will answer by ${dayHere(extended.dueAt, { month: 'long', day: 'numeric' })}. The reason: ${reason}`;
    expect(textsTo(REPORTER)).toEqual([preview.sms]);
    expect(preview.sms).toContain(words);
    expect(await hears(REPORTER, told.caseNumber)).toContain(words);
    expect(await pageSays(told)).toMatchObject({ dueAt: extended.dueAt, extension: { reason } });
    expect(await refused('POST', `${target}/extension`, { reason })).toEqual([
      409,
      expect.stringContaining('once'),
    ]);
    await done('PATCH', target, { status: 'action-taken', feedback: 'Blocked.' });
    expect(await hears(REPORTER, told.caseNumber)).not.toContain('more time');
  });

  test('goes by the settings, which must allow a later day', async () => {
    const caseNumber = await open('+13125550211');
    const settings = await done<{ reports: object }>('GET', '/api/settings');
    await done('PUT', '/api/settings', {
      ...settings,
      reports: { ...settings.reports, extendedDueDays: 15 },
    });
    const target = `/api/cases/${caseNumber}/extension`;
    expect(await refused('POST', target, { reason: 'x' })).toEqual([
      409,
      expect.stringContaining('Raise reports.extendedDueDays.'),
    ]);
    await done('PUT', '/api/settings', {
      ...settings,
      reports: { ...settings.reports, extendedDueDays: 40 },
    });
    await hotline.clock.advance(61);
    expect(await done<CaseView>('POST', target, { reason: 'x' })).toMatchObject({
      dueAt: expect.stringMatching(/^2027-01-03/),
    });
    await done('PUT', '/api/settings', settings);
  });
});

describe('duplicates', () => {
  const [FIRST, SECOND] = ['+13125558311', '+13125558312'];
  const NUMBER = '+13125550220';
  const reporters = async (): Promise<number> =>
    (await done<{ reporters: number }>('GET', `/api/lookup/${encodeURIComponent(NUMBER)}`)).reporters;

  test('are merged for good: one report counts, and its reporter hears the news of the case that stays', async () => {
    const [survivor, duplicate] = [await report(FIRST, NUMBER), await report(SECOND, NUMBER)];
    expect(await reporters()).toBe(2);
    const target = `/api/cases/${duplicate.caseNumber}`;
    const key = { headers: { 'idempotency-key': 'merge-1' } };
    const merged = await done<CaseView>('POST', `${target}/merge`, { into: survivor.caseNumber }, key);
    expect(merged).toMatchObject({ status: 'closed', mergedInto: survivor.caseNumber, next: 'see-survivor' });
    expect(merged).not.toHaveProperty('standing');
    expect(await done('POST', `${target}/merge`, { into: survivor.caseNumber }, key)).toEqual(merged);
    expect(await reporters()).toBe(1);
    expect(await read(survivor.caseNumber)).toMatchObject({
      merged: [duplicate.caseNumber],
      standing: 'counted',
    });
    expect(await hears(SECOND, duplicate.caseNumber)).toContain('We have your report');

    const feedback = 'The number is blocked now.';
    await done('PATCH', `/api/cases/${survivor.caseNumber}`, { status: 'action-taken', feedback });
    expect(await reporters()).toBe(1);
    expect(await hears(SECOND, duplicate.caseNumber)).toContain(feedback);
    expect(await pageSays(duplicate)).toMatchObject({
      status: 'action-taken',
      news: 'action-taken',
      feedback,
    });
    for (const [to, { caseNumber }] of [
      [FIRST, survivor],
      [SECOND, duplicate],
    ] as const)
      expect(textsTo(to).at(-1)).toBe(`Harbor Consumer Loans: About your report ${caseNumber}: ${feedback}`);

    expect(await refused('PATCH', target, { status: 'closed' })).toEqual([
      409,
      `Case ${duplicate.caseNumber} was merged into case ${survivor.caseNumber}. Change case ${survivor.caseNumber} instead.`,
    ]);
    expect(
      await refused('POST', `/api/cases/${survivor.caseNumber}/merge`, { into: duplicate.caseNumber }),
    ).toEqual([
      409,
      expect.stringContaining(`Merge case ${duplicate.caseNumber} into case ${survivor.caseNumber} instead.`),
    ]);
    const { items } = await done<{ items: object[] }>('GET', '/api/audit?action=cases.merge');
    expect(items).toMatchObject([{ record: duplicate.caseNumber, detail: `into ${survivor.caseNumber}` }]);
  });

  test('whose reporter says so in another case goes on counting', async () => {
    const number = '+13125550221';
    const [survivor, duplicate] = [await report(FIRST, number), await report(SECOND, number)];
    await report(SECOND, number);
    await done('POST', `/api/cases/${duplicate.caseNumber}/merge`, { into: survivor.caseNumber });
    expect(await done('GET', `/api/lookup/${encodeURIComponent(number)}`)).toMatchObject({ reporters: 2 });
  });
});

describe('notes, attachments and links', () => {
  const PNG = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
  const attach = (caseNumber: string, name: string, body: Uint8Array, more: ApiOptions = {}) =>
    ask('POST', `/api/cases/${caseNumber}/attachments?name=${encodeURIComponent(name)}`, body, more);

  test('a file is kept by its content, downloaded and never shown, looked at in the audit log, and deleted', async () => {
    const caseNumber = await open('+13125550230');
    const key = { headers: { 'idempotency-key': 'attach-1' } };
    const kept = (await attach(caseNumber, '../\u202Escreen shot.exe', PNG, key)).json<{
      attachment: string;
    }>();
    expect(kept).toMatchObject({
      name: 'screen shot.png',
      type: 'image/png',
      bytes: PNG.byteLength,
      by: 'admin',
    });
    expect((await attach(caseNumber, '../\u202Escreen shot.exe', PNG, key)).json()).toEqual(kept);
    expect(await files(caseNumber)).toEqual([kept]);
    expect([...hotline.recordings.keys()]).toContain(`attachments/${caseNumber}/${kept.attachment}`);

    const target = `/api/cases/${caseNumber}/attachments/${kept.attachment}`;
    const answer = await ask('GET', target);
    expect(answer.headers).toEqual({
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="attachment.png"; filename*=UTF-8''screen%20shot.png`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, no-store',
    });
    expect(Buffer.from(answer.text, 'base64').equals(PNG)).toBe(true);
    await done('DELETE', target);
    expect(await files(caseNumber)).toEqual([]);
    expect([...hotline.recordings.keys()].some((one) => one.includes(kept.attachment))).toBe(false);
    expect((await ask('GET', target)).status).toBe(404);
    const { items } = await done<{ items: { action: string; detail: string }[] }>(
      'GET',
      '/api/audit?limit=10',
    );
    const acts = items.filter(({ action }) => action !== 'cases.files').map(({ action }) => action);
    expect(acts.slice(0, 3)).toEqual(['cases.detach', 'cases.attachment', 'cases.attach']);
    expect(items[0]?.detail).toMatch(/^screen shot\.png, image\/png, \d+ bytes, SHA-256 [0-9a-f]{64}$/);
  });

  test('a file that was changed where it is stored is not handed out as evidence', async () => {
    const caseNumber = await open('+13125550231');
    const { attachment } = (await attach(caseNumber, 'a.png', PNG)).json<{ attachment: string }>();
    const key = `attachments/${caseNumber}/${attachment}`;
    hotline.recordings.set(key, Uint8Array.from([...(hotline.recordings.get(key) ?? []), 0]));
    expect((await ask('GET', `/api/cases/${caseNumber}/attachments/${attachment}`)).status).toBe(500);
  });

  test('pictures, documents and recordings are taken, and nothing else, whatever the name says', async () => {
    const caseNumber = await open('+13125550232');
    const taken: [string, Uint8Array, string][] = [
      ['a.txt', bytesOf('%PDF-1.4\n%%EOF\n'), 'application/pdf'],
      ['a', encodeWav(tone(1)), 'audio/wav'],
      ['a.bin', Buffer.from('GIF89a\u0001\u0000\u0001\u0000', 'latin1'), 'image/gif'],
      ['a.jpg', Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex'), 'image/jpeg'],
    ];
    for (const [name, body, type] of taken)
      expect((await attach(caseNumber, name, body)).json()).toMatchObject({ type });
    const refusals: [string, Uint8Array, number, string][] = [
      ['picture.png', bytesOf('<html><script>alert(1)</script></html>'), 400, 'of no known type'],
      [
        'picture.png',
        bytesOf('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'),
        400,
        'application/xml',
      ],
      ['picture.png', Buffer.from(`MZ${'\0'.repeat(200)}`), 400, 'application/x-msdownload'],
      ['picture.png', new Uint8Array(4 * 1024 * 1024 + 1), 413, '4194304'],
      ['picture.png', new Uint8Array(0), 400, 'empty'],
    ];
    for (const [name, body, status, words] of refusals) {
      const answer = await attach(caseNumber, name, body);
      expect([answer.status, answer.json<{ detail: string }>().detail]).toEqual([
        status,
        expect.stringContaining(words),
      ]);
    }
    expect(await files(caseNumber)).toHaveLength(taken.length);
  });

  test('notes stay inside: neither the telephone nor the page tells of them; a note sent twice is one', async () => {
    const reporter = '+13125558321';
    const told = await report(reporter, '+13125550233');
    const key = { headers: { 'idempotency-key': 'note-1' } };
    const body = { text: 'SECRET\nbetween us. 内部备注' };
    await done('POST', `/api/cases/${told.caseNumber}/notes`, body, key);
    await hotline.clock.advance(1);
    await done('POST', `/api/cases/${told.caseNumber}/notes`, body, key);
    expect(await files(told.caseNumber)).toMatchObject([{ kind: 'note', by: 'admin', ...body }]);
    expect(await hears(reporter, told.caseNumber)).not.toContain('SECRET');
    expect(JSON.stringify(await pageSays(told))).not.toContain('SECRET');
    expect((await done<CaseView>('GET', `/api/cases/${told.caseNumber}`)).history).toEqual([]);
    expect(textsTo(reporter).join()).not.toContain('SECRET');
  });

  test('a link is there in both cases, once, and goes from both', async () => {
    const [one, other] = [await open('+13125550234'), await open('+13125550235')];
    await done('POST', `/api/cases/${one}/links`, { other, why: 'same voice' });
    await done('POST', `/api/cases/${one}/links`, { other });
    expect(await files(one)).toMatchObject([
      { kind: 'link', other, why: 'same voice', otherStatus: 'received' },
    ]);
    expect(await files(other)).toMatchObject([{ kind: 'link', other: one, why: 'same voice' }]);
    expect(await refused('POST', `/api/cases/${one}/links`, { other: one })).toEqual([
      400,
      expect.stringContaining('same case'),
    ]);
    expect((await ask('POST', `/api/cases/${one}/links`, { other: '000001' })).status).toBe(404);
    await done('DELETE', `/api/cases/${other}/links/${one}`);
    expect([await files(one), await files(other)]).toEqual([[], []]);
  });

  test('nothing that is attached to a case under a legal hold is deleted', async () => {
    const [caseNumber, duplicate] = [await open('+13125550236'), await open('+13125550236')];
    await done('POST', `/api/cases/${duplicate}/merge`, { into: caseNumber });
    const { attachment } = (await attach(caseNumber, 'a.png', PNG)).json<{ attachment: string }>();
    const order = {
      source: 'order',
      reference: 'order 7',
      authority: 'the court',
      legalBasis: 'section 1',
      why: 'asked for',
      caseNumber,
    };
    await done('POST', '/api/holds', order);
    const target = `/api/cases/${caseNumber}/attachments/${attachment}`;
    expect(await refused('DELETE', target)).toEqual([409, expect.stringContaining('legal hold')]);
    expect((await ask('GET', target)).status).toBe(200);
    // Its duplicate is under the hold too, whatever period the case gets when it is closed.
    await done('PATCH', `/api/cases/${caseNumber}`, { status: 'closed' });
    expect(await hotline.store.cases.get(duplicate)).toMatchObject({ holds: [expect.any(String)] });
  });

  test('the files of an earlier case are not those of the next one with its number', async () => {
    const caseNumber = await open('+13125550237');
    await attach(caseNumber, 'old.png', PNG);
    const old = await hotline.store.cases.get(caseNumber);
    const next = { caseNumber, receivedAt: '2027-06-01T00:00:00.000Z' };
    expect(await hotline.store.caseFiles.list(next)).toEqual([]);
    expect(
      await hotline.store.caseFiles.list({ caseNumber, receivedAt: old?.receivedAt ?? '' }),
    ).toHaveLength(1);
  });
});

test('campaigns: several reports about one number or its neighbours, without duplicates', async () => {
  const [one, two, three] = [
    await open('+16465557701'),
    await open('+16465557701'),
    await open('+16465557744'),
  ];
  const campaigns = async (of: string): Promise<CampaignView[]> =>
    (await done<{ items: CampaignView[] }>('GET', `/api/cases/campaigns?case=${of}`)).items;
  expect((await campaigns(three)).map(({ pattern, cases }) => [pattern, cases.toSorted()])).toEqual([
    ['+164655577*', [one, two, three].toSorted()],
  ]);
  expect((await campaigns(one)).map(({ kind }) => kind)).toEqual(['hundred', 'number']);
  await done('POST', `/api/cases/${two}/merge`, { into: one });
  expect((await campaigns(one)).map(({ kind, cases }) => [kind, cases.length])).toEqual([['hundred', 2]]);
});

test('due dates: told once when near, once when past, and again after an extension, with the name of the assignee', async () => {
  const number = '+13125550240' as Identity;
  const caseNumber = await open(number);
  const { dueAt } = await done<CaseView>('PATCH', `/api/cases/${caseNumber}`, { assignee: 'grace' });
  const due = dayHere(dueAt, {}, 'en-CA');
  const mails = (): string[] =>
    hotline.emails
      .filter(({ to, subject }) => to === DUTY && subject.includes(caseNumber))
      .map(({ text }) => text.split('\n')[0] ?? '');
  const hourOf = async (days: number): Promise<void> => {
    await hotline.clock.advance(days * DAY);
    for (let times = 0; times < 2; times++) {
      await hotline.runJob('due');
      await hotline.drain();
      await hotline.drain();
    }
  };
  await hourOf(11);
  expect(mails()).toEqual([]);
  await hourOf(2);
  expect(mails()).toEqual([
    `Case ${caseNumber} needs an answer by ${due}. It is assigned to grace. If you need longer, extend it once and tell the reporter why.`,
  ]);
  expect(await numbersOf('status=received&overdue=true')).not.toContain(caseNumber);
  await hourOf(3);
  expect(mails().slice(1)).toEqual([
    `The answer to case ${caseNumber} was due on ${due}. It is assigned to grace. Please answer the reporter.`,
  ]);
  expect(await numbersOf('status=received&overdue=true')).toContain(caseNumber);
  expect(await read(caseNumber)).toMatchObject({ overdue: true, next: 'answer-or-extend' });
  await done('POST', `/api/cases/${caseNumber}/extension`, { reason: 'We asked the operator.' });
  await hourOf(1);
  expect(mails()).toHaveLength(2);
  await hourOf(12);
  expect(mails()).toHaveLength(3);
  await done('PATCH', `/api/cases/${caseNumber}`, { status: 'closed', feedback: 'Done.' });
  await hourOf(5);
  expect(mails()).toHaveLength(3);
  expect(hotline.emails.filter(({ to, subject }) => to !== DUTY && subject.includes('due'))).toEqual([]);
});
