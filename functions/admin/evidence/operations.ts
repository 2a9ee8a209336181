// Evidence packages: asked for by one, approved by two different people, made by a job, fetched by a short-lived link.
import { createHash, randomUUID } from 'node:crypto';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../core/basics/durations.ts';
import {
  fileNameOf,
  LINK_MINUTES,
  MOST_PERIOD_DAYS,
  withApproval,
  type EvidencePackage,
  type PackageScope,
} from '../../../core/packages/evidence-package.ts';
import { present } from '../../../core/basics/present.ts';
import type { Settings } from '../../../core/settings/settings.ts';
import type { HoldScope } from '../../../core/holds/hold.ts';
import { placeHold } from '../../holds/keep-held.ts';
import { Problem } from '../../http/problem.ts';
import type { Subject } from '../../http/subject.ts';
import type { Runtime } from '../../runtime.ts';
import type { BodyOf, PackageView } from '../contract.ts';
import { numberIn } from '../number-in.ts';
import { answer, pathSegment, requireVersion, type Operations, type Outcome } from '../operation.ts';
import { receivedOn } from '../received-on.ts';
import { spanOf } from '../span.ts';
import { TOKEN_CANNOT_APPROVE } from '../settings/proposals.ts';
import type { EVIDENCE_ROUTES } from './routes.ts';

export const EVIDENCE_OPERATIONS: Operations<keyof typeof EVIDENCE_ROUTES> = {
  'evidence.page': async ({ query, runtime }) => {
    const { items, cursor } = await runtime.store.packages.page(query);
    return answer('evidence.page', {
      items: items.map(packageView),
      ...(cursor === undefined ? {} : { cursor }),
    });
  },

  'evidence.get': async ({ path, runtime }) => {
    const found = await requirePackage(path, runtime);
    return answer('evidence.get', packageView(found), found.version);
  },

  'evidence.post': async ({ body, writeKey, subject, runtime }) => {
    const { about, receivedAt, ...request } = body;
    const now = runtime.now().toISOString();
    const opened = await runtime.store.packages.open({
      ...present(request),
      id: newId(writeKey, now),
      scope: await scopeOf(about, runtime),
      receivedAt: await receivedOn(receivedAt, runtime),
      status: 'waiting',
      requestedBy: subject.id,
      requestedAt: now,
      approvals: [],
      releases: [],
      version: 1,
    });
    return {
      ...answer('evidence.post', packageView(opened), opened.version),
      statusCode: 201,
      audit: {
        record: opened.id,
        act: opened.id,
        detail: `${opened.authority}, request ${opened.requestNumber}, about ${scopeText(opened.scope)}: ${opened.legalBasis}`,
      },
    };
  },

  'evidence.approve': async ({ path, ifMatch, writeKey, subject, runtime }) => {
    requirePerson(subject);
    const found = await requirePackage(path, runtime);
    if (writeKey !== undefined && found.writeKey === writeKey)
      return answer('evidence.approve', packageView(found), found.version);
    requireVersion(ifMatch, found.version);
    const outcome = withApproval(found, { by: subject.id, at: runtime.now().toISOString() });
    if (outcome.kind === 'not-waiting') throw new Problem('nothing-to-approve', NOT_WAITING[found.status]);
    if (outcome.kind === 'same-person') throw new Problem('not-allowed', SAME_PERSON);
    const { approvals, status } = outcome;
    // First: a process that dies in between leaves a hold without a package, and never a package without its hold.
    if (status === 'approved') await holdContents(found, subject, runtime);
    const decided = await runtime.store.packages.decide(found, { approvals, status, writeKey });
    const detail = `${String(approvals.length)} of 2 approvals`;
    return changed('evidence.approve', decided, detail);
  },

  'evidence.refuse': async ({ path, body: { reason }, ifMatch, writeKey, subject, runtime }) => {
    requirePerson(subject);
    const found = await requirePackage(path, runtime);
    if (writeKey !== undefined && found.writeKey === writeKey)
      return answer('evidence.refuse', packageView(found), found.version);
    requireVersion(ifMatch, found.version);
    if (found.status !== 'waiting') throw new Problem('nothing-to-approve', NOT_WAITING[found.status]);
    const refusal = { by: subject.id, at: runtime.now().toISOString(), reason };
    const decided = await runtime.store.packages.decide(found, { status: 'refused', refusal, writeKey });
    return changed('evidence.refuse', decided, reason);
  },

  'evidence.make': async ({ path, ifMatch, writeKey, runtime }) => {
    const found = await requirePackage(path, runtime);
    if (writeKey !== undefined && found.writeKey === writeKey)
      return answer('evidence.make', packageView(found), found.version);
    requireVersion(ifMatch, found.version);
    if (found.status !== 'ready' && found.status !== 'failed')
      throw new Problem(
        'conflict',
        `This package is ${found.status}: only one that is ready or failed can be made again.`,
      );
    const decided = await runtime.store.packages.decide(found, { status: 'approved', writeKey });
    return changed('evidence.make', decided, 'to be made again');
  },

  'evidence.link': async ({ path, subject, runtime }) => {
    const found = await requirePackage(path, runtime);
    const { made } = found;
    if (found.status !== 'ready' || made === undefined)
      throw new Problem('conflict', `This package is ${found.status}: there is a file once it is ready.`);
    const now = runtime.now();
    await runtime.store.packages.release(found.id, { by: subject.id, at: now.toISOString() });
    const fileName = fileNameOf(found);
    const url = await runtime.evidence.link(made.key, fileName, LINK_MINUTES * 60);
    const expiresAt = new Date(now.getTime() + LINK_MINUTES * MINUTE_MS).toISOString();
    const { bytes, sha256 } = made;
    return {
      ...answer('evidence.link', { url, expiresAt, fileName, bytes, sha256 }),
      audit: { record: found.id, detail: `link to ${fileName}, SHA-256 ${sha256}`, act: now.toISOString() },
    };
  },
};

const NOT_WAITING: Readonly<Record<EvidencePackage['status'], string>> = {
  waiting: 'This package is waiting for approval.',
  refused: 'This package was refused. Ask for a new one if the reason no longer holds.',
  approved: 'Two people have approved this package already; it is about to be made.',
  making: 'Two people have approved this package already; it is being made.',
  ready: 'Two people have approved this package already; it is ready.',
  failed: 'Two people have approved this package already; it could not be made. Make it again.',
};

const SAME_PERSON =
  'You have approved this package already: another person with the role approver or admin has to approve it as well.';

/** @throws {Problem} not-allowed */
function requirePerson({ kind }: Subject): void {
  if (kind === 'token') throw new Problem('not-allowed', TOKEN_CANNOT_APPROVE);
}

/** @throws {Problem} not-found */
async function requirePackage(
  path: Readonly<Record<string, string>>,
  runtime: Runtime,
): Promise<EvidencePackage> {
  const id = pathSegment(path, 'package');
  const found = await runtime.store.packages.get(id);
  if (found === undefined) throw new Problem('not-found', `There is no evidence package ${id.slice(0, 60)}.`);
  return found;
}

/** `20261128-9f3c2a1b7d04`: the same request sent again is the same package. */
function newId(writeKey: string | undefined, now: string): string {
  const unique = createHash('sha256')
    .update(writeKey ?? randomUUID())
    .digest('hex')
    .slice(0, 12);
  return `${now.slice(0, 10).replaceAll('-', '')}-${unique}`;
}

/** Nothing that the package rests on is removed from here on, until two people lift the hold. */
async function holdContents(about: EvidencePackage, { id: by }: Subject, runtime: Runtime): Promise<void> {
  const { id, scope, authority, legalBasis, requestNumber } = about;
  await placeHold(
    {
      id: `package-${id}`,
      source: 'package',
      reference: id,
      authority,
      legalBasis,
      why: `evidence package ${id}, request ${requestNumber}`,
      by,
      at: runtime.now().toISOString(),
      scope: holdScope(scope),
    },
    runtime,
  );
}

function holdScope(scope: PackageScope): HoldScope {
  switch (scope.kind) {
    case 'case':
      return scope;
    case 'number':
      return { kind: 'calls', number: scope.number };
    case 'period':
      return { kind: 'calls', from: scope.from, to: scope.to, onlyEvidence: true };
  }
}

/** @throws {Problem} not-found, invalid-number, invalid-request */
async function scopeOf(about: BodyOf<'evidence.post'>['about'], runtime: Runtime): Promise<PackageScope> {
  switch (about.kind) {
    case 'case':
      if ((await runtime.store.cases.get(about.caseNumber)) === undefined)
        throw new Problem('not-found', `There is no case ${about.caseNumber}.`);
      return about;
    case 'number':
      return { kind: 'number', number: await numberIn(about.number, 'body /about/number', runtime) };
    case 'period':
      return { kind: 'period', ...periodOf(about, await runtime.settings.current()) };
  }
}

/** @throws {Problem} invalid-request */
function periodOf(bounds: { readonly from: string; readonly to: string }, settings: Settings): Period {
  const { from = new Date(NaN), to = new Date(NaN) } = spanOf(bounds, settings);
  const length = to.getTime() - from.getTime();
  if (!(length > 0)) throw refusedField('/about/to', 'must be later than /about/from.');
  // A day that is an hour longer, when clocks change, is one day.
  if (length > MOST_PERIOD_DAYS * DAY_MS + HOUR_MS)
    throw refusedField(
      '/about/to',
      `must be at most ${String(MOST_PERIOD_DAYS)} days after /about/from. Ask for a longer period in parts.`,
    );
  return { from: from.toISOString(), to: to.toISOString() };
}

const refusedField = (at: string, problem: string): Problem =>
  new Problem('invalid-request', `body ${at}: ${problem}`, { problems: [{ at, problem }] });

function scopeText(scope: PackageScope): string {
  switch (scope.kind) {
    case 'case':
      return `case ${scope.caseNumber}`;
    case 'number':
      return scope.number;
    case 'period':
      return `${scope.from} to ${scope.to}`;
  }
}

type Period = Omit<Extract<PackageScope, { kind: 'period' }>, 'kind'>;

type Decided = 'evidence.approve' | 'evidence.refuse' | 'evidence.make';

const changed = (route: Decided, decided: EvidencePackage, detail: string): Outcome => ({
  ...answer(route, packageView(decided), decided.version),
  audit: { record: decided.id, detail },
});

function packageView({
  scope,
  made,
  collectedAt: _,
  leaseUntil: __,
  auditSequence: _____,
  writeKey: ___,
  ...rest
}: EvidencePackage): PackageView {
  if (made === undefined) return { ...rest, about: scope };
  const { key: ____, ...file } = made;
  return { ...rest, about: scope, made: { ...file, fileName: fileNameOf(rest) } };
}
