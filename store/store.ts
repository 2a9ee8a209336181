// The store as the rest sees it: small repositories over one database, and `commit` for everything a call writes.
import type { Database } from './database/database.ts';
import { createAudit, type Audit } from './audit/audit.ts';
import { createCalls, type Calls } from './calls/calls.ts';
import { createAppeals, type Appeals } from './cases/appeals.ts';
import { createCaseFiles, type CaseFiles } from './cases/case-files.ts';
import { createCallers, type Callers } from './evidence/callers.ts';
import { createCases, type Cases } from './cases/cases.ts';
import { type CommitOutcome, createCommit, type StoredEffect } from './commit.ts';
import { createAbroad, type Abroad } from './evidence/abroad.ts';
import { createDayUse, type DayUse } from './limits/day-use.ts';
import { createDoNotDisturb, type DoNotDisturbSwitch } from './settings/do-not-disturb.ts';
import { createEvidence, type Evidence } from './evidence/evidence.ts';
import { createExerciseResults, type ExerciseResults } from './exercises/exercises.ts';
import { createFeeds, type Feeds } from './evidence/feeds.ts';
import { createGuard, type Guard } from './settings/guard.ts';
import { createGuesses, type Guesses } from './limits/guesses.ts';
import { createHolds, type Holds } from './holds/holds.ts';
import { createIncoming, type ReadIncoming } from './incoming.ts';
import { createLimits, type Limits } from './limits/limits.ts';
import { createListings, type Listings } from './lists/listings.ts';
import { createMailboxLog } from './messages/mailbox.ts';
import { createMarks, type Marks } from './settings/marks.ts';
import { createMembers, type Members } from './staff/members.ts';
import { createPartners, type Partners } from './sharing/partners.ts';
import { createShares, type Shares } from './sharing/shares.ts';
import { createPackages, type Packages } from './packages/packages.ts';
import { createWebhooks, type Webhooks } from './packages/webhooks.ts';
import { createOldest, type Oldest } from './retention/oldest.ts';
import { createPeriods, type Periods } from './retention/periods.ts';
import { createProposals, type Proposals } from './settings/proposals.ts';
import { createSettings, type SettingsRepository } from './settings/settings.ts';
import { createSubscriptions, type Subscriptions } from './subscriptions/subscriptions.ts';
import { createRightsRequests, type RightsRequests } from './rights/rights-requests.ts';
import { createSubjectRecords, type SubjectRecords } from './rights/subject-records.ts';
import { createCorrections, type Corrections } from './rights/corrections.ts';
import { createSuppressions, type Suppressions } from './rights/suppressions.ts';
import { createUsageLog, type UsageLog } from './limits/usage.ts';
import { createVoicemails, type Voicemails } from './messages/voicemails.ts';

export interface Store {
  readonly listings: Listings;
  readonly appeals: Appeals;
  readonly callers: Callers;
  readonly calls: Calls;
  readonly voicemails: Voicemails;
  readonly cases: Cases;
  readonly caseFiles: CaseFiles;
  readonly holds: Holds;
  readonly settings: SettingsRepository;
  readonly subscriptions: Subscriptions;
  readonly proposals: Proposals;
  readonly guard: Guard;
  readonly guesses: Guesses;
  readonly doNotDisturb: DoNotDisturbSwitch;
  readonly members: Members;
  readonly evidence: Evidence;
  readonly exercises: ExerciseResults;
  readonly feeds: Feeds;
  readonly marks: Marks;
  readonly oldest: Oldest;
  readonly periods: Periods;
  readonly limits: Limits;
  readonly rights: RightsRequests;
  readonly subjects: SubjectRecords;
  readonly corrections: Corrections;
  readonly suppressions: Suppressions;
  readonly usage: UsageLog;
  readonly dayUse: DayUse;
  readonly abroad: Abroad;
  readonly audit: Audit;
  readonly packages: Packages;
  readonly partners: Partners;
  readonly shares: Shares;
  readonly webhooks: Webhooks;
  /** Everything an incoming call is decided on, in one `BatchGetItem`. */
  readonly incoming: ReadIncoming;
  /** Sends all writes together. Each is idempotent; those that failed are returned, never thrown. */
  readonly commit: (effects: readonly StoredEffect[]) => Promise<CommitOutcome>;
}

/** @param now what is past its period then is not read; absent in tests of the store that make up their own times */
export function openStore(opened: Database, now?: () => Date): Store {
  const database = now === undefined ? opened : { ...opened, now };
  const feeds = createFeeds(database);
  const evidence = createEvidence(database, feeds);
  const repositories = {
    appeals: createAppeals(database),
    audit: createAudit(database),
    callers: createCallers(database, evidence),
    calls: createCalls(database),
    cases: createCases(database),
    dayUse: createDayUse(database),
    abroad: createAbroad(database),
    doNotDisturb: createDoNotDisturb(database),
    evidence,
    guard: createGuard(database),
    guesses: createGuesses(database),
    listings: createListings(database),
    members: createMembers(database),
    rights: createRightsRequests(database),
    usage: createUsageLog(database),
    voicemails: createVoicemails(database),
    webhooks: createWebhooks(database),
  };
  return {
    ...repositories,
    caseFiles: createCaseFiles(database),
    holds: createHolds(database),
    exercises: createExerciseResults(database),
    settings: createSettings(database),
    subscriptions: createSubscriptions(database),
    proposals: createProposals(database),
    feeds,
    marks: createMarks(database),
    packages: createPackages(database),
    partners: createPartners(database),
    shares: createShares(database),
    oldest: createOldest(database),
    periods: createPeriods(database),
    limits: createLimits(database),
    // Erasing looks at what is past its period too, for as long as it is there.
    subjects: createSubjectRecords(opened),
    corrections: createCorrections(database),
    suppressions: createSuppressions(database),
    incoming: createIncoming(database),
    commit: createCommit({ ...repositories, mailbox: createMailboxLog(database) }),
  };
}
