// The domain `sharing` holds what is given to partners: who they are and what each may see, which numbers may leave, and
// the documents that leave. It may import every domain of core before it, and none of them imports it.
//
// This file: a partner, what was agreed with it, and how two people change that. Pure.
import type { Category } from '../cases/case.ts';

/** What a partner's false positives do; see `sighting.ts`. */
export const TRUST_LEVELS = ['low', 'normal', 'high'] as const;
export type Trust = (typeof TRUST_LEVELS)[number];

/** Doors through which a partner can be served. */
export const PARTNER_FORMATS = ['misp', 'taxii', 'csv', 'matching-list', 'matching-lookup'] as const;
export type PartnerFormat = (typeof PARTNER_FORMATS)[number];

/** Formats in which numbers leave as they are. They need a {@link ShareBasis}. */
const PLAIN_FORMATS: readonly PartnerFormat[] = ['misp', 'taxii', 'csv'];

/** Why plain numbers may be handed to another processor of personal data (PIPL article 23). */
export const SHARE_BASES = ['separate-consent', 'contract', 'statutory-duty'] as const;

interface ShareBasis {
  readonly kind: (typeof SHARE_BASES)[number];
  /** The consent text, the contract or the article that it rests on. */
  readonly reference: string;
}

/** Traffic Light Protocol 2.0 (https://www.first.org/tlp/). */
export const TLP_LABELS = ['clear', 'green', 'amber', 'amber+strict', 'red'] as const;
export type Tlp = (typeof TLP_LABELS)[number];

interface Contact {
  readonly name: string;
  readonly email?: string;
  readonly phone?: string;
}

/** What was agreed with a partner. */
export interface PartnerTerms {
  readonly trust: Trust;
  /** Requests that it may make in any sixty minutes. */
  readonly requestsPerHour: number;
  /** Numbers that it is given at most, the newest ones. */
  readonly mostNumbers: number;
  readonly categories: readonly Category[];
  /** Whether it also takes numbers that the guard blocked by itself. */
  readonly automatic: boolean;
  readonly formats: readonly PartnerFormat[];
  /** Needed for plain numbers. */
  readonly basis?: ShareBasis;
  readonly tlp: Tlp;
  /** Dialable numbers that share a prefix of the matching look-up, at least. */
  readonly anonymity: number;
  /** Hexadecimal digits of that prefix; follows from `anonymity` and the numbering plan. */
  readonly prefixDigits: number;
  readonly contact: Contact;
  readonly contractReference: string;
  /** ISO 8601 day; from its end on (UTC) the partner is given nothing. */
  readonly expiresOn: string;
}

/** Which numbers somebody may see. */
export interface View {
  readonly categories: readonly Category[];
  readonly automatic: boolean;
}

/** A token and a pairwise key. Neither is kept: the token as a keyed hash, the key is derived from the id. */
export interface Credential {
  readonly id: string;
  readonly tokenHash: string;
  /** First 8 hexadecimal digits of the key's SHA-256. */
  readonly keyId: string;
  /** ISO 8601, UTC. */
  readonly from: string;
  /** During a rotation the one before is valid until then. */
  readonly until?: string;
}

export interface Act {
  readonly by: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly why: string;
}

/** What one person proposed and another one has to approve. */
export type Proposed =
  | { readonly kind: 'create' | 'change'; readonly terms: PartnerTerms }
  /** @param overlapHours how long the old token and key stay valid */
  | { readonly kind: 'rotate'; readonly overlapHours: number }
  | { readonly kind: 'resume' };

export type Proposal = Proposed & Act;

/**
 * - `proposed`: never approved, so it is given nothing.
 * - `active`: it is served until the agreement expires.
 * - `suspended`: one person stopped it; it is served again once two people say so.
 * - `ended`: for good.
 */
export const PARTNER_STATES = ['proposed', 'active', 'suspended', 'ended'] as const;
export type PartnerState = (typeof PARTNER_STATES)[number];

export interface Partner {
  readonly name: string;
  readonly state: PartnerState;
  /** In force; of a partner that was never approved, as proposed. */
  readonly terms: PartnerTerms;
  /** When the terms came into force, ISO 8601, UTC. */
  readonly termsSince: string;
  /** Everything that it could ever see: what is now outside of its view is withdrawn from it. */
  readonly ever: View;
  readonly credentials: readonly Credential[];
  readonly proposal?: Proposal;
  /** The last suspension or end. */
  readonly stopped?: Act;
  readonly createdBy: string;
  readonly approvedBy?: string;
  readonly version: number;
}

/** Longest time for which two credentials are valid, hours: four weeks. */
export const MOST_OVERLAP_HOURS = 672;

export const isPlain = (format: PartnerFormat): boolean => PLAIN_FORMATS.includes(format);

/** Plain exchange is the exception and needs a basis; keyed matching is the rule. */
export const lacksBasis = ({ formats, basis }: Pick<PartnerTerms, 'formats' | 'basis'>): boolean =>
  basis === undefined && formats.some(isPlain);

const expiryOf = ({ expiresOn }: Pick<PartnerTerms, 'expiresOn'>): number =>
  Date.parse(`${expiresOn}T23:59:59.999Z`);

/** Why a partner is given nothing; undefined for one that is served. */
export type Refusal = 'proposed' | 'suspended' | 'ended' | 'expired';

export function servingRefusal({ state, terms }: Partner, now: Date): Refusal | undefined {
  if (state !== 'active') return state;
  return expiryOf(terms) < now.getTime() ? 'expired' : undefined;
}

export const liveCredentials = ({ credentials }: Partner, now: Date): readonly Credential[] =>
  credentials.filter(({ until }) => until === undefined || Date.parse(until) > now.getTime());

/** What one person may change alone: it gives the partner nothing. */
const FREE_TERMS: readonly (keyof PartnerTerms)[] = ['contact', 'contractReference'];

/** Whether the change waits for a second person. */
export const needsApproval = (before: PartnerTerms, after: PartnerTerms): boolean =>
  (Object.keys({ ...before, ...after }) as (keyof PartnerTerms)[]).some(
    (term) => !FREE_TERMS.includes(term) && JSON.stringify(before[term]) !== JSON.stringify(after[term]),
  );

/** A proposal of which kind can be made in which state. */
const PROPOSABLE: Readonly<Record<Proposed['kind'], readonly PartnerState[]>> = {
  create: ['proposed'],
  change: ['active', 'suspended'],
  rotate: ['active', 'suspended'],
  resume: ['suspended'],
};

export const canPropose = (kind: Proposed['kind'], state: PartnerState): boolean =>
  PROPOSABLE[kind].includes(state);

const joined = (before: View, after: View): View => ({
  categories: [...new Set([...before.categories, ...after.categories])].toSorted(),
  automatic: before.automatic || after.automatic,
});

/** The partner with what was proposed in force. @param fresh the credential of a new partner or of a rotation */
export function approved(partner: Partner, proposal: Proposal, act: Act, fresh: Credential): Partner {
  const { proposal: _, ...rest } = partner;
  const base: Partner = { ...rest, approvedBy: act.by, version: partner.version + 1 };
  switch (proposal.kind) {
    case 'create':
      return { ...inForce(base, proposal.terms, act), state: 'active', credentials: [fresh] };
    case 'change':
      return inForce(base, proposal.terms, act);
    case 'rotate':
      return { ...base, credentials: rotated(partner, proposal.overlapHours, fresh) };
    case 'resume':
      return { ...base, state: 'active' };
  }
}

const inForce = (partner: Partner, terms: PartnerTerms, { at }: Act): Partner => ({
  ...partner,
  terms,
  termsSince: at,
  ever: joined(partner.ever, terms),
});

/** The newest of the old ones stays valid for the overlap; two at most are valid at the same time. */
function rotated({ credentials }: Partner, overlapHours: number, fresh: Credential): readonly Credential[] {
  const newest = credentials.at(-1);
  if (newest === undefined || overlapHours === 0) return [fresh];
  const until = new Date(Date.parse(fresh.from) + overlapHours * 3_600_000).toISOString();
  return [{ ...newest, until }, fresh];
}

export const stopped = (partner: Partner, state: 'suspended' | 'ended', act: Act): Partner => {
  const { proposal: _, ...rest } = partner;
  return {
    ...rest,
    state,
    stopped: act,
    credentials: state === 'ended' ? [] : partner.credentials,
    version: partner.version + 1,
  };
};
