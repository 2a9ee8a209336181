// The store as the rest sees it: small repositories over one database, and `commit` for everything a call writes.
import type { Calibration } from '../core/basics/calibration.ts';
import type { DoNotDisturb } from '../core/departments/do-not-disturb.ts';
import type { E164 } from '../core/numbers/e164.ts';
import type { Identity } from '../core/numbers/identity.ts';
import type { GuardState } from '../core/guard/guard-level.ts';
import type { MemberStates } from '../core/departments/hunt-group.ts';
import type { MailboxCounts } from '../core/messages/mailbox.ts';
import type { Directory } from '../core/screening/screening.ts';
import type { Database } from './database.ts';
import type { StoredSettings } from './items.ts';
import { createAudit, type Audit } from './audit.ts';
import { createCalls, type Calls } from './calls.ts';
import { createAppeals, type Appeals } from './appeals.ts';
import { createCallers, type Callers } from './callers.ts';
import { createCases, type Cases } from './cases.ts';
import { createCommit, type StoredEffect } from './commit.ts';
import { createDayUse, type DayUse } from './day-use.ts';
import { createDoNotDisturb, type DoNotDisturbSwitch } from './do-not-disturb.ts';
import { createEvidence, type Evidence } from './evidence.ts';
import { createFeeds, type Feeds } from './feeds.ts';
import { createGuard, type Guard } from './guard.ts';
import { createGuesses, type Guesses } from './guesses.ts';
import { createIncoming } from './incoming.ts';
import { createLimits, type Limits } from './limits.ts';
import { createListings, type Listings } from './listings.ts';
import { createMarks, type Marks } from './marks.ts';
import { createMembers, type Members } from './members.ts';
import { createPeriods, type Periods } from './periods.ts';
import { createProposals, type Proposals } from './proposals.ts';
import { createSettings, type SettingsRepository } from './settings.ts';
import { createUsageLog, type UsageLog } from './usage.ts';
import { createVoicemails, type Voicemails } from './voicemails.ts';

export interface Store {
  readonly listings: Listings;
  readonly appeals: Appeals;
  readonly callers: Callers;
  readonly calls: Calls;
  readonly voicemails: Voicemails;
  readonly cases: Cases;
  readonly settings: SettingsRepository;
  readonly proposals: Proposals;
  readonly guard: Guard;
  readonly guesses: Guesses;
  readonly doNotDisturb: DoNotDisturbSwitch;
  readonly members: Members;
  readonly evidence: Evidence;
  readonly feeds: Feeds;
  readonly marks: Marks;
  readonly periods: Periods;
  readonly limits: Limits;
  readonly usage: UsageLog;
  readonly dayUse: DayUse;
  readonly audit: Audit;
  /** Everything an incoming call is decided on, in one `BatchGetItem`. */
  readonly incoming: (
    number: Identity | undefined,
    staff?: { readonly members: readonly E164[]; readonly now: Date },
  ) => Promise<IncomingFacts>;
  /** Sends all writes together. Each is idempotent; those that failed are returned, never thrown. */
  readonly commit: (effects: readonly StoredEffect[]) => Promise<CommitOutcome>;
}

export interface IncomingFacts {
  readonly directory: Extract<Directory, { kind: 'known' }>;
  /** An appeal on the report page waits for a call from this number. */
  readonly codeAwaited: boolean;
  readonly settings: StoredSettings | undefined;
  readonly guard: GuardState | undefined;
  readonly doNotDisturb: DoNotDisturb | undefined;
  readonly members: MemberStates;
  readonly mailbox: MailboxCounts;
  /** ISO 8601 */
  readonly installedAt: string | undefined;
  readonly calibration: Calibration | undefined;
}

export interface CommitOutcome {
  readonly failed: readonly { readonly effect: StoredEffect; readonly error: unknown }[];
}

export function openStore(database: Database): Store {
  return {
    appeals: createAppeals(database),
    listings: createListings(database),
    callers: createCallers(database),
    calls: createCalls(database),
    voicemails: createVoicemails(database),
    cases: createCases(database),
    settings: createSettings(database),
    proposals: createProposals(database),
    guard: createGuard(database),
    doNotDisturb: createDoNotDisturb(database),
    members: createMembers(database),
    evidence: createEvidence(database),
    feeds: createFeeds(database),
    marks: createMarks(database),
    periods: createPeriods(database),
    guesses: createGuesses(database),
    limits: createLimits(database),
    usage: createUsageLog(database),
    dayUse: createDayUse(database),
    audit: createAudit(database),
    incoming: createIncoming(database),
    commit: createCommit(database),
  };
}
