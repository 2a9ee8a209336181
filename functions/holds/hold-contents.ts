// Which records a hold covers by its scope, as they are now: the retention job asks again, for those that came later.
import { DAY_MS } from '../../core/basics/durations.ts';
import type { HeldRecord, HoldScope } from '../../core/holds/hold.ts';
import { callBackId } from '../../core/messages/call-back-id.ts';
import type { CaseRecord } from '../../core/cases/case.ts';
import type { Identity } from '../../core/numbers/identity.ts';
import { isEvidence, type CallRecord } from '../../core/records/call-record.ts';
import type { Runtime } from '../runtime.ts';

const PAGE = 100;

/** A record may be handed over twice. */
export async function* recordsIn(scope: HoldScope, runtime: Runtime): AsyncGenerator<readonly HeldRecord[]> {
  switch (scope.kind) {
    case 'records':
      return;
    case 'case':
      yield* ofCase(scope.caseNumber, runtime);
      return;
    case 'calls':
      yield* ofCalls(scope, runtime);
      if (scope.number !== undefined) yield* aboutNumber(scope.number, runtime);
  }
}

async function* ofCase(caseNumber: string, runtime: Runtime): AsyncGenerator<readonly HeldRecord[]> {
  const found = await runtime.store.cases.get(caseNumber);
  if (found === undefined) return;
  // What its duplicates say belongs to it.
  const group = [found, ...(await runtime.store.cases.getMany(found.merged ?? []))];
  yield group.flatMap(ownRecords);
  for (const callSid of group.flatMap(callsOf)) {
    const call = await runtime.store.calls.get(callSid);
    if (call !== undefined) yield withRecording(call);
  }
  // A number of the company itself was forged: its calls are not the reported ones.
  if (found.reported !== undefined && !found.official) yield* ofCalls({ number: found.reported }, runtime);
}

const callsOf = ({ callSid, joined = [] }: CaseRecord): string[] => [
  ...(callSid === undefined ? [] : [callSid]),
  ...joined.map((report) => report.callSid),
];

const ownRecords = (found: CaseRecord): HeldRecord[] => [
  { kind: 'case', id: found.caseNumber },
  ...callsOf(found).map((id) => ({ kind: 'call', id }) as const),
  ...recording(found.recordingSid),
];

const withRecording = ({ callSid, recordingSid }: CallRecord): HeldRecord[] => [
  { kind: 'call', id: callSid },
  ...recording(recordingSid),
];

const recording = (id: string | undefined): HeldRecord[] =>
  id === undefined ? [] : [{ kind: 'voicemail', id }];

interface Calls {
  readonly number?: Identity | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly onlyEvidence?: true | undefined;
}

async function* ofCalls(
  { number, from, to, onlyEvidence }: Calls,
  { store, now }: Runtime,
): AsyncGenerator<readonly HeldRecord[]> {
  let cursor: string | undefined;
  do {
    const page = await store.calls.page({
      caller: number,
      from: from === undefined ? undefined : new Date(from),
      // The carrier's clock may be ahead of ours.
      to: earlier(to, new Date(now().getTime() + DAY_MS)),
      limit: PAGE,
      cursor,
    });
    yield page.items.filter((call) => onlyEvidence === undefined || isEvidence(call)).flatMap(withRecording);
    ({ cursor } = page);
  } while (cursor !== undefined);
}

const earlier = (time: string | undefined, limit: Date): Date =>
  time === undefined || Date.parse(time) > limit.getTime() ? limit : new Date(time);

/** Cases about a number, and its request to be called back. */
async function* aboutNumber(number: Identity, { store }: Runtime): AsyncGenerator<readonly HeldRecord[]> {
  yield [{ kind: 'voicemail', id: callBackId(number) }];
  let cursor: string | undefined;
  do {
    const page = await store.cases.page({ reported: number, limit: PAGE, cursor });
    yield page.items.flatMap(ownRecords);
    ({ cursor } = page);
  } while (cursor !== undefined);
}
