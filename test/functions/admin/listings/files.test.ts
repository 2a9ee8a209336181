// Imports of files as people have them: the whole way through the API, in one request and in parts.
import { readFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { openListFile } from '../../../../core/lists/list-file/open.ts';
import { cutIntoParts, type FilePart } from '../../../../core/lists/list-file/parts.ts';
import type { AuditView, ImportReport, ListingView, PageOf } from '../../../../functions/admin/contract.ts';
import { rigForAll } from '../../../support/rig.ts';
import type { TestHotline } from '../../../support/hotline.ts';
import { SEED_SETTINGS } from '../../../../local/seed/seed-settings.ts';

const rig = rigForAll();
let hotline: TestHotline;

beforeAll(() => {
  hotline = rig.hotline();
});

const at = (number: string): string => `/api/listings/${encodeURIComponent(number)}`;
const standing = async (number: string): Promise<ListingView | undefined> => {
  const answer = await hotline.api('GET', at(number));
  return answer.status === 404 ? undefined : answer.json<ListingView>();
};
const settingsIn = async (region: string, timeZone = 'America/Chicago'): Promise<void> => {
  const departments = SEED_SETTINGS.departments.map((one) => ({ ...one, timeZone }));
  const body = { ...SEED_SETTINGS, departments, hotline: { ...SEED_SETTINGS.hotline, region } };
  expect((await hotline.api('PUT', '/api/settings', { body })).status).toBe(200);
};
beforeEach(() => settingsIn('US'));

/** Bytes, as `curl --data-binary` sends them. */
const send = (content: Uint8Array | string, query = 'list=block') =>
  hotline.api('POST', `/api/listings/import?${query}`, { body: Buffer.from(content) });
const csv = (...lines: string[]): string => ['number,reason', ...lines].join('\n');

describe('encodings', () => {
  // "号码,原因\n13800138000,骚扰\n"
  const gbk = Buffer.from('bac5c2eb2cd4add2f20a31333830303133383030302cc9a7c8c50a', 'hex');

  test('a list that Excel saved in China is read, and its encoding named', async () => {
    await settingsIn('CN', 'Asia/Shanghai');
    expect((await send(gbk)).json()).toMatchObject({ added: 1, encoding: 'gb18030' });
    expect(await standing('+8613800138000')).toMatchObject({ reason: '骚扰' });
  });

  test('UTF-16 and gzip are read; UTF-8 is not worth a word', async () => {
    const text = csv('+13125550301,Größe');
    expect((await send(Buffer.from(`\uFEFF${text}`, 'utf16le'))).json()).toMatchObject({
      added: 1,
      encoding: 'utf-16le',
    });
    const again = (await send(gzipSync(text))).json();
    expect(again).toMatchObject({ unchanged: 1 });
    expect(again).not.toHaveProperty('encoding');
  });

  test.each([
    ['a damaged gzip file', Buffer.from([0x1f, 0x8b, 1, 2, 3]), 'gzip'],
    ['a workbook', Buffer.from('504b0304000000', 'hex'), 'CSV UTF-8'],
    ['a NUL', Buffer.from('number,reason\n+13125550302,a\0b\n'), 'Line 2'],
  ])('%s is refused with what to do', async (_, content, word) => {
    const answer = await send(content);
    expect([answer.status, answer.json().detail]).toEqual([400, expect.stringContaining(word)]);
  });

  test('what was lost on the way is never stored', async () => {
    const answer = await send(csv('+13125550303,\uFFFD\uFFFD'));
    expect(answer.json()).toMatchObject({ rejected: [{ code: 'lost-characters' }] });
    const put = await hotline.api('PUT', at('+13125550303'), { body: { list: 'block', reason: '\uFFFD' } });
    expect(put.status).toBe(400);
  });
});

describe('reasons', () => {
  test('a list without any takes the one of the request', async () => {
    await send('+13125550311\n+13125550312\n', 'list=block&reason=telemarketing');
    expect(await standing('+13125550312')).toMatchObject({ reason: 'telemarketing' });
    const column = await send(csv('+13125550313,', '+13125550314,own'), 'list=block&reason=of%20all');
    expect(column.json()).toMatchObject({ added: 2, rejected: [] });
    expect(await standing('+13125550313')).toMatchObject({ reason: 'of all' });
    expect(await standing('+13125550314')).toMatchObject({ reason: 'own' });
  });
});

describe('numbers without their plus', () => {
  const american = '13125550101\n13125550102\n12125550103\n';
  type Question = { type: string; readings: { country: string; examples: { reading: string }[] }[] };

  test('that fit two countries: nothing is imported until somebody says which', async () => {
    await settingsIn('CN');
    const asked = await send(american);
    expect(asked.status).toBe(422);
    const { type, readings } = asked.json<Question>();
    expect(type).toBe('urn:hotline-guard:problem:which-country');
    expect(readings.map(({ country, examples }) => [country, examples[0]?.reading])).toEqual([
      ['CN', '+86 131 2555 0101'],
      ['US', '+1 312 555 0101'],
    ]);
    expect(await standing('+8613125550101')).toBeUndefined();
    expect((await send(american, 'list=block&dryRun=true')).status).toBe(422);
    expect((await send(american, 'list=block&country=us')).json()).toMatchObject({ added: 3 });
    expect(await standing('+13125550101')).toBeDefined();
    expect((await send('13125550101\n', 'list=block&country=CN')).json()).toMatchObject({ added: 1 });
    expect(await standing('+8613125550101')).toBeDefined();
    expect((await send(american, 'list=block&country=Narnia')).status).toBe(400);
  });

  test('of a chosen country are read in its national spelling too', async () => {
    await settingsIn('CN');
    const answer = await send('4915112345678\n0151 12345679\n+8613800138000\n', 'list=block&country=DE');
    expect(answer.json()).toMatchObject({ added: 2, updated: 1, rejected: [] });
    expect(await standing('+4915112345678')).toBeDefined();
    expect(await standing('+4915112345679')).toBeDefined();
  });

  test('of many countries each have their own code', async () => {
    const mixed = '4915112345670\n447400123456\n8613800138001\n33612345678\n';
    const { readings } = (await send(mixed)).json<Question>();
    expect(readings.map(({ country }) => country)).toEqual(['international']);
    expect((await send(mixed, 'list=block&country=international')).json()).toMatchObject({ added: 4 });
    expect(await standing('+447400123456')).toBeDefined();
  });

  test.each([
    ['US', '3125550101\n2125550102\n(617) 555-0103\n8005550104\n4155550105\n'],
    ['US', '13125550101\n12125550102\n'],
    ['CN', '13800138000\n13900139000\n15012345678\n18612345678\n19912345678\n17712345678\n'],
    ['CN', '01066218888\n02112345678\n'],
    ['CN', '8613800138000\n8613125550101\n'],
    ['DE', '004930280970000\n030 280970000\n0151 12345678\n'],
    ['US', '+13125550101\n+8613800138000\n13125550103\n'],
    ['GB', '07400123456\n02079460018\n'],
    ['IT', '0612345678\n3123456789\n'],
  ])('an ordinary list in %s is not asked about: %j', async (region, content) => {
    await settingsIn(region);
    const answer = await send(content, 'list=block&dryRun=true');
    expect([answer.status, answer.json().rejected]).toEqual([200, []]);
  });
});

describe('dates', () => {
  test.each([
    ['America/Chicago', '2027-03-13', '2027-03-14T06:00:00.000Z'],
    // The day on which the clocks change has 23 hours.
    ['America/Chicago', '2027-03-14', '2027-03-15T05:00:00.000Z'],
    ['Asia/Shanghai', '2027-12-31', '2027-12-31T16:00:00.000Z'],
    ['Pacific/Kiritimati', '2027-12-31', '2027-12-31T10:00:00.000Z'],
    ['Pacific/Pago_Pago', '2027-12-31', '2028-01-01T11:00:00.000Z'],
    ['Asia/Shanghai', '2027-12-31T18:00:00+08:00', '2027-12-31T10:00:00.000Z'],
  ])('in %s, %s means %s in a file and in a request', async (timeZone, text, expiresAt) => {
    await settingsIn('US', timeZone);
    await send(`number,reason,expiresAt\n+13125550321,x,${text}\n`);
    expect(await standing('+13125550321')).toMatchObject({ expiresAt });
    await hotline.api('PUT', at('+13125550322'), { body: { list: 'block', reason: 'x', expiresAt: text } });
    expect(await standing('+13125550322')).toMatchObject({ expiresAt });
  });

  test.each([
    '2027-02-30',
    '2027-04-31',
    '2027-13-01',
    '2027-02-30T10:00:00Z',
    '2027-02-01T25:00:00Z',
    '46387',
    'never',
  ])('%s is no date, in a file and in a request', async (text) => {
    const file = await send(`number,reason,expiresAt\n+13125550323,x,${text}\n`);
    expect(file.json()).toMatchObject({ rejected: [{ code: 'not-a-date' }] });
    const body = { list: 'block', reason: 'x', expiresAt: text };
    expect((await hotline.api('PUT', at('+13125550323'), { body })).status).toBe(400);
  });
});

describe('problems in groups', () => {
  test('the largest first, with examples and the count in words', async () => {
    const numberless = Array.from({ length: 1_200 }, (_, index) => `,reason ${String(index)}`);
    const answer = await send(
      csv(...numberless, 'banana,x', '1.3125E+10,x', '+13125550331,good'),
      'list=block&dryRun=true',
    );
    const { groups = [] } = answer.json<ImportReport>();
    expect(groups.map(({ problem, count }) => [problem, count])).toEqual([
      ['1,200 lines have no number', 1_200],
      ['1 line doesn’t have a valid phone number', 1],
      ['1 line was rounded by a spreadsheet: format the column as text in the original and save it again', 1],
    ]);
    expect(groups[0]?.examples.map(({ line }) => line)).toEqual([2, 3, 4]);
    expect(groups[1]?.examples).toEqual([{ line: 1_202, value: 'banana' }]);
  });
});

describe('an export', () => {
  const reasons = fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
    fc.constantFrom(
      "'=x",
      "''",
      '＝1+1',
      '-',
      '＠x',
      '  =1',
      '"',
      'a,b;c\td',
      "'tis",
      '\t=1',
      '骚扰',
      '\u200B=1',
    ),
  );

  test('imports to the same list again, whatever its reasons', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(reasons, { minLength: 1, maxLength: 8 }), async (all) => {
        const lines = all.flatMap((reason, index) => [[`+1312556${String(1000 + index)}`, reason] as const]);
        for (const [number, reason] of lines) {
          const body = { list: 'never-block', reason, department: 'service', ringThrough: true };
          await hotline.api('PUT', at(number), { body });
        }
        const { text } = await hotline.api('GET', '/api/listings/export?list=never-block');
        const again = await send(text, 'list=never-block');
        expect(again.json()).toMatchObject({ added: 0, updated: 0, rejected: [] });
        for (const cell of text.split(/[\r\n,]+/)) expect(cell).not.toMatch(/^"?\s*[=+\-@＝＋－＠]/);
      }),
      { numRuns: 25 },
    );
  });

  test('keeps a plus that a spreadsheet would eat, and its encoding', async () => {
    await hotline.api('PUT', at('+13125550341'), { body: { list: 'allow', reason: '=HYPERLINK("x")' } });
    const { text } = await hotline.api('GET', '/api/listings/export?list=allow');
    expect(text.startsWith('\uFEFFnumber,')).toBe(true);
    expect(text).toContain("\r\n'+13125550341,allow,\"'=HYPERLINK");
  });

  test('of several lists is no way to put numbers from one on another', async () => {
    const file = 'number,list,reason\n+13125550351,block,a\n+13125550352,allow,b\n';
    expect((await send(file, 'list=block&partial=true')).json()).toMatchObject({
      added: 1,
      rejected: [{ line: 3, code: 'other-list' }],
    });
    const one = 'number,list,reason\n+13125550353,allow,b\n';
    expect((await send(one, 'list=block')).json()).toMatchObject({ added: 1 });
  });

  test('leaves out what has expired', async () => {
    const soon = new Date(hotline.clock.now().getTime() + 60_000).toISOString();
    await hotline.api('PUT', at('+13125550361'), { body: { list: 'block', reason: 'x', expiresAt: soon } });
    await hotline.clock.advance(120);
    const { text } = await hotline.api('GET', '/api/listings/export?list=block');
    expect(text).not.toContain('+13125550361');
  });
});

describe('a file in parts', () => {
  const PREFIX = '+1773556';
  const partsOf = (content: string): FilePart[] => {
    const file = openListFile(Buffer.from(content));
    if (!file.ok) throw new Error(file.problem);
    return cutIntoParts(file);
  };
  const numbers = (from: number, count: number): string =>
    csv(...Array.from({ length: count }, (_, index) => `${PREFIX}${String(1000 + from + index)},x`));

  interface Round {
    readonly answers: ImportReport[];
    readonly next: string | undefined;
  }
  const round = async (
    parts: readonly FilePart[],
    checked?: string,
    { query = 'list=block', upTo = parts.length } = {},
  ): Promise<Round> => {
    const answers: ImportReport[] = [];
    let next = checked;
    for (const { csv: body } of parts.slice(0, upTo)) {
      const begin = next === undefined ? `&parts=${String(parts.length)}` : `&continue=${next}`;
      const dryRun = checked === undefined ? '&dryRun=true' : '';
      const answer = await hotline.api('POST', `/api/listings/import?${query}${begin}${dryRun}`, { body });
      expect([answer.status, answer.json().detail]).toEqual([200, undefined]);
      answers.push(answer.json<ImportReport>());
      next = answers.at(-1)?.continue;
    }
    return { answers, next };
  };
  const entries = async (): Promise<AuditView[]> =>
    (await hotline.api('GET', '/api/audit?action=listings.import&limit=500')).json<PageOf<AuditView>>().items;

  test('is one entry of the audit log, and each part can be undone', async () => {
    const before = (await entries()).length;
    const parts = partsOf(numbers(0, 2_500));
    expect(parts).toHaveLength(3);
    const { next } = await round(parts);
    expect(await entries()).toHaveLength(before);
    const { answers, next: none } = await round(parts, next);
    expect(none).toBeUndefined();
    expect(answers.map(({ added }) => added)).toEqual([1_000, 1_000, 500]);
    await hotline.clock.advance(3_600);
    await hotline.drain();
    const [entry, ...older] = await entries();
    expect(older).toHaveLength(before);
    expect(entry).toMatchObject({
      record: 'block',
      detail: 'added 2500, updated 0, unchanged 0, rejected 0',
      by: 'admin',
    });
  });

  test('that breaks off leaves an entry with what was written', async () => {
    const before = (await entries()).length;
    const parts = partsOf(numbers(3_000, 2_500));
    const { next } = await round(parts);
    const { next: third } = await round(parts, next, { upTo: 2 });
    await hotline.drain();
    expect(await entries()).toHaveLength(before);
    await hotline.clock.advance(901);
    await hotline.drain();
    const [entry, ...older] = await entries();
    expect(older).toHaveLength(before);
    expect(entry?.detail).toBe(
      'interrupted after part 2 of 3: added 2000, updated 0, unchanged 0, rejected 0',
    );
    const late = await hotline.api('POST', `/api/listings/import?list=block&continue=${third ?? ''}`, {
      body: parts[2]?.csv ?? '',
    });
    expect(late.json().detail).toContain('15 minutes');
  });

  test('is written only after all of it was checked, as it was asked for', async () => {
    const parts = partsOf(`${numbers(6_000, 1_200)}\nbanana,x`);
    const body = parts[0]?.csv ?? '';
    const refused = async (query: string): Promise<string> => {
      const answer = await hotline.api('POST', `/api/listings/import?${query}`, { body });
      return `${String(answer.status)} ${String(answer.json().detail)}`;
    };
    expect(await refused('list=block&parts=2')).toContain('400 query /parts: all parts');
    const { next: half } = await round(parts, undefined, { upTo: 1 });
    expect(await refused(`list=block&continue=${half ?? ''}`)).toContain('not what comes next');
    const { next = '' } = await round(parts);
    expect(await refused(`list=allow&continue=${next}`)).toContain('another list');
    expect(await refused(`list=block&country=CN&continue=${next}`)).toContain('another list');
    expect(await refused(`list=block&dryRun=true&continue=${next}`)).toContain('not what comes next');
    expect(await refused(`list=block&continue=${next.slice(0, -2)}xx`)).toContain('handed out');
    // One line of the whole file is wrong, in whichever part.
    expect(await refused(`list=block&continue=${next}`)).toContain('422 1 of 1201 lines');
    expect(await standing(`${PREFIX}7000`)).toBeUndefined();
  });

  test('is asked about as a whole: its parts alone say too little', async () => {
    await settingsIn('CN');
    // Numbers with a plus come first, since parts are sorted.
    const bare = Array.from({ length: 1_500 }, (_, index) => `1312556${String(1_000 + index)},x`);
    const plus = Array.from({ length: 400 }, (_, index) => `+1202556${String(1_000 + index)},x`);
    const clear = await round(partsOf(csv(...bare, ...plus)));
    expect(clear.next).toBeDefined();
    const parts = partsOf(csv(...bare));
    const { next } = await round(parts, undefined, { upTo: 1 });
    const last = await hotline.api(
      'POST',
      `/api/listings/import?list=block&dryRun=true&continue=${next ?? ''}`,
      {
        body: parts[1]?.csv ?? '',
      },
    );
    expect(last.json()).toMatchObject({ status: 422, readings: [{ country: 'CN' }, { country: 'US' }] });
  });
});

describe('files of others', () => {
  const shared = (name: string): Buffer | undefined => {
    try {
      return readFileSync(`../shared/data/${name}`);
    } catch {
      return undefined;
    }
  };
  const telemarketers = shared('telemarketers-ch/spam_numbers_2025-09-29.txt');
  const complaints = shared('complaints-us/2020-02.csv.gz');

  (telemarketers === undefined ? test.skip : test)(
    '../shared/data/telemarketers-ch: one number on each line',
    async () => {
      const answer = await send(telemarketers ?? '', 'list=block&dryRun=true&reason=telemarketing');
      expect(answer.json()).toMatchObject({ added: 3_575, rejected: [] });
    },
    600_000,
  );

  (complaints === undefined ? test.skip : test)(
    '../shared/data/complaints-us: the columns of the FTC in snake case, compressed',
    async () => {
      const some = gunzipSync(complaints ?? '')
        .toString()
        .split('\n')
        .slice(0, 1_000)
        .join('\n');
      const answer = await send(gzipSync(some), 'list=block&dryRun=true&partial=true');
      expect(answer.status).toBe(200);
      // Complaints are evidence: nobody is listed by a complaint alone.
      const report = answer.json<ImportReport>();
      expect([report.added, (report.complaints?.numbers ?? 0) > 800]).toEqual([0, true]);
    },
    600_000,
  );
});
