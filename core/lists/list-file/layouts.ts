// Which column of a file holds what. Files are known by the names in their first line, matched loosely, or by a first
// line that is a number itself.
import { tidyText } from '../../numbers/number-cell.ts';

/** What a column can hold; `kind` is what a complaint was about. */
const FIELDS = [
  'number',
  'reason',
  'expiresAt',
  'list',
  'department',
  'ringThrough',
  'date',
  'kind',
] as const;
export type Field = (typeof FIELDS)[number];
/** Places of the columns in a row, from 0. */
export type Columns = Readonly<Partial<Record<Field, number>>>;

export type LayoutName = 'listings' | 'numbers' | 'ftc' | 'fcc';

interface Layout {
  readonly name: LayoutName;
  /** Names of the columns as they are compared, the preferred ones first: of several, the first name decides. */
  readonly names: Readonly<Partial<Record<Field, readonly string[]>>>;
  /** Without these it is another layout. */
  readonly required: readonly Field[];
}

/**
 * Complaint files first, since their columns say more.
 * FTC: https://www.ftc.gov/policy-notices/open-government/data-sets/do-not-call-data and its monthly files in snake case;
 * FCC: https://opendata.fcc.gov/Consumer/CGB-Consumer-Complaints-Data/3xyp-aqkj and the older unwanted-calls file.
 */
const LAYOUTS: readonly Layout[] = [
  {
    name: 'ftc',
    names: {
      number: ['companyphonenumber'],
      date: ['createddate', 'violationdate'],
      kind: ['subject'],
    },
    required: ['number', 'date'],
  },
  {
    name: 'fcc',
    names: {
      number: ['calleridnumber'],
      date: ['issuedate', 'dateofissue', 'ticketcreated', 'datereceived'],
      kind: ['typeofcall', 'typeofcallormessge', 'typeofcallormessage', 'issue'],
    },
    required: ['number', 'date'],
  },
  {
    name: 'listings',
    names: {
      number: [
        ...['number', 'pattern', 'phonenumber', 'telephonenumber', 'phone', 'telephone', 'tel', 'mobile'],
        ...['mobilenumber', 'cell', 'callerid', 'calleridnumber', 'callernumber', 'callingnumber', 'caller'],
        ...['companyphonenumber', 'msisdn', 'e164', 'numberorrule'],
        ...['号码', '电话号码', '电话', '手机号码', '手机号', '手机', '来电号码', '主叫号码', '来电', '主叫'],
        ...['联系电话', '号码或号段', '號碼', '電話號碼', '電話', '手機號碼'],
        ...['rufnummer', 'telefonnummer', 'nummer', 'telefon', 'numéro', 'numero', 'téléphone', 'teléfono'],
      ],
      reason: [
        ...['reason', 'note', 'notes', 'comment', 'comments', 'remark', 'remarks', 'description', 'subject'],
        ...['原因', '理由', '备注', '说明', '描述', '標記', '備註', '说明原因', '标记'],
        ...['grund', 'bemerkung', 'kommentar', 'notiz', 'motif', 'motivo'],
      ],
      expiresAt: [
        ...[
          'expiresat',
          'expires',
          'expiry',
          'expirydate',
          'expirationdate',
          'expiration',
          'validuntil',
          'until',
        ],
        ...[
          '有效期',
          '有效期至',
          '到期',
          '到期日',
          '到期日期',
          '到期时间',
          '失效日期',
          '失效时间',
          '截止日期',
        ],
        ...['过期时间', 'ablaufdatum', 'gültigbis', 'ablauf'],
      ],
      list: ['list', '名单'],
      department: ['department', '部门'],
      ringThrough: ['ringthrough'],
      date: [
        ...['date', 'calldate', 'datereceived', 'reportedat', 'reporteddate', 'createddate', 'createdat'],
        ...['日期', '时间', '来电时间', '投诉时间', '投诉日期', '举报时间', '举报日期', 'datum'],
      ],
    },
    required: ['number', 'reason'],
  },
];
const [OWN_NAMES] = LAYOUTS.filter(({ name }) => name === 'listings').map(({ names }) => names);

export interface FoundLayout {
  readonly layout: LayoutName;
  readonly columns: Columns;
  /** The first row names the columns. */
  readonly hasHeader: boolean;
}

/** By the first row that is filled; undefined where it neither names a column of numbers nor begins with a number. */
export function findLayout(firstRow: readonly string[]): FoundLayout | undefined {
  const given = firstRow.map(comparable);
  for (const { name, names, required } of LAYOUTS) {
    const columns = columnsBy(given, names);
    if (required.every((field) => columns[field] !== undefined))
      return { layout: name, columns, hasHeader: true };
  }
  const columns = columnsBy(given, OWN_NAMES ?? {});
  if (columns.number !== undefined) return { layout: 'numbers', columns, hasHeader: true };
  return isNumberLike(firstRow[0] ?? '') ? headerless(firstRow.length) : undefined;
}

/** How well a row fits, to choose between separators. */
export const scoreFirstRow = (cells: readonly string[]): number => {
  const found = findLayout(cells);
  return found === undefined ? 0 : Object.keys(found.columns).length;
};

/** Without names the columns are those of our own files, in their order. */
const headerless = (cells: number): FoundLayout => ({
  layout: cells > 1 ? 'listings' : 'numbers',
  columns: { number: 0, ...(cells > 1 ? { reason: 1 } : {}), ...(cells > 2 ? { expiresAt: 2 } : {}) },
  hasHeader: false,
});

/** Case, spaces, underscores, hyphens, quotes and brackets make no difference. */
const comparable = (name: string): string =>
  tidyText(name.normalize('NFKC'))
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');

function columnsBy(given: readonly string[], names: Layout['names']): Columns {
  const found = FIELDS.flatMap((field): [Field, number][] => {
    const name = names[field]?.find((one) => given.includes(one));
    return name === undefined ? [] : [[field, given.indexOf(name)]];
  });
  return Object.fromEntries(found);
}

/** Two digits at least, and nothing but what is written in numbers, prefix rules, or by a spreadsheet around them. */
const isNumberLike = (cell: string): boolean =>
  /^(?:tel:)?[\d\s+()./*,'’"=E-]*$/i.test(tidyText(cell.normalize('NFKC'))) &&
  /\d.*\d/.test(cell.normalize('NFKC'));
