// Reports to authorities through the API: one to copy from, what was sent, and many as CSV.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { newCase } from '../../../../core/cases/open-case.ts';
import { SEED_SETTINGS } from '../../../../local/seed/seed-settings.ts';
import type { AuthorityReport, CaseView, PageOf, AuditView } from '../../../../functions/admin/contract.ts';
import { rigForAll } from '../../../support/rig.ts';
import type { ApiAnswer, TestHotline } from '../../../support/hotline.ts';

const FRAUDSTER = '+13125550199';
const rig = rigForAll();
let hotline: TestHotline;
let ours: string;
let theirs: string;

/** The fraudster calls the hotline and hangs up. @returns the CallSid */
async function fraudsterCalls(): Promise<string> {
  const phone = await hotline.call(FRAUDSTER);
  await phone.wait(5);
  await phone.hangUp();
  return phone.sid;
}

async function opened(body: object): Promise<string> {
  const answer = await hotline.api('POST', '/api/cases', { body: { reported: FRAUDSTER, ...body } });
  return answer.json<CaseView>().caseNumber;
}

const path = (caseNumber: string, authority: string): string =>
  `/api/cases/${caseNumber}/reports/${authority}`;
const send = (caseNumber: string, authority: string, body: object, key?: string): Promise<ApiAnswer> =>
  hotline.api('POST', path(caseNumber, authority), {
    body,
    ...(key === undefined ? {} : { headers: { 'idempotency-key': key } }),
  });

beforeAll(async () => {
  hotline = rig.hotline();
  ours = await opened({ category: 'harassment', callSid: await fraudsterCalls(), description: 'shouted' });
  await hotline.clock.advance(60);
  theirs = await opened({ category: 'advance-fee', description: '=HYPERLINK("http://evil.example")' });
});

describe('one report', () => {
  const valuesOf = (answer: ApiAnswer): Record<string, string> =>
    Object.fromEntries(
      answer.json<AuthorityReport>().fields.map(({ label, value }) => [label['en-US'], value]),
    );

  test('about a call of the number itself has the time of that call', async () => {
    const values = valuesOf(await hotline.api('GET', path(ours, 'ftc')));
    expect(values).toMatchObject({
      'Phone number that called you': '312-555-0199',
      Comments: `The caller threatened or harassed the person called. shouted. Our case number: ${ours}.`,
    });
    expect(values['Date of the call']).toMatch(/^\d\d\/\d\d\/2026$/);
  });

  test('about no call of ours leaves its time to be filled in', async () => {
    expect(valuesOf(await hotline.api('GET', path(theirs, 'ftc')))).toMatchObject({
      'Date of the call': '',
      'Time of the call': '',
    });
  });

  test('made in a call of the reporter does not take the time of that call for the time of the nuisance call', async () => {
    const reporter = await hotline.call('+13125550177');
    await reporter.hangUp();
    const told = await opened({ category: 'other', callSid: reporter.sid });
    expect(valuesOf(await hotline.api('GET', path(told, 'fcc')))).toMatchObject({
      'Date of issue': '',
      'Caller ID number': '312-555-0199',
    });
  });

  test('is refused for an unknown authority and for an appeal, with what to do', async () => {
    const unknown = await hotline.api('GET', path(ours, 'fbi'));
    expect([unknown.status, unknown.text]).toEqual([404, expect.stringContaining('12321, 12381, ftc, fcc')]);
    expect((await hotline.api('GET', path('000000', 'ftc'))).status).toBe(404);
    const at = hotline.clock.now();
    const appeal = newCase({ kind: 'appeal', category: 'other', language: 'en-US' }, SEED_SETTINGS, at);
    await hotline.store.cases.open({ candidates: ['100004'], report: appeal });
    for (const method of ['GET', 'POST']) {
      const refused = await hotline.api(method, path('100004', 'ftc'), method === 'GET' ? {} : { body: {} });
      expect([refused.status, refused.text]).toEqual([400, expect.stringContaining('is an appeal')]);
    }
  });
});

describe('what was sent', () => {
  test('stays with the case, once for a request that comes twice, and touches no version', async () => {
    const before = (await hotline.api('GET', `/api/cases/${ours}`)).headers.etag;
    const first = await send(ours, '12321', { reference: ' JB-2026-1 ' }, 'first-request');
    await send(ours, '12321', { reference: ' JB-2026-1 ' }, 'first-request');
    await send(ours, 'fcc', { sentAt: '2026-11-01T09:00:00+08:00' });
    const found = await hotline.api('GET', `/api/cases/${ours}`);
    expect(found.json<CaseView>().sent).toEqual([
      { authority: '12321', sentAt: expect.any(String), by: 'admin', reference: 'JB-2026-1' },
      { authority: 'fcc', sentAt: '2026-11-01T01:00:00.000Z', by: 'admin' },
    ]);
    expect(found.headers.etag).toBe(before);
    expect(first.json<AuthorityReport>().sent).toHaveLength(1);
  });

  test('is not sent in the future', async () => {
    const answer = await send(ours, 'ftc', { sentAt: '2099-01-01T00:00:00Z' });
    expect([answer.status, answer.text]).toEqual([400, expect.stringContaining('must not be in the future')]);
  });

  test('is kept fifty times, and then refused in words', async () => {
    const full = await opened({ category: 'other' });
    for (let index = 0; index < 50; index++) expect((await send(full, 'ftc', {})).status).toBe(200);
    const answer = await send(full, 'ftc', {});
    expect([answer.status, answer.text]).toEqual([400, expect.stringContaining('keeps no more of them')]);
  });

  test('each look, note and export is in the audit log', async () => {
    await hotline.api('GET', '/api/reports/ftc/export');
    const { items } = (await hotline.api('GET', '/api/audit?limit=500')).json<PageOf<AuditView>>();
    const about = (action: string): string[] =>
      items
        .filter((entry) => entry.action === action)
        .map(({ record, detail = '' }) => `${record} ${detail}`);
    expect(about('authorities.report')).toContain(`${ours} ftc `);
    expect(about('authorities.sent')).toContain(`${ours} 12321 JB-2026-1`);
    expect(about('authorities.export').at(0)).toMatch(/^ftc \d+ reports?$/);
  });
});

describe('many reports', () => {
  const rows = async (query: string): Promise<string[][]> => {
    const answer = await hotline.api('GET', `/api/reports/12321/export?${query}`);
    return parse(answer.text, { bom: true });
  };

  test('come in the field order of the authority, our number last, and no cell is a formula', async () => {
    const [header = [], ...lines] = await rows('');
    expect(header.slice(0, 4)).toEqual(['举报人手机号', '短信验证码', '被举报号码', '举报类型']);
    expect(header.at(-1)).toBe('本热线受理编号');
    const line = lines.find((cells) => cells.at(-1) === theirs) ?? [];
    expect(line[7]).toBe(`'=HYPERLINK("http://evil.example")；本热线受理编号 ${theirs}`);
    expect(lines.flat().filter((cell) => /^[=+\-@]/.test(cell))).toEqual([]);
  });

  test('of what was not sent yet, or of a period, leave out the others', async () => {
    const numbers = async (query: string): Promise<(string | undefined)[]> =>
      (await rows(query)).slice(1).map((cells) => cells.at(-1));
    expect(await numbers('unsent=true')).not.toContain(ours);
    expect(await numbers('unsent=true')).toContain(theirs);
    expect(await numbers('to=2020-01-01')).toEqual([]);
    expect(await numbers('from=2020-01-01')).toContain(ours);
  });

  test('come in pages that leave nothing out', async () => {
    const seen: (string | undefined)[] = [];
    let cursor = '';
    do {
      const answer = await hotline.api('GET', `/api/reports/ftc/export?limit=1${cursor}`);
      seen.push(...parse(answer.text, { bom: true, from: 2 }).map((cells: string[]) => cells.at(-1)));
      const next = answer.headers['x-next-cursor'];
      cursor = next === undefined ? '' : `&cursor=${encodeURIComponent(next as string)}`;
    } while (cursor !== '');
    expect(seen.toSorted()).toEqual([...new Set(seen)].toSorted());
    expect(seen).toEqual(expect.arrayContaining([ours, theirs]));
  });
});

describe('many reports are marked as sent', () => {
  interface Marks {
    readonly batch: string;
    readonly marked: string[];
    readonly already: string[];
    readonly left: string[];
  }
  const mark = async (body: object, key?: string): Promise<Marks> =>
    (
      await hotline.api('POST', '/api/reports/report-fraud/sent', {
        body,
        ...(key === undefined ? {} : { headers: { 'idempotency-key': key } }),
      })
    ).json();
  const unmark = async (body: object) =>
    (await hotline.api('POST', '/api/reports/report-fraud/unmark', { body })).json();
  const sentOf = async (caseNumber: string): Promise<(string | undefined)[]> =>
    ((await hotline.api('GET', `/api/cases/${caseNumber}`)).json<CaseView>().sent ?? [])
      .filter(({ authority }) => authority === 'report-fraud')
      .map(({ reference }) => reference);

  test('those of an export at once, each once; and taken back, none', async () => {
    const [first, second] = [await opened({ category: 'other' }), await opened({ category: 'other' })];
    const exported = await hotline.api('GET', '/api/reports/report-fraud/export?unsent=true');
    const cases = String(exported.headers['x-cases']).split(',');
    expect(cases).toEqual(expect.arrayContaining([first, second]));
    expect(cases).toHaveLength(parse(exported.text, { bom: true, from: 2 }).length);
    await send(first, 'report-fraud', { reference: 'by hand' });
    const body = { cases: [first, second, second, '999999'], reference: 'RF-1' };
    const marks = await mark(body, 'one-press');
    expect(marks).toMatchObject({ marked: [second], already: [first], left: ['999999'] });
    expect(await mark(body, 'one-press')).toEqual(marks);
    expect([await sentOf(first), await sentOf(second)]).toEqual([['by hand'], ['RF-1']]);
    const left = await hotline.api('GET', '/api/reports/report-fraud/export?unsent=true');
    expect(String(left.headers['x-cases'])).not.toContain(second);

    const batch = { batch: marks.batch, cases: [first, second] };
    expect(await unmark(batch)).toEqual({ unmarked: [second], left: [first] });
    expect(await unmark(batch)).toEqual({ unmarked: [], left: [first, second] });
    expect([await sentOf(first), await sentOf(second)]).toEqual([['by hand'], []]);
    expect((await mark({ cases: [second], sentAt: '2026-11-01T00:00:00Z' })).marked).toEqual([second]);
    expect(await sentOf(second)).toEqual([undefined]);
    const { items } = (await hotline.api('GET', '/api/audit?action=authorities.unmark')).json<
      PageOf<AuditView>
    >();
    expect(items.map(({ detail }) => detail)).toContain(`unmarked 1: ${second}; left 1: ${first}`);
  });

  test.each([
    ['no case', { cases: [] }],
    ['more than one entry of the log can name', { cases: Array.from({ length: 51 }, () => '123456') }],
    ['what is no case number', { cases: ['12'] }],
    ['a time to come', { cases: ['123456'], sentAt: '2099-01-01T00:00:00Z' }],
  ])('not: %s', async (_, body) => {
    expect((await hotline.api('POST', '/api/reports/report-fraud/sent', { body })).status).toBe(400);
  });
});
