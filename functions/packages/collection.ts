// Which records a package is about: its cases, its calls, and whose numbers may be shown.
import type { Identity } from '../../core/numbers/identity.ts';
import { companyNumbers } from '../../core/numbers/hotline-settings.ts';
import { type EvidencePackage, cutOffOf, type PackageScope } from '../../core/packages/evidence-package.ts';
import type { CaseRecord } from '../../core/cases/case.ts';
import { caseAsOf, type CaseAsOf } from '../../core/packages/as-of.ts';
import { peopleOf } from '../../core/packages/people.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { isEvidence, type CallRecord } from '../../core/records/call-record.ts';
import type { Runtime } from '../runtime.ts';

/** Which records a package holds, and whose numbers. */
export interface Collection {
  readonly cases: readonly CaseAsOf[];
  /** Oldest call first. */
  readonly callSids: readonly string[];
  readonly people: ReadonlySet<string>;
  /** Those, and the company's own. */
  readonly shown: ReadonlySet<string>;
  readonly callers: ReadonlySet<string>;
}

const PAGE = 100;

export async function collectionOf(
  about: EvidencePackage,
  settings: Settings,
  { store }: Runtime,
): Promise<Collection> {
  const moment = cutOffOf(about);
  const cases = (await casesOf(about.scope, store))
    .filter(({ receivedAt }) => receivedAt <= moment)
    .map((found) => caseAsOf(found, moment))
    .toSorted((a, b) => (a.receivedAt + a.caseNumber < b.receivedAt + b.caseNumber ? -1 : 1));
  const calls = new Map<string, Brief>();
  const see = (call: CallRecord): void => {
    const { callSid, caller, startedAt = '' } = call;
    if (startedAt <= moment) calls.set(callSid, { startedAt, ...(caller === undefined ? {} : { caller }) });
  };
  await eachCall(about.scope, cases, store, see);
  const inOrder = [...calls].toSorted(([a, one], [b, other]) =>
    one.startedAt + a < other.startedAt + b ? -1 : 1,
  );
  const briefs = [...calls.values()];
  const people = peopleOf(about.scope, cases, briefs);
  return {
    cases,
    callSids: inOrder.map(([callSid]) => callSid),
    people,
    shown: new Set([...people, ...companyNumbers(settings)]),
    callers: new Set(briefs.flatMap(({ caller }) => (caller === undefined ? [] : [caller]))),
  };
}

interface Brief {
  readonly startedAt: string;
  readonly caller?: Identity;
}

type Store = Runtime['store'];

async function casesOf(scope: PackageScope, store: Store): Promise<CaseRecord[]> {
  switch (scope.kind) {
    case 'case': {
      const found = await store.cases.get(scope.caseNumber);
      return found === undefined ? [] : [found];
    }
    case 'number':
      return allPages((cursor) => store.cases.page({ reported: scope.number, limit: PAGE, cursor }));
    case 'period': {
      const all = await allPages((cursor) => store.cases.page({ limit: PAGE, cursor }));
      return all.filter(({ receivedAt }) => receivedAt >= scope.from && receivedAt < scope.to);
    }
  }
}

async function allPages<Item>(
  page: (
    cursor: string | undefined,
  ) => Promise<{ readonly items: readonly Item[]; readonly cursor?: string }>,
): Promise<Item[]> {
  const all: Item[] = [];
  let cursor: string | undefined;
  do {
    const found = await page(cursor);
    all.push(...found.items);
    ({ cursor } = found);
  } while (cursor !== undefined);
  return all;
}

/** The calls of the cases; of a number and of a reported number all its calls; of a period those that are evidence. */
async function eachCall(
  scope: PackageScope,
  cases: readonly CaseAsOf[],
  store: Store,
  see: (call: CallRecord) => void,
): Promise<void> {
  for (const callSid of callsNamedIn(cases)) {
    const call = await store.calls.get(callSid);
    if (call !== undefined) see(call);
  }
  if (scope.kind === 'period')
    await store.calls.eachBetween(new Date(scope.from), new Date(scope.to), (some) => {
      some.filter(isEvidence).forEach(see);
    });
  else for (const number of subjectsOf(scope, cases)) await eachCallFrom(number, store, see);
}

const callsNamedIn = (cases: readonly CaseAsOf[]): ReadonlySet<string> =>
  new Set(
    cases.flatMap(({ callSid, joined = [] }) => [
      ...(callSid === undefined ? [] : [callSid]),
      ...joined.map((report) => report.callSid),
    ]),
  );

const subjectsOf = (scope: PackageScope, cases: readonly CaseAsOf[]): ReadonlySet<Identity> =>
  new Set([
    ...(scope.kind === 'number' ? [scope.number] : []),
    ...cases.flatMap(({ reported }) => (reported === undefined ? [] : [reported])),
  ]);

async function eachCallFrom(
  caller: Identity,
  { calls }: Store,
  see: (call: CallRecord) => void,
): Promise<void> {
  let cursor: string | undefined;
  do {
    const page = await calls.page({ caller, to: FAR, limit: PAGE, cursor });
    page.items.forEach(see);
    ({ cursor } = page);
  } while (cursor !== undefined);
}

/** Later than any call; what came in after the cut-off is left out by it. */
const FAR = new Date('9999-01-01T00:00:00Z');
