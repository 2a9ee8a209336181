// Partners: the record of each, what it has fetched, and what it has reported back.
import * as z from 'zod';
import { PARTNER_DAYS } from '../../core/holds/kept.ts';
import { CATEGORIES } from '../../core/cases/case.ts';
import { DAY_SECONDS } from '../../core/basics/durations.ts';
import {
  PARTNER_FORMATS,
  PARTNER_STATES,
  SHARE_BASES,
  TLP_LABELS,
  TRUST_LEVELS,
  type Act,
  type Credential,
  type Partner,
  type PartnerTerms,
  type Proposal,
  type View,
} from '../../core/sharing/partner.ts';
import { SIGHTING_TYPES, type SightingType } from '../../core/sharing/sighting.ts';
import { absent, all, equals, isAtVersion, isBetween } from '../database/conditions.ts';
import type { Database } from '../database/database.ts';
import { tellingConflict, VersionConflictError, wasWritten } from '../database/errors.ts';
import { epochSeconds, type Item } from '../database/items.ts';
import { count, optionalText, optionalTime, parserOf, schemaOf, text, time } from '../database/parse.ts';
import { allItems, openTable, type Table } from '../database/table.ts';

export interface Partners {
  /** By name. */
  readonly all: () => Promise<readonly Partner[]>;
  readonly get: (name: string) => Promise<StoredPartner | undefined>;
  /** {@link PartnerConflictError} unless what stands there has this version; 0 stands for nothing. */
  readonly put: (partner: Partner, replaces: number, writeKey?: string) => Promise<void>;
  readonly use: (name: string) => Promise<PartnerUse>;
  readonly countFetch: (name: string, fetched: Fetched) => Promise<void>;
  /** @returns false where the partner has sent the same before */
  readonly noteSighting: (name: string, sighting: ReceivedSighting) => Promise<boolean>;
  /** The newest first. */
  readonly sightings: (name: string, most: number) => Promise<readonly ReceivedSighting[]>;
}

interface StoredPartner {
  readonly partner: Partner;
  readonly writeKey: string | undefined;
}

interface Fetched {
  readonly at: string;
  readonly numbers: number;
  /** Prefixes that were asked for. */
  readonly lookUps?: number;
}

/** What a partner has taken and reported since it was created. */
interface PartnerUse {
  readonly fetches: number;
  readonly numbers: number;
  readonly lookUps: number;
  readonly sightings: Readonly<Record<SightingType, number>>;
  readonly lastFetchedAt?: string;
}

interface ReceivedSighting {
  /** Of the share. */
  readonly entry: string;
  readonly type: SightingType;
  /** When it was seen, as the partner says; epoch seconds. */
  readonly seenAt: number;
  /** When it came in, ISO 8601, UTC. */
  readonly at: string;
}

class PartnerConflictError extends VersionConflictError<StoredPartner> {
  constructor(name: string, standing: StoredPartner | undefined) {
    super(`the partner ${name}`, standing, standing?.partner.version ?? 0);
  }
}

const HEAD = 'head';
const USE = 'use';
const headKey = (partner: string) => ({ partner, record: HEAD });
/** A sighting is remembered for so long: the same one that comes again counts once. */
const SIGHTING_DAYS = 400;

export function createPartners(database: Database): Partners {
  const table = openTable(database, 'partners');
  return {
    all: async () =>
      (await allItems(table, 'read partners', { index: 'byRecord', where: equals('record', HEAD) }))
        .map(partnerFromItem)
        .toSorted((a, b) => a.name.localeCompare(b.name)),
    get: (name) => get(table, name),
    put: (partner, replaces, writeKey) => {
      const written = table.put('write partner', itemOf(partner, writeKey), isAtVersion('partner', replaces));
      return tellingConflict(
        written,
        async () => new PartnerConflictError(partner.name, await get(table, partner.name)),
      );
    },
    use: async (name) =>
      useFromItem((await table.get('use of a partner', { partner: name, record: USE })) ?? {}),
    countFetch: async (name, { at, numbers, lookUps = 0 }) => {
      const change = { set: { lastFetchedAt: at }, add: { fetches: 1, numbers, lookUps } };
      await table.update('count fetch', { partner: name, record: USE }, change);
    },
    noteSighting: (name, sighting) => noteSighting(table, name, sighting),
    sightings: async (name, most) => {
      const where = all(equals('partner', name), isBetween('record', 'sighting:', 'sighting:~'));
      const { items } = await table.query('sightings', { where, newestFirst: true, limit: most });
      return items.map(sightingFromItem);
    },
  };
}

async function get(table: Table, name: string): Promise<StoredPartner | undefined> {
  const item = await table.get('read partner', headKey(name), { consistent: true });
  return item && { partner: partnerFromItem(item), writeKey: writeOf(item).writeKey };
}

const itemOf = ({ name, ...partner }: Partner, writeKey: string | undefined): Item => ({
  ...headKey(name),
  ...partner,
  writeKey,
  ...(partner.state === 'ended' && partner.stopped !== undefined
    ? { ttl: epochSeconds(partner.stopped.at) + PARTNER_DAYS * DAY_SECONDS }
    : {}),
});

async function noteSighting(table: Table, partner: string, sighting: ReceivedSighting): Promise<boolean> {
  const { entry, type, seenAt, at } = sighting;
  const record = `sighting:${String(seenAt).padStart(12, '0')}:${entry}:${type}`;
  const ttl = epochSeconds(at) + SIGHTING_DAYS * DAY_SECONDS;
  const item = { partner, record, ...sighting, ttl };
  if (!(await wasWritten(table.put('note sighting', item, absent('partner'))))) return false;
  await table.update('count sighting', { partner, record: USE }, { add: { [`sighting-${type}`]: 1 } });
  return true;
}

function useFromItem(item: Item): PartnerUse {
  const numberAt = (name: string): number => (typeof item[name] === 'number' ? item[name] : 0);
  const sightings = Object.fromEntries(
    SIGHTING_TYPES.map((type) => [type, numberAt(`sighting-${type}`)]),
  ) as Record<SightingType, number>;
  return {
    fetches: numberAt('fetches'),
    numbers: numberAt('numbers'),
    lookUps: numberAt('lookUps'),
    sightings,
    ...(typeof item.lastFetchedAt === 'string' ? { lastFetchedAt: item.lastFetchedAt } : {}),
  };
}

const sightingFromItem = parserOf(
  'partners',
  schemaOf<ReceivedSighting>({ entry: text, type: z.enum(SIGHTING_TYPES), seenAt: count, at: time }),
);

const act = schemaOf<Act>({ by: text, at: time, why: text });
const view = schemaOf<View>({ categories: z.array(z.enum(CATEGORIES)), automatic: z.boolean() });
const terms = schemaOf<PartnerTerms>({
  trust: z.enum(TRUST_LEVELS),
  requestsPerHour: count,
  mostNumbers: count,
  categories: z.array(z.enum(CATEGORIES)),
  automatic: z.boolean(),
  formats: z.array(z.enum(PARTNER_FORMATS)),
  basis: schemaOf<NonNullable<PartnerTerms['basis']>>({
    kind: z.enum(SHARE_BASES),
    reference: text,
  }).optional(),
  tlp: z.enum(TLP_LABELS),
  anonymity: count,
  prefixDigits: count,
  contact: schemaOf<PartnerTerms['contact']>({ name: text, email: optionalText, phone: optionalText }),
  contractReference: text,
  expiresOn: time,
});
const ACT = { by: text, at: time, why: text };
const proposal: z.ZodType<Proposal> = z.union([
  z.object({ ...ACT, kind: z.enum(['create', 'change']), terms }),
  z.object({ ...ACT, kind: z.literal('rotate'), overlapHours: count }),
  z.object({ ...ACT, kind: z.literal('resume') }),
]);

const storedSchema = schemaOf<Omit<Partner, 'name'> & { readonly partner: string }>({
  partner: text,
  state: z.enum(PARTNER_STATES),
  terms,
  termsSince: time,
  ever: view,
  credentials: z.array(
    schemaOf<Credential>({ id: text, tokenHash: text, keyId: text, from: time, until: optionalTime }),
  ),
  proposal: proposal.optional(),
  stopped: act.optional(),
  createdBy: text,
  approvedBy: optionalText,
  version: count,
});

const storedFromItem = parserOf('partners', storedSchema);

function partnerFromItem(item: Item): Partner {
  const { partner, ...rest } = storedFromItem(item);
  return { name: partner, ...rest };
}

const writeOf = parserOf('partners', schemaOf<{ readonly writeKey?: string }>({ writeKey: optionalText }));
