// Requests for evidence packages, who agreed to them, and what was made. A request is never removed by itself: it says
// to whom personal data was given.
import * as z from 'zod';
import {
  PACKAGE_STATUSES,
  type Approval,
  type EvidencePackage,
  type MadePackage,
  type PackageProgress,
  type PackageScope,
  type PackageStatus,
  type Refusal,
  type Release,
} from '../../core/packages/evidence-package.ts';
import type { Change } from '../database/changes.ts';
import { absent, all, any, equals, isBelow, type Condition } from '../database/conditions.ts';
import type { Page } from '../database/cursor.ts';
import type { Database } from '../database/database.ts';
import { tellingConflict, VersionConflictError, wasWritten } from '../database/errors.ts';
import type { Item } from '../database/items.ts';
import {
  count,
  identity,
  optionalText,
  optionalTime,
  parserOf,
  schemaOf,
  text,
  time,
} from '../database/parse.ts';
import { openTable, type Table } from '../database/table.ts';
import { pageOfPackages, type PackageQuery } from './package-pages.ts';

class PackageConflictError extends VersionConflictError<EvidencePackage> {
  constructor(id: string, standing: EvidencePackage | undefined) {
    super(`the evidence package ${id}`, standing, standing?.version ?? 0);
  }
}

export interface Packages {
  readonly get: (id: string) => Promise<EvidencePackage | undefined>;
  /** Newest first. */
  readonly page: (query: PackageQuery) => Promise<Page<EvidencePackage>>;
  /** The one that stands there already where the id is taken. */
  readonly open: (opened: EvidencePackage) => Promise<EvidencePackage>;
  /** Raises the version. {@link PackageConflictError} */
  readonly decide: (found: EvidencePackage, decision: PackageDecision) => Promise<EvidencePackage>;
  /** For one job alone, until the lease is over; undefined where another one has it, or there is nothing to make. */
  readonly take: (id: string, lease: Lease) => Promise<EvidencePackage | undefined>;
  /** Extends the lease. */
  readonly progress: (id: string, progress: PackageProgress, leaseUntil: string) => Promise<void>;
  readonly finish: (id: string, made: MadePackage) => Promise<void>;
  readonly fail: (id: string, problem: string) => Promise<void>;
  readonly release: (id: string, release: Release) => Promise<EvidencePackage>;
}

interface PackageDecision {
  readonly status: PackageStatus;
  readonly approvals?: readonly Approval[] | undefined;
  readonly refusal?: Refusal | undefined;
  readonly writeKey?: string | undefined;
}

/** ISO 8601, UTC. */
interface Lease {
  readonly now: string;
  readonly until: string;
  /** Where the audit log ends now. */
  readonly auditSequence: number;
}

export function createPackages(database: Database): Packages {
  const table = openTable(database, 'packages');
  return {
    get: (id) => get(table, id),
    page: (query) => pageOfPackages(table, query, packageOf),
    open: async (opened) => {
      const made = await wasWritten(table.put('open package', { ...opened }, absent('id')));
      return made ? opened : ((await get(table, opened.id)) ?? opened);
    },
    decide: (found, decision) => decide(table, found, decision),
    take: (id, lease) => take(table, id, lease),
    progress: async (id, progress, leaseUntil) => {
      await table.update('note progress', { id }, { set: { progress, leaseUntil } }, { only: IS_MAKING });
    },
    finish: async (id, made) => {
      const change = { set: { made, status: 'ready' }, remove: ['leaseUntil', 'problem'], add: RAISED };
      await table.update('finish package', { id }, change);
    },
    fail: async (id, problem) => {
      const change = { set: { problem, status: 'failed' }, remove: ['leaseUntil'], add: RAISED };
      await table.update('fail package', { id }, change);
    },
    release: async (id, release) =>
      packageOf(
        await table.update(
          'note release',
          { id },
          { append: { releases: [release] }, add: RAISED },
          { only: equals('status', 'ready'), returns: 'ALL_NEW' },
        ),
      ),
  };
}

const RAISED = { version: 1 } as const;
const IS_MAKING: Condition = equals('status', 'making');

async function get(
  table: Table,
  id: string,
  reading: { readonly consistent?: true } = {},
): Promise<EvidencePackage | undefined> {
  const item = await table.get('read package', { id }, reading);
  return item === undefined ? undefined : packageOf(item);
}

async function decide(
  table: Table,
  { id, version }: EvidencePackage,
  { status, approvals, refusal, writeKey }: PackageDecision,
): Promise<EvidencePackage> {
  const change: Change = {
    set: { status, approvals, refusal, writeKey, version: version + 1 },
    remove: ['problem'],
  };
  const changed = table.update('decide on package', { id }, change, {
    only: equals('version', version),
    returns: 'ALL_NEW',
  });
  const conflict = async () => new PackageConflictError(id, await get(table, id, { consistent: true }));
  return packageOf(await tellingConflict(changed, conflict));
}

async function take(
  table: Table,
  id: string,
  { now, until, auditSequence }: Lease,
): Promise<EvidencePackage | undefined> {
  const only = any(equals('status', 'approved'), all(IS_MAKING, isBelow('leaseUntil', now)));
  const change = {
    set: { status: 'making', leaseUntil: until },
    once: { collectedAt: now, auditSequence },
    add: RAISED,
  };
  const taken = await wasWritten(table.update('take package', { id }, change, { only }));
  return taken ? get(table, id, { consistent: true }) : undefined;
}

const scopeSchema: z.ZodType<PackageScope> = z.union([
  z.object({ kind: z.literal('case'), caseNumber: text }),
  z.object({ kind: z.literal('number'), number: identity }),
  z.object({ kind: z.literal('period'), from: time, to: time }),
]);

const packageOf: (item: Item) => EvidencePackage = parserOf(
  'packages',
  schemaOf<EvidencePackage>({
    id: text,
    scope: scopeSchema,
    authority: text,
    requestNumber: text,
    officer: optionalText,
    legalBasis: text,
    receivedAt: time,
    status: z.enum(PACKAGE_STATUSES),
    requestedBy: text,
    requestedAt: time,
    approvals: z.array(schemaOf<Approval>({ by: text, at: time })),
    refusal: schemaOf<Refusal>({ by: text, at: time, reason: text }).optional(),
    collectedAt: optionalTime,
    leaseUntil: optionalTime,
    auditSequence: count.optional(),
    progress: schemaOf<PackageProgress>({ done: count, total: count }).optional(),
    made: schemaOf<MadePackage>({
      key: text,
      bytes: count,
      sha256: text,
      sha512: text,
      contentSha256: text,
      stamped: z.boolean(),
      madeAt: time,
      files: count,
    }).optional(),
    problem: optionalText,
    releases: z.array(schemaOf<Release>({ by: text, at: time })),
    version: count,
    writeKey: optionalText,
  }),
);
