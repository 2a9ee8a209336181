// The store as the rest sees it: small repositories over one database, and `commit` for everything a call writes.
import type { Database } from './database.ts';
import { createAudit, type Audit } from './audit.ts';
import { createCalls, type Calls } from './calls.ts';
import { createAppeals, type Appeals } from './appeals.ts';
import { createCallers, type Callers } from './callers.ts';
import { createCases, type Cases } from './cases.ts';
import { type CommitOutcome, createCommit, type StoredEffect } from './commit.ts';
import { createDayUse, type DayUse } from './day-use.ts';
import { createDoNotDisturb, type DoNotDisturbSwitch } from './do-not-disturb.ts';
import { createEvidence, type Evidence } from './evidence.ts';
import { createFeeds, type Feeds } from './feeds.ts';
import { createGuard, type Guard } from './guard.ts';
import { createGuesses, type Guesses } from './guesses.ts';
import { createIncoming, type ReadIncoming } from './incoming.ts';
import { createLimits, type Limits } from './limits.ts';
import { createListings, type Listings } from './listings.ts';
import { createMailboxLog } from './mailbox.ts';
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
  readonly incoming: ReadIncoming;
  /** Sends all writes together. Each is idempotent; those that failed are returned, never thrown. */
  readonly commit: (effects: readonly StoredEffect[]) => Promise<CommitOutcome>;
}

export function openStore(database: Database): Store {
  const repositories = {
    appeals: createAppeals(database),
    audit: createAudit(database),
    callers: createCallers(database),
    calls: createCalls(database),
    cases: createCases(database),
    dayUse: createDayUse(database),
    doNotDisturb: createDoNotDisturb(database),
    evidence: createEvidence(database),
    guard: createGuard(database),
    guesses: createGuesses(database),
    listings: createListings(database),
    members: createMembers(database),
    usage: createUsageLog(database),
    voicemails: createVoicemails(database),
  };
  return {
    ...repositories,
    settings: createSettings(database),
    proposals: createProposals(database),
    feeds: createFeeds(database),
    marks: createMarks(database),
    periods: createPeriods(database),
    limits: createLimits(database),
    incoming: createIncoming(database),
    commit: createCommit({ ...repositories, mailbox: createMailboxLog(database) }),
  };
}
