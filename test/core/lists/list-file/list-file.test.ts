// Lists as people have them, read by the one reader: encodings, separators, names of columns, cells of spreadsheets.
import { describe, expect, test } from '@jest/globals';
import { readLines, type FileLine, type ReadingRules } from '../../../../core/lists/list-file/read-lines.ts';
import { openListFile, type ListFile } from '../../../../core/lists/list-file/open.ts';

const RULES: ReadingRules = {
  home: { region: 'US' },
  timeZone: 'America/Chicago',
  now: new Date('2026-11-27T12:00:00Z'),
};

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const utf16le = (text: string): Uint8Array => Buffer.from(text, 'utf16le');
const utf16be = (text: string): Uint8Array => Buffer.from(text, 'utf16le').swap16();
const bytes = (...parts: (number[] | Uint8Array)[]): Uint8Array =>
  Buffer.concat(parts.map((part) => Buffer.from(part)));

function opened(content: Uint8Array | string): ListFile {
  const file = openListFile(typeof content === 'string' ? utf8(content) : content);
  if (!file.ok) throw new Error(file.problem);
  return file;
}

const read = (content: Uint8Array | string, rules: Partial<ReadingRules> = {}): FileLine[] => [
  ...readLines(opened(content), { ...RULES, ...rules }),
];

const plain = (lines: readonly FileLine[]): unknown[] =>
  lines.map((line) =>
    line.kind === 'listing'
      ? [line.pattern, line.reason]
      : line.kind === 'complaint'
        ? [line.number, line.date, line.about, line.source]
        : [line.line, line.value, line.code],
  );

// "号码,原因\n13800138000,骚扰\n" in GBK.
const GBK = Buffer.from('bac5c2eb2cd4add2f20a31333830303133383030302cc9a7c8c50a', 'hex');
const CHINESE = '号码,原因\n13800138000,骚扰\n';

describe('encodings', () => {
  test.each([
    ['utf-8', utf8(CHINESE)],
    ['utf-8', bytes([0xef, 0xbb, 0xbf], utf8(CHINESE))],
    ['utf-16le', bytes([0xff, 0xfe], utf16le(CHINESE))],
    ['utf-16be', bytes([0xfe, 0xff], utf16be(CHINESE))],
    ['utf-16le', utf16le(CHINESE)],
    ['utf-16be', utf16be(CHINESE)],
    ['gb18030', GBK],
  ])('%s is read, and named', (encoding, content) => {
    expect(opened(content).encoding).toBe(encoding);
    expect(plain(read(content, { home: { region: 'CN' } }))).toEqual([['+8613800138000', '骚扰']]);
  });

  test('what Excel saves in Germany', () => {
    const content = Buffer.from(
      'Rufnummer;Bemerkung;gültig bis\r\n030 280970000;Glücksspiel für Ältere;\r\n',
      'latin1',
    );
    expect(opened(content)).toMatchObject({ encoding: 'windows-1252', separator: ';' });
    expect(plain(read(content, { home: { region: 'DE' } }))).toEqual([
      ['+4930280970000', 'Glücksspiel für Ältere'],
    ]);
  });

  test.each([
    ['no text at all', Buffer.from([0x2b, 0x31, 0xff, 0xff, 0x81, 0xff, 0x0a]), 'unknown-encoding'],
    ['a NUL', utf8('number,reason\n+13125550101,a\n+13125550102,b\0\n'), 'nul-character'],
    ['nothing', utf8(''), 'empty'],
    ['blank lines', utf8('\r\n ,\r\n'), 'empty'],
    ['other columns', utf8('a,b\n1,2'), 'no-number-column'],
    ['an open quote', utf8('number,reason\n+13125550101,"open'), 'open-quote'],
    [
      'an open quote before much',
      utf8(`number,reason\n+13125550101,"open\n${'x\n'.repeat(5_000)}`),
      'line-too-long',
    ],
  ])('a file with %s is refused as a whole', (_, content, code) => {
    expect(openListFile(content)).toMatchObject({ ok: false, code });
  });

  test('a NUL is named with its line', () => {
    expect(openListFile(utf8('number,reason\n+13125550101,a\n+13125550102,b\0\n'))).toMatchObject({
      line: 3,
    });
  });

  test('a line whose characters were lost before is refused, not stored', () => {
    const lines = read('number,reason\n+13125550101,\uFFFD\uFFFD\n+13125550102,fine\n');
    expect(plain(lines)).toEqual([
      [2, '+13125550101', 'lost-characters'],
      ['+13125550102', 'fine'],
    ]);
  });
});

describe('separators and columns', () => {
  test.each([
    ['number,reason\n+13125550101,"a; b"'],
    ['number;reason\n+13125550101;a; b'.replace(';a; b', ';"a; b"')],
    ['number\treason\n+13125550101\ta; b'],
    ['number|reason\n+13125550101|a; b'],
    ['sep=;\nnumber;reason\n+13125550101;"a; b"'],
    ['"sep=\t"\nnumber\treason\n+13125550101\ta; b'],
    ['\n\nnumber,reason\n,\n+13125550101,a; b\n,,,\n;\n'.replace('\n;\n', '\n')],
    ['Phone Number,Notes\n+13125550101,a; b'],
    ['PHONE_NUMBER,id,Reason\n+13125550101,7,a; b'],
    ['\u200Bnumber\u200B,"reason "\n+13125550101,a; b'],
    ['来电号码,备注\n+13125550101,a; b'],
    ['电话号码,理由,有效期至\n+13125550101,a; b,'],
    ['手机号；原因'.replace('；', ';').concat('\n+13125550101;"a; b"')],
    ['+13125550101,a; b'],
    ["'+13125550101\ta; b"],
    ['# our list\n# of today\n+13125550101,a; b\n# the end'],
  ])('%j', (content) => {
    expect(plain(read(content))).toEqual([['+13125550101', 'a; b']]);
  });

  test('one number on each line, with the reason of the request or a plain one', () => {
    const content = '+4930280970000\r\n\r\n+4930282040000\r\n';
    expect(plain(read(content, { reason: 'telemarketing' }))).toEqual([
      ['+4930280970000', 'telemarketing'],
      ['+4930282040000', 'telemarketing'],
    ]);
    expect(plain(read(content))[0]).toEqual(['+4930280970000', 'Imported from a file']);
    expect(opened(content)).toMatchObject({ layout: 'numbers', header: [] });
  });

  test('of several columns of numbers the better name decides, whatever the order', () => {
    const content = 'Caller,Number,Reason\n+13125550102,+13125550101,x\n';
    expect(plain(read(content))).toEqual([['+13125550101', 'x']]);
  });

  test('lines keep the numbers that an editor shows', () => {
    const content = 'sep=;\r\nnumber;reason\r\n\r\n+13125550101;"two\r\nlines"\r\n;;\r\nbanana;x\r\n';
    const lines = read(content);
    expect(lines.map(({ line }) => line)).toEqual([5, 7]);
  });
});

describe('complaint files', () => {
  test.each([
    [
      'Company_Phone_Number,Created_Date,Violation_Date,Consumer_City,Consumer_State,Consumer_Area_Code,Subject,Recorded_Message_Or_Robocall\n' +
        '3125550101,2021-07-07 00:01:15,2021-07-06 11:48:00,,California,510,Warranties  & protection plans,Y',
      ['+13125550101', '2021-07-07', 'Warranties & protection plans', 'ftc'],
    ],
    [
      'created_date,company_phone_number,consumer_area_code\n2020-02-14,3125550101,603',
      ['+13125550101', '2020-02-14', '', 'ftc'],
    ],
    [
      'ID,Ticket Created,Date of Issue,Time of Issue,Form,Method,Issue,Caller ID Number,Type of Call or Messge,Advertiser Business Number,State,Zip\n' +
        '1,2015-01-01,2015-01-02,1:00 pm,Phone,Wired,Unwanted Calls,312-555-0101,Prerecorded Voice,,IL,60601',
      ['+13125550101', '2015-01-02', 'Prerecorded Voice', 'fcc'],
    ],
    [
      'Issue Date,Caller ID Number,Type of Call\n10/30/2014,312-555-0101,Live Voice',
      ['+13125550101', '2014-10-30', 'Live Voice', 'fcc'],
    ],
  ])('%j', (content, complaint) => {
    // Wherever the hotline is.
    expect(plain(read(content, { home: { region: 'CN' } }))).toEqual([complaint]);
  });

  test('any list can be one, dated by its column or today', () => {
    const rules = { asComplaints: true };
    expect(plain(read('number,date,reason\n+13125550101,2026-11-01,robocall', rules))).toEqual([
      ['+13125550101', '2026-11-01', 'robocall', 'list'],
    ]);
    expect(plain(read('+13125550101\n+1312555*\n', rules))).toEqual([
      ['+13125550101', '2026-11-27', '', 'list'],
      [2, '+1312555*', 'not-a-number'],
    ]);
  });
});

describe('cells', () => {
  test.each([
    ['="+13125550101"', '+13125550101'],
    ['"=""+13125550101"""', '+13125550101'],
    ["'+13125550101", '+13125550101'],
    ['’+13125550101', '+13125550101'],
    ['"""+13125550101"""', '+13125550101'],
    ['\u202D+13125550101\u202C', '+13125550101'],
    ['\uFEFF+1312555\u200B0101\u00AD', '+13125550101'],
    ['\u00A0+1\u00A0312\u00A0555\u00A00101', '+13125550101'],
    ['＋１３１２５５５０１０１', '+13125550101'],
    ['3125550101.0', '+13125550101'],
    ['+13125550101.00', '+13125550101'],
    ['"3125550101,0"', '+13125550101'],
    ['"13,125,550,101"', '+13125550101'],
    ['(312) 555-0101', '+13125550101'],
    ['312.555.0101', '+13125550101'],
    ['="+1312555*"', '+1312555*'],
    ['1.3125E+10', 'scientific'],
    ['"1,3125E+10"', 'scientific'],
    ['1.31256E10', 'scientific'],
    ['＋1.3e10', 'scientific'],
    ['3125550101.5', 'decimal'],
    ['13125550101\uFFFD', 'lost-characters'],
  ])('%j is %s', (cell, value) => {
    const [line] = read(`number,reason\n${cell},x\n`);
    expect(line?.kind === 'listing' ? line.pattern : line?.kind === 'rejected' ? line.code : line).toBe(
      value,
    );
  });

  test('a reason keeps no marks that nobody sees, and no apostrophe of a spreadsheet', () => {
    const content =
      "number,reason\n+13125550101,\uFEFF two\u200B  words\u00AD \n+13125550102,'=1+1\n+13125550103,'tis\n";
    expect(plain(read(content))).toEqual([
      ['+13125550101', 'two words'],
      ['+13125550102', '=1+1'],
      ['+13125550103', "'tis"],
    ]);
  });
});
