// Which records a package is about: its cases, its calls, and whose numbers may be shown. Names and numbers alone are kept:
// the records themselves are read when their turn comes.
import { DAY_MS } from '../../core/basics/durations.ts';
import { present } from '../../core/basics/present.ts';
import type { Identity } from '../../core/numbers/identity.ts';
import { companyNumbers } from '../../core/numbers/hotline-settings.ts';
import { type EvidencePackage, cutOffOf, type PackageScope } from '../../core/packages/evidence-package.ts';
import type { CaseRecord, JoinedReport } from '../../core/cases/case.ts';
import { caseAsOf, type CaseAsOf } from '../../core/packages/as-of.ts';
import { peopleOf } from '../../core/packages/people.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { isEvidence, type CallRecord } from '../../core/records/call-record.ts';
import type { Runtime } from '../runtime.ts';

/** Which records a package holds, and whose numbers. */
export interface Collection {
  /** Oldest case first. */
  readonly caseNumbers: ReadonlySet<string>;
  /** Recordings that describe its cases. */
  readonly descriptions: ReadonlySet<string>;
  /** Oldest call first. */
  readonly callSids: ReadonlySet<string>;
  readonly people: ReadonlySet<string>;
  /** Those, and the company's own. */
  readonly shown: ReadonlySet<string>;
  readonly callers: ReadonlySet<string>;
  readonly reported: ReadonlySet<string>;
  readonly reporters: ReadonlySet<string>;
}

const PAGE = 100;

/** What the collection keeps of a case. */
type CaseBrief = Pick<
  CaseAsOf,
  'caseNumber' | 'receivedAt' | 'reported' | 'reporter' | 'callSid' | 'recordingSid'
> & { readonly joined: readonly Pick<JoinedReport, 'callSid' | 'reported'>[] };

export async function collectionOf(
  about: EvidencePackage,
  settings: Settings,
  { store }: Runtime,
): Promise<Collection> {
  const moment = cutOffOf(about);
  const cases = await casesIn(about.scope, moment, store);
  const starts = new Map<string, string>();
  const callers = new Set<Identity>();
  await eachCall(about.scope, cases, store, ({ callSid, caller, startedAt = '' }) => {
    if (startedAt > moment) return;
    starts.set(callSid, startedAt);
    if (caller !== undefined) callers.add(caller);
  });
  const people = peopleOf(about.scope, cases, callers);
  return {
    caseNumbers: new Set(cases.map(({ caseNumber }) => caseNumber)),
    descriptions: told(cases.map(({ recordingSid }) => recordingSid)),
    callSids: new Set(
      inOrder([...starts], ([callSid, startedAt]) => startedAt + callSid).map(([sid]) => sid),
    ),
    people,
    shown: new Set([...people, ...companyNumbers(settings)]),
    callers,
    reported: told(cases.map(({ reported }) => reported)),
    reporters: told(cases.map(({ reporter }) => reporter)),
  };
}

const told = <Text extends string>(texts: readonly (Text | undefined)[]): ReadonlySet<Text> =>
  new Set(texts.flatMap((text) => text ?? []));

const inOrder = <Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly Item[] =>
  items.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));

type Store = Runtime['store'];

/** As they stood at the moment; oldest first. */
async function casesIn(scope: PackageScope, moment: string, store: Store): Promise<readonly CaseBrief[]> {
  const briefs: CaseBrief[] = [];
  await eachCase(scope, store, (found) => {
    if (found.receivedAt <= moment) briefs.push(briefOf(caseAsOf(found, moment)));
  });
  return inOrder(briefs, ({ receivedAt, caseNumber }) => receivedAt + caseNumber);
}

function briefOf({ caseNumber, receivedAt, joined = [], ...found }: CaseAsOf): CaseBrief {
  const { reported, reporter, callSid, recordingSid } = found;
  return {
    ...{ caseNumber, receivedAt },
    ...present({ reported, reporter, callSid, recordingSid }),
    joined: joined.map((one) => ({ callSid: one.callSid, ...present({ reported: one.reported }) })),
  };
}

async function eachCase(scope: PackageScope, store: Store, see: (found: CaseRecord) => void): Promise<void> {
  switch (scope.kind) {
    case 'case': {
      const found = await store.cases.get(scope.caseNumber);
      if (found !== undefined) see(found);
      return;
    }
    case 'number':
      return eachItem((cursor) => store.cases.page({ reported: scope.number, limit: PAGE, cursor }), see);
    case 'period':
      return eachItem(
        (cursor) => store.cases.page({ limit: PAGE, cursor }),
        (found) => {
          if (found.receivedAt >= scope.from && found.receivedAt < scope.to) see(found);
        },
      );
  }
}

async function eachItem<Item>(
  page: (
    cursor: string | undefined,
  ) => Promise<{ readonly items: readonly Item[]; readonly cursor?: string }>,
  see: (item: Item) => void,
): Promise<void> {
  let cursor: string | undefined;
  do {
    const found = await page(cursor);
    found.items.forEach(see);
    ({ cursor } = found);
  } while (cursor !== undefined);
}

/** The calls of the cases; of a number and of a reported number all its calls; of a period those that are evidence. */
async function eachCall(
  scope: PackageScope,
  cases: readonly CaseBrief[],
  store: Store,
  see: (call: CallRecord) => void,
): Promise<void> {
  for (const callSid of callsNamedIn(cases)) {
    const call = await store.calls.get(callSid);
    if (call !== undefined) see(call);
  }
  if (scope.kind === 'period') await eachEvidence(scope, store, see);
  else
    for (const caller of subjectsOf(scope, cases))
      await eachItem((cursor) => store.calls.page({ caller, to: FAR, limit: PAGE, cursor }), see);
}

/** Day by day: the store reads all the days that it is asked for at once. */
async function eachEvidence(
  { from, to }: Extract<PackageScope, { kind: 'period' }>,
  { calls }: Store,
  see: (call: CallRecord) => void,
): Promise<void> {
  const end = Date.parse(to);
  for (let begin = Date.parse(from); begin < end; begin += DAY_MS)
    await calls.eachBetween(new Date(begin), new Date(Math.min(begin + DAY_MS, end)), (some) => {
      some.filter(isEvidence).forEach(see);
    });
}

const callsNamedIn = (cases: readonly CaseBrief[]): ReadonlySet<string> =>
  told(cases.flatMap(({ callSid, joined }) => [callSid, ...joined.map((report) => report.callSid)]));

const subjectsOf = (scope: PackageScope, cases: readonly CaseBrief[]): ReadonlySet<Identity> =>
  told([scope.kind === 'number' ? scope.number : undefined, ...cases.map(({ reported }) => reported)]);

/** Later than any call; what came in after the cut-off is left out by it. */
const FAR = new Date('9999-01-01T00:00:00Z');
