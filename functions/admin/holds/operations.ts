// Legal holds: placed by one person, lifted by two.
import { createHash, randomUUID } from 'node:crypto';
import {
  stepRefusal,
  type Hold,
  type HoldScope,
  type HoldStep,
  type NewHold,
} from '../../../core/holds/hold.ts';
import { defer } from '../../commit.ts';
import { placeHold } from '../../holds/keep-held.ts';
import { Problem } from '../../http/problem.ts';
import type { Subject } from '../../http/subject.ts';
import type { Runtime } from '../../runtime.ts';
import type { BodyOf, HoldView } from '../contract.ts';
import { numberIn } from '../number-in.ts';
import { answer, pathSegment, type Operations, type Outcome } from '../operation.ts';
import { requireOtherPerson } from '../settings/proposals.ts';
import { spanOf } from '../span.ts';
import { keptCategories, type HeldBy } from './retention-report.ts';

export const HOLD_OPERATIONS: Operations<
  | 'holds.page'
  | 'holds.get'
  | 'holds.post'
  | 'holds.propose'
  | 'holds.lift'
  | 'holds.refuse'
  | 'retention.report'
> = {
  'holds.page': async ({ query, runtime }) => {
    const { items, cursor } = await runtime.store.holds.page(query);
    const views = await Promise.all(items.map((hold) => viewOf(hold, runtime)));
    return answer('holds.page', { items: views, ...(cursor === undefined ? {} : { cursor }) });
  },

  'holds.get': async ({ path, runtime }) => {
    const hold = await requireHold(pathSegment(path, 'hold'), runtime);
    return answer('holds.get', await viewOf(hold, runtime), hold.version);
  },

  'holds.post': async ({ body, writeKey = randomUUID(), subject, runtime }) => {
    const scope = await scopeOf(body, runtime);
    const { source, reference, authority, legalBasis, why } = body;
    const at = runtime.now().toISOString();
    const id = idOf(writeKey);
    const named = { id, source, reference, authority, legalBasis, why, by: subject.id, at, scope };
    const placed = await placeHold(named, runtime);
    return {
      ...answer('holds.post', await viewOf(placed, runtime), placed.version),
      statusCode: 201,
      audit: { record: id, detail: placedWords(placed), act: id },
    };
  },

  'holds.propose': ({ path, body, subject, runtime }) =>
    step(
      'holds.propose',
      { id: pathSegment(path, 'hold'), step: 'propose', why: body.why, subject },
      runtime,
    ),

  'holds.lift': async ({ path, body, subject, runtime }) => {
    const id = pathSegment(path, 'hold');
    const lifted = await step('holds.lift', { id, step: 'lift', why: body.why, subject }, runtime);
    await defer({ kind: 'release-hold', hold: id }, runtime);
    return lifted;
  },

  'holds.refuse': ({ path, body, subject, runtime }) =>
    step('holds.refuse', { id: pathSegment(path, 'hold'), step: 'refuse', why: body.why, subject }, runtime),

  'retention.report': async ({ runtime }) => {
    const inForce = await runtime.store.holds.inForce();
    const held = await Promise.all(inForce.map((hold) => withCounts(hold, runtime)));
    return answer('retention.report', {
      at: runtime.now().toISOString(),
      categories: await keptCategories(held, runtime),
      holds: held.map(holdView),
    });
  },
};

/** The same write is the same hold. */
const idOf = (writeKey: string): string =>
  `H${createHash('sha256').update(writeKey).digest('hex').slice(0, 10).toUpperCase()}`;

async function requireHold(id: string, { store }: Runtime): Promise<Hold> {
  const hold = await store.holds.get(id);
  if (hold === undefined) throw new Problem('not-found', `There is no legal hold ${id.slice(0, 60)}.`);
  return hold;
}

async function scopeOf(body: BodyOf<'holds.post'>, runtime: Runtime): Promise<HoldScope> {
  const settings = await runtime.settings.current();
  const { caseNumber, number } = body;
  if (caseNumber !== undefined) {
    if ((await runtime.store.cases.get(caseNumber)) === undefined)
      throw new Problem('not-found', `There is no case ${caseNumber}.`);
    return { kind: 'case', caseNumber };
  }
  const { from, to } = spanOf(body, settings);
  if (from !== undefined && to !== undefined && to <= from)
    throw new Problem('invalid-request', 'body /to: the span ends before it begins.');
  return {
    kind: 'calls',
    ...(number === undefined ? {} : { number: await numberIn(number, 'body /number', runtime) }),
    ...(from === undefined ? {} : { from: from.toISOString() }),
    ...(to === undefined ? {} : { to: to.toISOString() }),
  };
}

interface Step {
  readonly id: string;
  readonly step: HoldStep;
  readonly why: string;
  readonly subject: Subject;
}

const STEP_WORDS: Readonly<Record<HoldStep, string>> = {
  propose: 'proposed to lift',
  lift: 'lifted',
  refuse: 'refused to lift',
};

async function step(
  route: 'holds.propose' | 'holds.lift' | 'holds.refuse',
  { id, step: taken, why, subject }: Step,
  runtime: Runtime,
): Promise<Outcome> {
  const found = await requireHold(id, runtime);
  requireStep(taken, found, subject);
  const act = { by: subject.id, at: runtime.now().toISOString(), why };
  const changed = await runtime.store.holds.step(found, taken, act);
  return {
    ...answer(route, await viewOf(changed, runtime), changed.version),
    audit: { record: id, detail: `${STEP_WORDS[taken]} ${changed.source} ${changed.reference}: ${why}` },
  };
}

/** @throws {Problem} */
function requireStep(taken: HoldStep, found: Hold, subject: Subject): void {
  const { proposal } = found;
  switch (stepRefusal(taken, found, subject.id)) {
    case 'lifted-already':
      throw new Problem('nothing-to-approve', `The legal hold ${found.id} was lifted already.`);
    case 'proposed-already':
      throw new Problem('conflict', `${proposal?.by ?? ''} proposed to lift it already. Lift it, or refuse.`);
    case 'not-proposed':
      throw new Problem(
        'nothing-to-approve',
        'Nobody has proposed to lift this hold: one person proposes it, and another one lifts it.',
      );
    case 'same-person':
    case undefined:
      if (taken === 'lift' && proposal !== undefined) requireOtherPerson(proposal.by, subject);
  }
}

function placedWords({ source, reference, authority, legalBasis, scope, why }: NewHold): string {
  const order = [source, reference, authority && `of ${authority}`, legalBasis && `(${legalBasis})`];
  return `${order.filter((part) => part !== undefined).join(' ')}; ${scopeWords(scope)}: ${why}`;
}

function scopeWords(scope: HoldScope): string {
  switch (scope.kind) {
    case 'records':
      return 'records named one by one';
    case 'case':
      return `case ${scope.caseNumber}`;
    case 'calls':
      return ['calls', scope.number, scope.from && `from ${scope.from}`, scope.to && `to ${scope.to}`]
        .filter((part) => part !== undefined)
        .join(' ');
  }
}

const withCounts = async (hold: Hold, { store }: Runtime): Promise<HeldBy> => ({
  hold,
  counts: await store.holds.counts(hold.id),
});

const viewOf = async (hold: Hold, runtime: Runtime): Promise<HoldView> =>
  holdView(await withCounts(hold, runtime));

function holdView({ hold: { scope, ...hold }, counts }: HeldBy): HoldView {
  const { kind: _, ...covers } = scope;
  return { ...hold, covers, records: { ...counts } };
}
