// THE table of routes: what the outside can call, which function answers, who may, and which tables it touches.
// The CDK stack, the local server, the OpenAPI document and the authorization test all loop over it.
import { VOICEMAIL_ROUTES } from './admin/voicemails/routes.ts';
import { ME_ROUTES } from './admin/me/routes.ts';
import { OVERVIEW_ROUTES } from './admin/overview/routes.ts';
import { LISTING_ROUTES } from './admin/listings/routes.ts';
import { SCREENING_ROUTES } from './admin/screening/routes.ts';
import { FEED_ROUTES } from './admin/feeds/routes.ts';
import { SUBSCRIPTION_ROUTES } from './admin/subscriptions/routes.ts';
import { DEFERRED_ROUTES } from './admin/deferred/routes.ts';
import { CALL_ROUTES } from './admin/calls/routes.ts';
import { CASE_ROUTES } from './admin/cases/routes.ts';
import { RIGHTS_ROUTES } from './admin/rights/routes.ts';
import { NUMBER_ROUTES } from './admin/numbers/routes.ts';
import { EVIDENCE_ROUTES } from './admin/evidence/routes.ts';
import { AUTHORITY_ROUTES } from './admin/authorities/routes.ts';
import { EXERCISE_ROUTES } from './admin/exercises/routes.ts';
import { GUARD_ROUTES } from './admin/guard/routes.ts';
import { STAFF_ROUTES } from './admin/staff/routes.ts';
import { HOLD_ROUTES } from './admin/holds/routes.ts';
import { PRIVACY_ROUTES } from './admin/privacy/routes.ts';
import { AUDIT_ROUTES } from './admin/audit/routes.ts';
import { NOTIFICATION_ROUTES } from './admin/notifications/routes.ts';
import { SETTINGS_ROUTES } from './admin/settings/routes.ts';
import { PUBLIC_ROUTES } from './public/routes.ts';
import { PARTNER_ROUTES } from './admin/partners/routes.ts';
import { SHARING_ROUTES } from './sharing/routes.ts';
import type { Route } from './route.ts';
import { VOICE_ROUTES } from './voice/routes.ts';
export {
  FUNCTIONS,
  ROLES,
  routeKey,
  type Access,
  type FunctionName,
  type Role,
  type Route,
} from './route.ts';
export { JOBS, type Job, type JobId } from './jobs/jobs.ts';
export { byStepRoute } from './voice/routes.ts';

export const ROUTES = {
  ...VOICE_ROUTES,
  ...PUBLIC_ROUTES,
  ...SHARING_ROUTES,
  ...ME_ROUTES,
  ...OVERVIEW_ROUTES,
  ...LISTING_ROUTES,
  ...SCREENING_ROUTES,
  ...FEED_ROUTES,
  ...SUBSCRIPTION_ROUTES,
  ...CALL_ROUTES,
  ...VOICEMAIL_ROUTES,
  ...CASE_ROUTES,
  ...EVIDENCE_ROUTES,
  ...RIGHTS_ROUTES,
  ...NUMBER_ROUTES,
  ...AUTHORITY_ROUTES,
  ...EXERCISE_ROUTES,
  ...GUARD_ROUTES,
  ...STAFF_ROUTES,
  ...HOLD_ROUTES,
  ...PRIVACY_ROUTES,
  ...PARTNER_ROUTES,
  ...AUDIT_ROUTES,
  ...DEFERRED_ROUTES,
  ...NOTIFICATION_ROUTES,
  ...SETTINGS_ROUTES,
} as const satisfies Record<string, Route>;

export type RouteId = keyof typeof ROUTES;
export type VoiceRouteId = Extract<RouteId, `voice.${string}`>;
type Of<F> = { [Id in RouteId]: (typeof ROUTES)[Id]['function'] extends F ? Id : never }[RouteId];
export type AdminRouteId = Of<'admin'>;
export type PublicRouteId = Of<'public'>;
export type SharingRouteId = Of<'sharing'>;
export const ADMIN_ROUTE_IDS = (Object.keys(ROUTES) as RouteId[]).filter(
  (id): id is AdminRouteId => ROUTES[id].function === 'admin',
);

/** What `isAudited` answers, known to the compiler. */
type Audited<R> = R extends { audited: infer Answer } ? Answer : R extends { method: 'GET' } ? false : true;
/** Operations that the audit log tells of: each has words on the audit page. */
export type AuditedRouteId = {
  [Id in AdminRouteId]: Audited<(typeof ROUTES)[Id]> extends false ? never : Id;
}[AdminRouteId];
export const isAudited = (id: AdminRouteId): id is AuditedRouteId => {
  const { method, audited = method !== 'GET' }: Route = ROUTES[id];
  return audited !== false;
};
/** Shows personal data, and changes nothing. */
export const isLook = (id: AdminRouteId): boolean => {
  const { audited }: Route = ROUTES[id];
  return audited === 'looks';
};
/** Operations that are refused without a reason, those of programs excepted: see `Route.needsReason`. */
export type ReasonRouteId = {
  [Id in AdminRouteId]: (typeof ROUTES)[Id] extends { needsReason: true | 'of-people' } ? Id : never;
}[AdminRouteId];
export const needsReason = (id: AdminRouteId): id is ReasonRouteId => 'needsReason' in ROUTES[id];
export const AUDITED_ROUTE_IDS = ADMIN_ROUTE_IDS.filter(isAudited);
