// The API as its users see it: what each route takes and gives. The handler checks requests against it, the OpenAPI
// document is made from it, the console and the command line take their types from it. Each resource has its part.
import type { ScoreReason } from '../../core/evidence/caller-score.ts';
import type { Settings } from '../../core/settings/settings.ts';
import type { Act } from '../../core/call/audit.ts';
import type * as z from 'zod';
import type { OperationContract } from './contract-parts.ts';
import type { AdminRouteId, AuditedRouteId } from '../routes.ts';
import { ME_CONTRACT } from './me/contract.ts';
import { OVERVIEW_CONTRACT } from './overview/contract.ts';
import { LISTING_CONTRACT } from './listings/contract.ts';
import { SCREENING_CONTRACT } from './screening/contract.ts';
import { FEED_CONTRACT } from './feeds/contract.ts';
import { SUBSCRIPTION_CONTRACT } from './subscriptions/contract.ts';
import { CALL_CONTRACT } from './calls/contract.ts';
import { VOICEMAIL_CONTRACT } from './voicemails/contract.ts';
import { CASE_CONTRACT } from './cases/contract.ts';
import { RIGHTS_CONTRACT } from './rights/contract.ts';
import { NUMBER_CONTRACT } from './numbers/contract.ts';
import { EVIDENCE_CONTRACT } from './evidence/contract.ts';
import { AUTHORITY_CONTRACT } from './authorities/contract.ts';
import { EXERCISE_CONTRACT } from './exercises/contract.ts';
import { GUARD_CONTRACT } from './guard/contract.ts';
import { STAFF_CONTRACT } from './staff/contract.ts';
import { PARTNER_CONTRACT } from './partners/contract.ts';
import { HOLD_CONTRACT } from './holds/contract.ts';
import { PRIVACY_CONTRACT } from './privacy/contract.ts';
import { AUDIT_CONTRACT } from './audit/contract.ts';
import { DEFERRED_CONTRACT } from './deferred/contract.ts';
import { NOTIFICATION_CONTRACT } from './notifications/contract.ts';
import { SETTINGS_CONTRACT } from './settings/contract.ts';

export const CONTRACT = {
  ...ME_CONTRACT,
  ...OVERVIEW_CONTRACT,
  ...LISTING_CONTRACT,
  ...SCREENING_CONTRACT,
  ...FEED_CONTRACT,
  ...SUBSCRIPTION_CONTRACT,
  ...CALL_CONTRACT,
  ...VOICEMAIL_CONTRACT,
  ...CASE_CONTRACT,
  ...EVIDENCE_CONTRACT,
  ...RIGHTS_CONTRACT,
  ...NUMBER_CONTRACT,
  ...AUTHORITY_CONTRACT,
  ...EXERCISE_CONTRACT,
  ...GUARD_CONTRACT,
  ...STAFF_CONTRACT,
  ...HOLD_CONTRACT,
  ...PRIVACY_CONTRACT,
  ...PARTNER_CONTRACT,
  ...AUDIT_CONTRACT,
  ...DEFERRED_CONTRACT,
  ...NOTIFICATION_CONTRACT,
  ...SETTINGS_CONTRACT,
} as const satisfies Record<AdminRouteId, OperationContract>;

type Contract = typeof CONTRACT;
export type QueryOf<Id extends AdminRouteId> = Contract[Id] extends { query: infer Q extends z.ZodType }
  ? z.output<Q>
  : never;
export type BodyOf<Id extends AdminRouteId> = Contract[Id] extends { body: infer B extends z.ZodType }
  ? z.output<B>
  : undefined;
export type AnswerOf<Id extends AdminRouteId> = Contract[Id] extends { answer: infer A extends z.ZodType }
  ? z.output<A>
  : never;

/** What a client sends: defaults left out, where `BodyOf` has them filled in. */
export type SentBodyOf<Id extends AdminRouteId> = Contract[Id] extends { body: infer B extends z.ZodType }
  ? z.input<B>
  : undefined;

/** Everything that the audit log can say was done. */
export type AuditAction = Act | AuditedRouteId;
export type WhatIfView = AnswerOf<'what-if'>;
export type ShadowView = AnswerOf<'shadow'>;
export type SettingsView = Settings;
export type PageOf<Item> = { items: Item[]; cursor?: string };

export type { ListingView, ImportReport, PreviewView } from './listings/contract.ts';
export type { FeedView, FeedImport } from './feeds/contract.ts';
export type { SubscriptionView } from './subscriptions/contract.ts';
export type { LookupView } from './screening/contract.ts';
export type { CallView } from './calls/contract.ts';
export type { VoicemailView } from './voicemails/contract.ts';
export type { AttachmentView, CampaignView, CaseFileView, CaseView, CaseNewsView } from './cases/contract.ts';
export type { AuthorityId, AuthorityReport } from './authorities/contract.ts';
export type { ExerciseId, ExerciseOutcome, ExerciseResultView } from './exercises/contract.ts';
export type { HolidayView, ProposalView, SettingsPreview } from './settings/contract.ts';
export type { MeView } from './me/contract.ts';
export type { DoNotDisturbView, GuardView } from './guard/contract.ts';
export type { PartnerCredential, PartnerView, ShareView } from './partners/contract.ts';
export type { HoldView } from './holds/contract.ts';
export type LooksView = AnswerOf<'numbers.looks'>;
export type RetentionView = AnswerOf<'retention.report'>;
export type { AuditView, ChainView } from './audit/contract.ts';
export type { FailedTaskView } from './deferred/contract.ts';
export type { StatsView, StateView } from './overview/contract.ts';
export type { CallerKind, Prompt } from './settings/contract.ts';
export type { OperationContract } from './contract-parts.ts';

/** Closed unions behind the words of the answers: a client that has words for each has words for all. */
export type { Attestation } from '../../core/numbers/attestation.ts';
export type { Category } from '../../core/cases/case.ts';
export type { Disposition } from '../../core/records/call-record.ts';
export type { PlanKind } from '../../core/call/plan.ts';
export type { TimelineEntry } from '../../core/call/effect.ts';
export type { List } from '../../core/lists/listing.ts';
export type { NumberProblem, NumberRemark } from '../../core/numbers/number-input.ts';
export type { CellProblem } from '../../core/numbers/number-cell.ts';
export type { NumberCountry, Reading } from '../../core/lists/list-file/country.ts';
export type { Outcome } from '../../core/call/outcome.ts';
export type { Treatment } from '../../core/screening/treatment.ts';
export type ScoreReasonCode = ScoreReason['code'];
export type { PackageView } from './evidence/contract.ts';
export type { RightsView } from './rights/contract.ts';
export type { ChallengeEnd, KeptWay, TalliedVerdict } from '../../core/records/stats.ts';
export type { AdminRouteId, Role } from '../routes.ts';
export type { ProblemKind, ProblemPlace } from '../http/problem.ts';
export type { Reason, Verdict } from '../../core/screening/verdict.ts';
