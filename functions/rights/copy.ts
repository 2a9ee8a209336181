// A copy of everything that is kept about a number, for the person it belongs to: JSON as it is kept, CSV of the calls, the
// decisions in words, and the recordings. Nobody else's number is in it.
import { stringify } from 'csv-stringify/sync';
import { present } from '../../core/basics/present.ts';
import { LANGUAGES, type Language } from '../../core/basics/language.ts';
import { companyNumbers } from '../../core/numbers/hotline-settings.ts';
import { isNumber, type Identity } from '../../core/numbers/identity.ts';
import { nationalOf } from '../../core/lists/number-blocks.ts';
import { redactNumbers } from '../../core/packages/people.ts';
import type { CallRecord } from '../../core/records/call-record.ts';
import { textsOf } from '../../core/rights/subject.ts';
import type { FoundRecord } from '../../store/rights/subject-records.ts';
import { TABLE_NAMES, type TableName } from '../../store/tables.ts';
import { audioOf } from '../carrier/message-audio.ts';
import type { Zip } from '../packages/zip.ts';
import type { Runtime } from '../runtime.ts';
import { explanations, type Explanation } from './explain.ts';
import { RIGHTS_WORDS, VERDICT_WORDS, type LeftOut } from './rights-words.ts';

/** What is kept about a number, by table. */
export interface SubjectData {
  readonly number: Identity;
  readonly language: Language;
  /** ISO 8601, UTC. */
  readonly madeAt: string;
  readonly records: Readonly<Partial<Record<TableName, readonly object[]>>>;
  /** What complaint files say of it. */
  readonly feeds: readonly object[];
  readonly decisions: readonly Explanation[];
  /** RecordingSids of the person's own messages. */
  readonly recordings: readonly string[];
  readonly leftOut: readonly LeftOut[];
}

/** What is of no meaning outside of the program, and what opens something: a case's PIN attempts, keys of requests. */
const INTERNAL: ReadonlySet<string> = new Set([
  'ttl',
  'ordinaryTtl',
  'writeKey',
  'version',
  'wrongPins',
  'request',
  'token',
]);

/** Counters of minutes, the people who work here, and what an authority was given, which the law may forbid to tell. */
const NOT_TOLD: ReadonlySet<TableName> = new Set([
  'limits',
  'settings',
  'packages',
  'holds',
  'exercises',
  'feeds',
]);

export async function dataOf(number: Identity, language: Language, runtime: Runtime): Promise<SubjectData> {
  const settings = await runtime.settings.current();
  const texts = textsOf({ number, national: isNumber(number) ? nationalOf(number) : undefined });
  const shown = new Set([number, ...companyNumbers(settings)]);
  const leftOut = new Set<LeftOut>();
  const records: Partial<Record<TableName, object[]>> = {};
  const callSids: string[] = [];
  const recordings: string[] = [];
  for (const table of TABLE_NAMES.filter((name) => !NOT_TOLD.has(name)))
    for await (const found of runtime.store.subjects.find(table, texts, number))
      for (const record of found) {
        const told = toldOf(record, leftOut);
        if (told === undefined) continue;
        const { value, places } = redactNumbers(plain(told), shown);
        if (places > 0) leftOut.add('other-people');
        (records[table] ??= []).push(value as object);
        if (table === 'calls' && record.isOwn) callSids.push(String(record.item.callSid));
        if (table === 'voicemails' && record.isOwn) recordings.push(String(record.item.recordingSid));
      }
  const feeds = (await runtime.store.feeds.on([number]))(number, runtime.now());
  return {
    number,
    language,
    madeAt: runtime.now().toISOString(),
    records,
    feeds: [...(feeds?.mentions ?? [])],
    decisions: await explanations(await callsIn(callSids, runtime), language, runtime),
    recordings,
    leftOut: [...leftOut],
  };
}

/** Oldest first. */
async function callsIn(callSids: readonly string[], { store }: Runtime): Promise<CallRecord[]> {
  const calls: CallRecord[] = [];
  for (const callSid of callSids) {
    const call = await store.calls.get(callSid);
    if (call !== undefined) calls.push(call);
  }
  return calls.toSorted((a, b) => ((a.startedAt ?? '') < (b.startedAt ?? '') ? -1 : 1));
}

/** What the person is told of a record; undefined for one that is about somebody else. */
function toldOf({ table, item, isOwn }: FoundRecord, leftOut: Set<LeftOut>): object | undefined {
  const tell = TOLD_OTHERWISE[table];
  if (tell !== undefined) return tell(item, isOwn, leftOut);
  return isOwn || table === 'rights' || table === 'listings' ? item : undefined;
}

type Tell = (
  item: Readonly<Record<string, unknown>>,
  isOwn: boolean,
  leftOut: Set<LeftOut>,
) => object | undefined;

/** Tables whose records are not told as they are. */
const TOLD_OTHERWISE: Partial<Record<TableName, Tell>> = {
  cases: (item, isOwn, leftOut) => (isOwn ? item : reportAgainst(item, leftOut)),
  casefiles: (_item, _isOwn, leftOut) => {
    leftOut.add('internal-notes');
    return undefined;
  },
  audit: auditTold,
  webhooks: (item) => ({ ...item, body: Object.fromEntries(new URLSearchParams(String(item.body))) }),
};

/** A report about the person: that it was made and what came of it. Who reported it, and in which words, is theirs. */
function reportAgainst(item: Readonly<Record<string, unknown>>, leftOut: Set<LeftOut>): object {
  leftOut.add('reports-about-you');
  const { kind, category, status, receivedAt, decision, reported, withdrawnFor, correction } = item;
  return present({ kind, category, status, receivedAt, decision, reported, withdrawnFor, correction });
}

/** What was done, and why; not by whom of the staff. */
function auditTold(item: Readonly<Record<string, unknown>>): object | undefined {
  const { kind, at, action, record, detail, why } = item;
  return kind === 'entry' ? present({ at, action, record, detail, why }) : undefined;
}

/** As JSON has it: sets are lists, and what is internal is left out. */
function plain(value: unknown): unknown {
  if (value instanceof Set) return [...value].map(plain);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => (INTERNAL.has(name) ? [] : [[name, plain(inner)]])),
  );
}

// --- as a file -------------------------------------------------------------------------------------------------------

/** Fills the zip, which has to be read meanwhile, and ends it. */
export async function fillCopy(zip: Zip, data: SubjectData, runtime: Runtime): Promise<void> {
  const add = (path: string, content: string | Uint8Array): Promise<void> =>
    zip.add(path, [Buffer.from(content)], !path.endsWith('.wav'));
  const leftOut = new Set(data.leftOut);
  for (const recordingSid of data.recordings) {
    const audio = await audioOf(recordingSid, runtime);
    if (audio === undefined) leftOut.add('not-recorded');
    else await add(`recordings/${recordingSid}.wav`, audio);
  }
  const inBoth = (tell: (language: Language) => readonly string[]): string =>
    LANGUAGES.map((language) => tell(language).join('\n')).join('\n\n');
  await add(
    'README.txt',
    inBoth((language) => RIGHTS_WORDS[language].readMe(data.number, data.madeAt)),
  );
  await add('data.json', `${JSON.stringify({ ...data, leftOut: [...leftOut] }, null, 2)}\n`);
  await add('calls.csv', callsCsv(data));
  await add('decisions.txt', decisionsText(data));
  await add(
    'left-out.txt',
    inBoth((language) => [...leftOut].map((one) => RIGHTS_WORDS[language].leftOut[one])),
  );
  await zip.end();
}

/** Numbers as text: a spreadsheet takes a plus sign for a formula otherwise. */
function callsCsv({ records }: SubjectData): string {
  const calls = (records.calls ?? []) as readonly Partial<CallRecord>[];
  const rows = calls.map(({ startedAt, caller, verdict, status, seconds, talkSeconds }) => ({
    started_at: startedAt,
    caller,
    verdict,
    status,
    seconds,
    talk_seconds: talkSeconds,
  }));
  return `\uFEFF${stringify(rows, { header: true, escape_formulas: true })}`;
}

function decisionsText({ decisions, language }: SubjectData): string {
  const { again } = RIGHTS_WORDS[language];
  const decidedAgain = ({ verdict, again: other }: Explanation): string => {
    if (other === undefined) return again.unknown;
    return other === verdict ? again.same : again.other(VERDICT_WORDS[language][other]);
  };
  return decisions
    .map((one) =>
      [
        `${one.at}  ${one.callSid}`,
        one.result,
        ...one.reasons.map((reason) => `- ${reason}`),
        decidedAgain(one),
      ].join('\n'),
    )
    .join('\n\n');
}
