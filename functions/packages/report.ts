// The report of a package as plain blocks, once in each language: what an officer who has nothing else reads first. The
// HTML and the PDF are made of the same blocks.
import { describeReason } from '../../core/screening/reasons.ts';
import { wallClock } from '../../core/hours/hours.ts';
import type { Language } from '../../core/basics/language.ts';
import type { CaseAsOf } from '../../core/packages/as-of.ts';
import { writtenNumber } from '../../core/numbers/number-words.ts';
import { cutOffOf, type EvidencePackage } from '../../core/packages/evidence-package.ts';
import { REDACTION_REASONS, type Redaction } from '../../core/packages/people.ts';
import type { TimeLineEntry } from '../../core/packages/time-line.ts';
import { REPORT_WORDS, type ReportWords } from './report-words.ts';

export type Block =
  | { readonly kind: 'title' | 'heading' | 'paragraph' | 'note'; readonly text: string }
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [label: string, value: string])[] }
  | {
      readonly kind: 'table';
      readonly columns: readonly string[];
      /** Of the page's width, in the order of the columns. */
      readonly widths: readonly number[];
      readonly rows: readonly (readonly string[])[];
    };

export interface ReportFacts {
  readonly about: EvidencePackage;
  readonly organization: string;
  readonly contact: string;
  readonly timeZone: string;
  /** The hotline's own country, ISO 3166: numbers are written as people there write them. */
  readonly region: string;
  readonly cases: Some<CaseAsOf>;
  readonly people: Some<Person>;
  /** Oldest first. */
  readonly timeLine: Some<TimeLineEntry>;
  /** Those in the time line. */
  readonly calls: CallsTold;
  readonly recordings: number;
  readonly redactions: Some<Redaction>;
}

/** The first of many things, as many as a report shows, and how many there are. */
export interface Some<Item> {
  readonly shown: Item[];
  all: number;
}

export const none = <Item>(): Some<Item> => ({ shown: [], all: 0 });

export function addTo<Item>(some: Some<Item>, item: Item): void {
  some.all += 1;
  if (some.shown.length < MOST_ROWS) some.shown.push(item);
}

/** When the first and the last of them came in, ISO 8601, UTC. */
export interface CallsTold extends Some<Extract<TimeLineEntry, { kind: 'call' }>> {
  first?: string;
  last?: string;
}

export interface Person {
  readonly number: string;
  readonly roles: readonly (keyof ReportWords['roles'])[];
}

/** A report that an officer can read; the files hold the rest. */
const MOST_ROWS = 500;

export function reportBlocks(facts: ReportFacts, language: Language): readonly Block[] {
  const words = REPORT_WORDS[language];
  const telling = tellingOf(facts, words, language);
  return [
    { kind: 'title', text: words.title },
    { kind: 'paragraph', text: words.madeFor(facts.about.authority, facts.about.requestNumber) },
    { kind: 'note', text: words.times(facts.timeZone) },
    ...[whoAsked, whatAbout, whatHappened, whatReported, howDecided, isWhole].flatMap((section, index) => [
      { kind: 'heading' as const, text: words.questions[index] ?? '' },
      ...section(facts, telling),
    ]),
  ];
}

interface Telling {
  readonly words: ReportWords;
  readonly language: Language;
  readonly number: (number: string | undefined) => string;
  readonly time: (instant: string | undefined) => string;
}

const tellingOf = ({ region, timeZone }: ReportFacts, words: ReportWords, language: Language): Telling => ({
  words,
  language,
  number: (number) => (number === undefined ? words.hidden : writtenNumber(number, region)),
  time: (instant) => (instant === undefined ? words.unknown : localTime(instant, timeZone)),
});

/** `2026-11-28 14:03:22` on the clocks of the time zone. */
function localTime(instant: string, timeZone: string): string {
  const { date, clock } = wallClock(timeZone, new Date(instant));
  return `${date} ${clock.slice(0, 5)}:${instant.slice(17, 19)}`;
}

function whoAsked({ about, organization, contact }: ReportFacts, { words, time }: Telling): Block[] {
  const { labels } = words;
  const approvers = about.approvals.map(({ by, at }) => `${by} (${time(at)})`).join(', ');
  return [
    facts([
      [labels.authority, about.authority],
      [labels.requestNumber, about.requestNumber],
      [labels.officer, about.officer],
      [labels.legalBasis, about.legalBasis],
      [labels.receivedAt, time(about.receivedAt)],
      [labels.requestedBy, `${about.requestedBy} (${time(about.requestedAt)})`],
      [labels.approvedBy, approvers],
      [labels.handedOverBy, organization],
      [labels.contact, contact],
      [labels.package, about.id],
    ]),
  ];
}

const facts = (rows: readonly (readonly [string, string | undefined])[]): Block => ({
  kind: 'facts',
  rows: rows.flatMap(([label, value]) =>
    value === undefined || value === '' ? [] : [[label, value] as const],
  ),
});

function whatAbout(report: ReportFacts, telling: Telling): Block[] {
  const { words, number, time } = telling;
  const { labels } = words;
  const { calls, cases, people } = report;
  return [
    facts([
      [labels.scope, scopeWords(report, telling)],
      [labels.cutOff, time(cutOffOf(report.about))],
      [labels.calls, String(calls.all)],
      [labels.firstCall, calls.first && time(calls.first)],
      [labels.lastCall, calls.last && time(calls.last)],
      [labels.cases, String(cases.all)],
      [labels.recordings, String(report.recordings)],
    ]),
    ...table({
      columns: [labels.number, labels.role],
      widths: [0.5, 0.5],
      rows: people.shown.map(({ number: own, roles }) => [
        number(own),
        roles.map((role) => words.roles[role]).join(', '),
      ]),
      all: people.all,
      file: 'report.html',
      words,
    }),
  ];
}

function scopeWords({ about: { scope } }: ReportFacts, { words, number, time }: Telling): string {
  switch (scope.kind) {
    case 'case':
      return words.scope.case(scope.caseNumber);
    case 'number':
      return words.scope.number(number(scope.number));
    case 'period':
      return words.scope.period(time(scope.from), time(scope.to));
  }
}

interface Rows {
  readonly columns: readonly string[];
  readonly widths: readonly number[];
  readonly rows: readonly (readonly string[])[];
  /** How many there are, with those that are not shown. */
  readonly all: number;
  /** Where all of them are. */
  readonly file: string;
  readonly words: ReportWords;
}

function table({ columns, widths, rows, all, file, words }: Rows): Block[] {
  if (rows.length === 0) return [];
  return [{ kind: 'table', columns, widths, rows }, ...more(rows.length, all, { file, words })];
}

const more = (shown: number, all: number, { file, words }: Pick<Rows, 'file' | 'words'>): Block[] =>
  shown < all ? [{ kind: 'note', text: words.more(shown, all, file) }] : [];

function whatHappened({ timeLine }: ReportFacts, { words, number, time }: Telling): Block[] {
  const { labels } = words;
  return table({
    columns: [labels.time, labels.event, labels.file],
    widths: [0.2, 0.5, 0.3],
    rows: timeLine.shown.map((entry) => [time(entry.at), tell(entry, words, number), entry.file]),
    all: timeLine.all,
    file: 'data/timeline.csv',
    words,
  });
}

export function tell(entry: TimeLineEntry, words: ReportWords, number: (number: string) => string): string {
  const teller: (entry: never, written: (number: string) => string) => string = words.tell[entry.kind];
  return teller(entry as never, number);
}

function whatReported({ cases }: ReportFacts, telling: Telling): Block[] {
  const { words } = telling;
  const { shown, all } = cases;
  if (all === 0) return [{ kind: 'paragraph', text: words.nothingReported }];
  return [
    ...shown.map((found) => caseFacts(found, telling)),
    ...more(shown.length, all, { file: 'data/cases/', words }),
  ];
}

function caseFacts(found: CaseAsOf, { words, number, time }: Telling): Block {
  const { labels } = words;
  const decision = found.decision === undefined ? '' : `, ${words.decisions[found.decision]}`;
  const isReport = found.kind === 'report';
  return facts([
    [labels.case, `${found.caseNumber}: ${words.kinds[found.kind]}, ${time(found.receivedAt)}`],
    [
      labels.reported,
      isReport ? (found.reported === undefined ? words.unknown : number(found.reported)) : undefined,
    ],
    [labels.reporter, number(found.reporter)],
    [labels.category, isReport ? words.categories[found.category] : undefined],
    [labels.description, found.description ?? spokenOr(found, words)],
    [
      labels.recordings,
      found.recordingSid === undefined ? undefined : `data/recordings/${found.recordingSid}.wav`,
    ],
    [labels.status, `${words.statuses[found.status]}${decision}`],
    [labels.answer, found.feedback],
  ]);
}

function howDecided({ calls, region }: ReportFacts, { words, number, time, language }: Telling): Block[] {
  const { labels } = words;
  const rows = calls.shown.map((entry) => [
    `${time(entry.at)}\n${entry.caller === undefined ? words.hidden : number(entry.caller)}`,
    words.dispositions[entry.disposition],
    entry.reasons.map((reason) => describeReason(reason, language, region)).join('; ') || words.unknown,
    entry.file,
  ]);
  return [
    { kind: 'note', text: words.attestationNote },
    ...table({
      columns: [labels.call, labels.decision, labels.reasons, labels.file],
      widths: [0.2, 0.18, 0.32, 0.3],
      rows,
      all: calls.all,
      file: 'data/decisions/',
      words,
    }),
  ];
}

function isWhole({ redactions }: ReportFacts, { words, language }: Telling): Block[] {
  const { labels } = words;
  const rows = redactions.shown.map(({ file, reason, places }) => [
    file,
    REDACTION_REASONS[reason][language],
    String(places),
  ]);
  return [
    ...words.whole.map((text): Block => ({ kind: 'paragraph', text })),
    ...(rows.length === 0 ? [{ kind: 'paragraph' as const, text: words.nothingLeftOut }] : []),
    ...table({
      columns: [labels.file, labels.why, labels.places],
      widths: [0.4, 0.45, 0.15],
      rows,
      all: redactions.all,
      file: 'redactions.json',
      words,
    }),
  ];
}

const spokenOr = ({ recordingSid }: CaseAsOf, { noDescription, spoken }: ReportWords): string =>
  recordingSid === undefined ? noDescription : spoken(`data/recordings/${recordingSid}.wav`);
