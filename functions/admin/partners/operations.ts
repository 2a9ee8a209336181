// Partners: one person proposes, a second one approves, and either may stop the exchange at once.
import { randomUUID } from 'node:crypto';
import { prefixDigits } from '../../../core/sharing/guessing-cost.ts';
import {
  approved,
  canPropose,
  lacksBasis,
  needsApproval,
  servingRefusal,
  stopped,
  type Act,
  type Credential,
  type Partner,
  type PartnerTerms,
  type Proposal,
  type Proposed,
} from '../../../core/sharing/partner.ts';
import { viewOf } from '../../../core/sharing/view.ts';
import { tellPartners } from '../../sharing/list-changed.ts';
import { keyIdOf, pairwiseKey, partnerToken, tokenHash } from '../../sharing/identifiers.ts';
import { Problem } from '../../http/problem.ts';
import { partnerPassage, requirePassages } from '../../privacy/passages-now.ts';
import type { Runtime } from '../../runtime.ts';
import type { AdminRouteId } from '../../routes.ts';
import type { BodyOf, PartnerCredential, PartnerView } from '../contract.ts';
import { requireOtherPerson } from '../settings/proposals.ts';
import {
  answer,
  NO_CONTENT,
  pathSegment,
  requireReplacedVersion,
  requireVersion,
  type OperationInput,
  type Operations,
  type Outcome,
} from '../operation.ts';
import { termsInWords } from './terms-words.ts';

type Routes = Extract<AdminRouteId, `partners.${string}`>;
type Input<Id extends AdminRouteId> = OperationInput<Id>;

/** Sightings that are shown with a partner. */
const SIGHTINGS_SHOWN = 50;

export const PARTNER_OPERATIONS: Operations<Routes> = {
  'partners.page': async ({ runtime }) => {
    const partners = await runtime.store.partners.all();
    return answer('partners.page', {
      items: await Promise.all(partners.map((one) => viewWithUse(one, runtime))),
    });
  },

  'partners.get': async ({ path, runtime }) => {
    const { store, now } = runtime;
    const { partner } = await requireStored(nameIn(path), runtime);
    const [view, shares, sightings] = await Promise.all([
      viewWithUse(partner, runtime),
      store.shares.all(),
      store.partners.sightings(partner.name, SIGHTINGS_SHOWN),
    ]);
    const serves = servingRefusal(partner, now()) === undefined;
    const shown = sightings.map(({ seenAt, ...one }) => ({
      ...one,
      seenAt: new Date(seenAt * 1_000).toISOString(),
    }));
    const sees = serves ? viewOf(partner, shares, now()).live.length : 0;
    return answer('partners.get', { ...view, sees, sightings: shown }, partner.version);
  },

  'partners.put': async (input) => {
    const { path, body, ifMatch, runtime } = input;
    const name = requireName(nameIn(path));
    const stored = await runtime.store.partners.get(name);
    if (stored !== undefined && isRepeated(stored, input))
      return put('partners.put', stored.partner, runtime);
    const terms = await termsOf(body, runtime);
    await requirePassages([partnerPassage({ name, terms }, '/contact/email')], runtime);
    const act = actOf(input);
    if (stored === undefined || stored.partner.state === 'ended') {
      requireVersion(ifMatch, stored?.partner.version ?? 0);
      return write('partners.put', newPartner(name, terms, act, stored?.partner), stored?.partner, input);
    }
    requireReplacedVersion(ifMatch, stored.partner.version);
    return write('partners.put', changedBy(stored.partner, terms, act), stored.partner, input);
  },

  'partners.delete': async (input) => {
    const stored = await requireStored(nameIn(input.path), input.runtime);
    if (stored.partner.state === 'ended') return { ...NO_CONTENT, audit: 'nothing-done' };
    requireVersion(input.ifMatch, stored.partner.version);
    const act = { by: input.subject.id, at: input.runtime.now().toISOString(), why: 'ended' };
    await input.runtime.store.partners.put(
      stopped(stored.partner, 'ended', act),
      stored.partner.version,
      input.writeKey,
    );
    return { ...NO_CONTENT, audit: { record: stored.partner.name, detail: 'ended for good' } };
  },

  'partners.approve': async (input) => {
    const { path, runtime, subject, ifMatch } = input;
    const stored = await requireStored(nameIn(path), runtime);
    if (isRepeated(stored, input)) return approvedBefore(stored.partner, input);
    const { proposal } = stored.partner;
    if (proposal === undefined)
      throw new Problem('nothing-to-approve', `Nothing about ${stored.partner.name} waits for approval.`);
    requireVersion(ifMatch, stored.partner.version);
    requireOtherPerson(proposal.by, subject);
    const act = { by: subject.id, at: runtime.now().toISOString(), why: input.body.why ?? proposal.why };
    const fresh = await credentialFor(stored.partner.name, input);
    const after = approved(stored.partner, proposal, act, fresh.kept);
    await runtime.store.partners.put(after, stored.partner.version, input.writeKey);
    await tellPartners(runtime);
    const given = proposal.kind === 'create' || proposal.kind === 'rotate' ? { credential: fresh.given } : {};
    return {
      ...answer('partners.approve', { partner: await viewWithUse(after, runtime), ...given }, after.version),
      audit: { record: after.name, detail: `approved: ${proposalInWords(proposal)} of ${proposal.by}` },
    };
  },

  'partners.refuse': async (input) => {
    const { partner } = await requireStored(nameIn(input.path), input.runtime);
    const { proposal, ...rest } = partner;
    if (proposal === undefined)
      throw new Problem('nothing-to-approve', `Nothing about ${partner.name} waits for approval.`);
    if (partner.state === 'proposed')
      return write('partners.refuse', stopped(partner, 'ended', actOf(input)), partner, input);
    return write('partners.refuse', { ...rest, version: partner.version + 1 }, partner, input);
  },

  'partners.rotate': (input) =>
    propose('partners.rotate', { kind: 'rotate', overlapHours: input.body.overlapHours }, input),

  'partners.suspend': async (input) => {
    const { partner } = await requireStored(nameIn(input.path), input.runtime);
    if (partner.state !== 'active')
      throw new Problem('conflict', `${partner.name} is ${partner.state}: there is nothing to suspend.`);
    return write('partners.suspend', stopped(partner, 'suspended', actOf(input)), partner, input);
  },

  'partners.resume': (input) => propose('partners.resume', { kind: 'resume' }, input),
};

const nameIn = (path: Readonly<Record<string, string>>): string => pathSegment(path, 'partner');

/** It is part of URLs, of HTTP Basic and of file names. @throws {Problem} invalid-request */
function requireName(name: string): string {
  if (/^[a-z0-9][a-z0-9-]{1,39}$/.test(name)) return name;
  throw new Problem(
    'invalid-request',
    'path /partner: must be 2 to 40 lowercase letters, digits, and hyphens, like bank-of-examples.',
  );
}

type Stored = NonNullable<Awaited<ReturnType<Runtime['store']['partners']['get']>>>;

async function requireStored(name: string, { store }: Runtime): Promise<Stored> {
  const stored = await store.partners.get(name);
  if (stored === undefined) throw new Problem('not-found', `There is no partner ${name.slice(0, 60)}.`);
  return stored;
}

/** By its `Idempotency-Key`. */
const isRepeated = (stored: Stored, { writeKey }: Pick<Input<Routes>, 'writeKey'>): boolean =>
  writeKey !== undefined && stored.writeKey === writeKey;

interface Acting extends Pick<Input<Routes>, 'subject' | 'runtime'> {
  readonly body: { readonly why: string };
}

const actOf = ({ subject, runtime, body }: Acting): Act => ({
  by: subject.id,
  at: runtime.now().toISOString(),
  why: body.why,
});

async function termsOf(body: BodyOf<'partners.put'>, runtime: Runtime): Promise<PartnerTerms> {
  const { why: _, basis, contact, ...rest } = body;
  const { hotline } = await runtime.settings.current();
  const { name, email, phone } = contact;
  const terms: PartnerTerms = {
    ...rest,
    categories: rest.categories.toSorted(),
    formats: rest.formats.toSorted(),
    ...(basis === undefined ? {} : { basis }),
    contact: { name, ...(email === undefined ? {} : { email }), ...(phone === undefined ? {} : { phone }) },
    prefixDigits: prefixDigits(hotline.region, rest.anonymity),
  };
  if (lacksBasis(terms))
    throw new Problem(
      'invalid-request',
      'body /basis: misp, taxii and csv hand over plain numbers, which needs a legal basis (PIPL article 23): separate-consent, contract, or statutory-duty, with its reference. Without one, use matching-list and matching-lookup.',
    );
  if (Date.parse(`${terms.expiresOn}T23:59:59.999Z`) < runtime.now().getTime())
    throw new Problem('invalid-request', 'body /expiresOn: must not be in the past.');
  return terms;
}

/** @param ended a partner of this name that there was before: what it could see stays known */
const newPartner = (name: string, terms: PartnerTerms, act: Act, ended: Partner | undefined): Partner => ({
  name,
  state: 'proposed',
  terms,
  termsSince: act.at,
  ever: ended?.ever ?? { categories: [], automatic: false },
  credentials: [],
  proposal: { kind: 'create', terms, ...act },
  createdBy: act.by,
  version: (ended?.version ?? 0) + 1,
});

/** @throws {Problem} conflict where another proposal waits */
function changedBy(partner: Partner, terms: PartnerTerms, act: Act): Partner {
  const version = partner.version + 1;
  if (partner.state === 'proposed')
    return { ...newPartner(partner.name, terms, act, partner), ever: partner.ever };
  if (!needsApproval(partner.terms, terms)) return { ...partner, terms, version };
  if (partner.proposal !== undefined) throw new Problem('conflict', waitsWords(partner.proposal));
  return { ...partner, proposal: { kind: 'change', terms, ...act }, version };
}

const waitsWords = (proposal: Proposal): string =>
  `A proposal of ${proposal.by} waits already (${proposalInWords(proposal)}). Approve or refuse it first.`;

async function propose(
  route: 'partners.rotate' | 'partners.resume',
  proposed: Proposed,
  input: Input<'partners.rotate' | 'partners.resume'>,
): Promise<Outcome> {
  const { partner } = await requireStored(nameIn(input.path), input.runtime);
  if (!canPropose(proposed.kind, partner.state))
    throw new Problem('conflict', `${partner.name} is ${partner.state}: this cannot be proposed now.`);
  if (partner.proposal !== undefined) throw new Problem('conflict', waitsWords(partner.proposal));
  const proposal: Proposal = { ...proposed, ...actOf(input) };
  return write(route, { ...partner, proposal, version: partner.version + 1 }, partner, input);
}

type WriteRoute = Exclude<Routes, 'partners.page' | 'partners.get' | 'partners.delete' | 'partners.approve'>;

async function write(
  route: WriteRoute,
  partner: Partner,
  before: Partner | undefined,
  { runtime, writeKey, ifMatch }: Pick<Input<Routes>, 'runtime' | 'writeKey' | 'ifMatch'>,
): Promise<Outcome> {
  if (before !== undefined) requireVersion(ifMatch, before.version);
  await runtime.store.partners.put(partner, before?.version ?? 0, writeKey);
  return put(route, partner, runtime);
}

const put = async (route: WriteRoute, partner: Partner, runtime: Runtime): Promise<Outcome> => ({
  ...answer(route, await viewWithUse(partner, runtime), partner.version),
  audit: { record: partner.name, detail: detailOf(partner) },
});

function detailOf({ proposal, state, terms }: Partner): string {
  return proposal === undefined
    ? `${state}; ${termsInWords(terms)}`
    : `waits for a second person: ${proposalInWords(proposal)}`;
}

function proposalInWords(proposal: Proposal): string {
  switch (proposal.kind) {
    case 'create':
      return `a new partner; ${termsInWords(proposal.terms)}`;
    case 'change':
      return `a change; ${termsInWords(proposal.terms)}`;
    case 'rotate':
      return `a new token and key, the old ones valid for ${String(proposal.overlapHours)} hours`;
    case 'resume':
      return 'to resume the exchange';
  }
}

// --- credentials ----------------------------------------------------------------------------------------------------

interface Minted {
  readonly kept: Credential;
  readonly given: PartnerCredential;
}

/** A request that comes twice with its `Idempotency-Key` gets the same credential. */
async function credentialFor(
  name: string,
  { runtime, writeKey = randomUUID() }: Pick<Input<Routes>, 'runtime' | 'writeKey'>,
): Promise<Minted> {
  const { sharingKey } = await runtime.secrets();
  const id = `${name}:${writeKey}`;
  const token = partnerToken(sharingKey, id);
  const key = pairwiseKey(sharingKey, id);
  const keyId = keyIdOf(key);
  const from = runtime.now().toISOString();
  return {
    kept: { id, tokenHash: tokenHash(sharingKey, token), keyId, from },
    given: { name, token, key, keyId },
  };
}

/** The answer to an approval that is delivered twice. */
async function approvedBefore(partner: Partner, input: Input<'partners.approve'>): Promise<Outcome> {
  const { given, kept } = await credentialFor(partner.name, input);
  const isOwn = partner.credentials.some(({ id }) => id === kept.id);
  const view = await viewWithUse(partner, input.runtime);
  const credential = isOwn ? { credential: given } : {};
  return {
    ...answer('partners.approve', { partner: view, ...credential }, partner.version),
    audit: 'nothing-done',
  };
}

// --- views ----------------------------------------------------------------------------------------------------------

async function viewWithUse(partner: Partner, { store, now }: Runtime): Promise<PartnerView> {
  const { ever: _, credentials, proposal, terms, ...rest } = partner;
  const keys = credentials.map(({ keyId, from, until }) => ({
    keyId,
    from,
    ...(until === undefined ? {} : { until }),
  }));
  return {
    ...rest,
    state: servingRefusal(partner, now()) ?? partner.state,
    terms: termsView(terms),
    ...(proposal === undefined ? {} : { proposal: proposalView(proposal) }),
    keys,
    use: await store.partners.use(partner.name),
  };
}

const termsView = ({ categories, formats, ...terms }: PartnerTerms): PartnerView['terms'] => ({
  ...terms,
  categories: [...categories],
  formats: [...formats],
});

const proposalView = (proposal: Proposal): NonNullable<PartnerView['proposal']> =>
  'terms' in proposal ? { ...proposal, terms: termsView(proposal.terms) } : proposal;
