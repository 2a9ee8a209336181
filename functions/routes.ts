// THE table of routes: what the outside can call, which function answers, who may, and which tables it touches.
// The CDK stack, the local server, the OpenAPI document and the authorisation test all loop over it.
import { STEP_NAMES, type StepName } from '../core/call/steps/index.ts';
import type { TableName } from '../store/tables.ts';
import { pathOf } from '../twiml/step-url.ts';

/** From the least to the most: not a ladder, each route names the roles it admits. */
export const ROLES = ['viewer', 'agent', 'editor', 'approver', 'auditor', 'admin'] as const;
export type Role = (typeof ROLES)[number];

type Auth = 'twilio-signature' | 'signed-url' | 'none' | readonly Role[];

/** One Lambda each; every voice step shares one, so that a call stays warm. */
export const FUNCTIONS = ['voice', 'admin', 'public', 'jobs'] as const;
export type FunctionName = (typeof FUNCTIONS)[number];

export interface Access {
  readonly reads: readonly TableName[];
  readonly writes: readonly TableName[];
  readonly queue?: 'sends';
  readonly recordings?: 'reads' | 'writes';
  readonly email?: 'sends';
  /** Recordings written down by Amazon Transcribe. */
  readonly transcription?: 'begins' | 'reads';
}

export interface Route extends Access {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** API Gateway form: `{name}` is one path segment. */
  readonly path: string;
  readonly function: Exclude<FunctionName, 'jobs'>;
  readonly auth: Auth;
  /** Whether it goes into the audit log; where absent, every write of the API does. */
  readonly audited?: boolean;
}

const ANYONE = ['viewer', 'agent', 'editor', 'approver', 'auditor', 'admin'] as const;
const EDITORS = ['editor', 'approver', 'admin'] as const;
const AUDITORS = ['auditor', 'approver', 'admin'] as const;
const STAFF = ['agent', 'editor', 'approver', 'admin'] as const;

/** Appending to the audit log reads its end first; what cannot be written goes to the queue. */
const andAuditLog = (access: Access): Access => ({
  ...access,
  reads: [...access.reads, 'audit'],
  writes: [...access.writes, 'audit'],
  queue: 'sends',
});
/** A write may come with an `Idempotency-Key`, which is remembered. */
const andRequestKeys = (access: Access): Access => ({
  ...access,
  writes: access.writes.includes('limits') ? access.writes : [...access.writes, 'limits'],
});
const admin = <Method extends Route['method'], Path extends string>(
  method: Method,
  path: Path,
  auth: readonly Role[],
  access: Access,
) =>
  ({
    method,
    path,
    function: 'admin',
    auth,
    ...(method === 'GET' ? access : andAuditLog(andRequestKeys(access))),
  }) as const;
const anybody = (method: Route['method'], path: string, access: Access) =>
  ({ method, path, function: 'public', auth: 'none', ...access }) as const;
/** A read that carries much away, or that nobody should be able to make unseen. */
const audited = <Path extends string>(path: Path, auth: readonly Role[], access: Access) =>
  ({ ...admin('GET', path, auth, andAuditLog(access)), audited: true }) as const;

/** A question that is too long for a URL: nothing is written, and nothing is audited. */
const asked = <Path extends string>(path: Path, auth: readonly Role[], access: Access) =>
  ({ method: 'POST', path, function: 'admin', auth, audited: false, ...access }) as const;

/** What the voice function touches, over all the steps of a call: it is one function, with one set of permissions. */
const VOICE: Access = {
  reads: ['settings', 'listings', 'callers', 'feeds', 'limits', 'cases', 'calls', 'voicemails'],
  writes: ['calls', 'callers', 'limits', 'cases', 'voicemails', 'settings', 'listings', 'audit'],
  queue: 'sends',
};

const voice = <const Path extends string>(path: Path) =>
  ({ method: 'POST', path, function: 'voice', auth: 'twilio-signature', ...VOICE }) as const;

/** Something for each step of a call, by the id of the step's route. */
export const byStepRoute = <Value>(
  of: (step: StepName) => Value,
): Readonly<Record<`voice.${StepName}`, Value>> =>
  Object.fromEntries(STEP_NAMES.map((step) => [`voice.${step}`, of(step)])) as Record<
    `voice.${StepName}`,
    Value
  >;

export const ROUTES = {
  'voice.incoming': voice('/voice/incoming'),
  ...byStepRoute((step) => voice(pathOf(step))),
  'voice.recording': voice('/voice/recording'),
  'voice.transcript': voice('/voice/transcript'),
  'voice.status': voice('/voice/status'),

  /** Recordings, for the carrier to play: a signed URL of our own, see `voice/playback.ts`. */
  playback: {
    method: 'GET',
    path: '/voice/playback',
    function: 'voice',
    auth: 'signed-url',
    reads: ['voicemails'],
    writes: [],
    recordings: 'reads',
  },

  health: {
    method: 'GET',
    path: '/health',
    function: 'public',
    auth: 'none',
    reads: ['settings'],
    writes: [],
  },
  openapi: {
    method: 'GET',
    path: '/api/openapi.json',
    function: 'public',
    auth: 'none',
    reads: [],
    writes: [],
  },

  'report.page': anybody('GET', '/report', { reads: ['settings'], writes: [] }),
  'report.file': anybody('GET', '/report/{file}', { reads: [], writes: [] }),
  'public.challenge': anybody('GET', '/api/public/challenge', { reads: ['settings'], writes: [] }),
  'public.report': anybody('POST', '/api/public/reports', {
    reads: ['settings', 'cases'],
    writes: ['cases', 'limits'],
    queue: 'sends',
  }),
  'public.case': anybody('GET', '/api/public/reports/{caseNumber}', {
    reads: ['settings'],
    writes: ['cases', 'limits'],
  }),

  'public.appeal': anybody('POST', '/api/public/appeals', {
    reads: ['settings'],
    writes: ['callers', 'limits'],
  }),
  'public.appeal-state': anybody('GET', '/api/public/appeals/{token}', {
    reads: ['settings', 'callers', 'cases'],
    writes: [],
  }),

  me: admin('GET', '/api/me', ANYONE, { reads: [], writes: [] }),

  'overview.stats': admin('GET', '/api/stats', ANYONE, {
    reads: ['calls', 'cases', 'settings'],
    writes: [],
  }),
  'overview.state': admin('GET', '/api/state', ANYONE, { reads: ['settings', 'limits'], writes: [] }),
  'overview.live': admin('GET', '/api/live', ANYONE, { reads: ['calls', 'settings'], writes: [] }),

  'listings.page': admin('GET', '/api/listings', ANYONE, { reads: ['listings', 'settings'], writes: [] }),
  /** A complaint file goes to its feed, whatever list it is sent to. */
  'listings.import': admin('POST', '/api/listings/import', EDITORS, {
    reads: ['listings', 'feeds', 'settings'],
    writes: ['listings', 'feeds', 'limits'],
  }),
  'listings.export': audited('/api/listings/export', EDITORS, { reads: ['listings'], writes: [] }),
  'listings.preview': admin('GET', '/api/listings/preview', ANYONE, {
    reads: ['listings', 'settings'],
    writes: [],
  }),
  'listings.undo': admin('POST', '/api/listings/undo', EDITORS, {
    reads: ['listings'],
    writes: ['listings'],
  }),
  'listings.get': admin('GET', '/api/listings/{pattern}', ANYONE, {
    reads: ['listings', 'calls', 'settings'],
    writes: [],
  }),
  'listings.put': admin('PUT', '/api/listings/{pattern}', EDITORS, {
    reads: ['listings', 'settings'],
    writes: ['listings'],
  }),
  'listings.delete': admin('DELETE', '/api/listings/{pattern}', EDITORS, {
    reads: ['listings', 'settings'],
    writes: ['listings'],
  }),

  'listings.approve': admin('POST', '/api/listings/{pattern}/approve', ['approver', 'admin'], {
    reads: ['listings', 'settings'],
    writes: ['listings'],
  }),

  'what-if': asked('/api/what-if', EDITORS, { reads: ['calls', 'settings'], writes: [] }),
  shadow: admin('GET', '/api/shadow', ANYONE, { reads: ['calls', 'callers', 'settings'], writes: [] }),

  'feeds.page': admin('GET', '/api/feeds', ANYONE, { reads: ['feeds'], writes: [] }),
  'feeds.get': admin('GET', '/api/feeds/{name}', ANYONE, { reads: ['feeds'], writes: [] }),
  'feeds.import': admin('POST', '/api/feeds/{name}/complaints', EDITORS, {
    reads: ['feeds', 'listings', 'settings'],
    writes: ['feeds', 'listings'],
  }),
  'feeds.commit': admin('POST', '/api/feeds/{name}/commit', EDITORS, {
    reads: ['feeds', 'listings', 'settings'],
    writes: ['feeds', 'listings'],
  }),
  'feeds.delete': admin('DELETE', '/api/feeds/{name}', EDITORS, {
    reads: ['feeds', 'listings', 'settings'],
    writes: ['feeds', 'listings'],
  }),

  lookup: admin('GET', '/api/lookup/{number}', ANYONE, {
    reads: ['listings', 'callers', 'feeds', 'settings'],
    writes: [],
  }),

  'calls.page': admin('GET', '/api/calls', ANYONE, { reads: ['calls', 'settings'], writes: [] }),
  'calls.get': admin('GET', '/api/calls/{callSid}', ANYONE, { reads: ['calls', 'settings'], writes: [] }),
  'calls.flag': admin('POST', '/api/calls/{callSid}/flag', STAFF, {
    reads: ['calls', 'callers', 'settings'],
    writes: ['calls', 'callers'],
  }),

  /** Whoever gave the flag, and an admin. */
  'calls.unflag': admin('DELETE', '/api/calls/{callSid}/flag', STAFF, {
    reads: ['calls', 'callers', 'settings'],
    writes: ['calls', 'callers'],
  }),

  'voicemails.page': admin('GET', '/api/voicemails', STAFF, { reads: ['voicemails'], writes: [] }),
  'voicemails.get': admin('GET', '/api/voicemails/{recordingSid}', STAFF, {
    reads: ['voicemails'],
    writes: [],
  }),
  'voicemails.patch': admin('PATCH', '/api/voicemails/{recordingSid}', STAFF, {
    reads: ['voicemails'],
    writes: ['voicemails'],
  }),
  'voicemails.audio': audited('/api/voicemails/{recordingSid}/audio', STAFF, {
    reads: ['voicemails'],
    writes: [],
    recordings: 'reads',
  }),

  'cases.page': admin('GET', '/api/cases', STAFF, { reads: ['cases', 'settings'], writes: [] }),
  'cases.post': admin('POST', '/api/cases', STAFF, { reads: ['cases', 'settings'], writes: ['cases'] }),
  'cases.get': admin('GET', '/api/cases/{caseNumber}', STAFF, {
    reads: ['cases', 'voicemails', 'settings'],
    writes: [],
  }),
  'cases.patch': admin('PATCH', '/api/cases/{caseNumber}', STAFF, {
    reads: ['cases', 'voicemails', 'listings', 'settings', 'callers'],
    writes: ['cases', 'callers', 'listings'],
  }),
  'cases.preview': asked('/api/cases/{caseNumber}/preview', STAFF, {
    reads: ['cases', 'settings'],
    writes: [],
  }),

  'guard.get': admin('GET', '/api/guard', ANYONE, { reads: ['settings'], writes: [] }),
  'guard.put': admin('PUT', '/api/guard', STAFF, { reads: ['settings'], writes: ['settings'] }),

  'do-not-disturb.get': admin('GET', '/api/do-not-disturb', ANYONE, { reads: ['settings'], writes: [] }),
  'do-not-disturb.put': admin('PUT', '/api/do-not-disturb', STAFF, {
    reads: ['settings'],
    writes: ['settings'],
  }),
  'do-not-disturb.delete': admin('DELETE', '/api/do-not-disturb', STAFF, {
    reads: ['settings'],
    writes: ['settings'],
  }),

  'staff.page': admin('GET', '/api/staff', ANYONE, { reads: ['settings', 'callers'], writes: [] }),
  'staff.pin.put': admin('PUT', '/api/staff/{number}/pin', ['admin'], {
    reads: ['settings'],
    writes: ['callers'],
  }),
  'staff.pin.delete': admin('DELETE', '/api/staff/{number}/pin', ['admin'], {
    reads: ['settings'],
    writes: ['callers'],
  }),
  'staff.pin-lock.delete': admin('DELETE', '/api/staff/{number}/pin-lock', ['admin'], {
    reads: ['settings'],
    writes: ['callers'],
  }),
  'audit.page': admin('GET', '/api/audit', AUDITORS, { reads: ['audit', 'settings'], writes: [] }),
  'audit.verify': admin('GET', '/api/audit/verify', AUDITORS, {
    reads: ['audit', 'settings'],
    writes: [],
  }),

  'notifications.key': audited('/api/notifications/key', ['admin'], { reads: [], writes: [] }),

  holidays: admin('GET', '/api/holidays', ANYONE, { reads: [], writes: [] }),

  'settings.get': admin('GET', '/api/settings', ANYONE, { reads: ['settings'], writes: [] }),
  'settings.warnings': admin('GET', '/api/settings/warnings', ANYONE, { reads: ['settings'], writes: [] }),
  'settings.schema': admin('GET', '/api/settings/schema', ANYONE, { reads: [], writes: [] }),
  'settings.put': admin('PUT', '/api/settings', ['admin'], { reads: ['settings'], writes: ['settings'] }),
  'settings.proposals': admin('GET', '/api/settings/proposals', ANYONE, {
    reads: ['settings'],
    writes: [],
  }),
  'settings.proposal.approve': admin(
    'POST',
    '/api/settings/proposals/{proposal}/approve',
    ['approver', 'admin'],
    { reads: ['settings'], writes: ['settings'] },
  ),
  'settings.proposal.delete': admin('DELETE', '/api/settings/proposals/{proposal}', ['approver', 'admin'], {
    reads: ['settings'],
    writes: ['settings'],
  }),
  'settings.preview': asked('/api/settings/preview', ANYONE, { reads: [], writes: [] }),
  'settings.versions': admin('GET', '/api/settings/versions', ANYONE, { reads: ['settings'], writes: [] }),
  'settings.version': admin('GET', '/api/settings/versions/{version}', ANYONE, {
    reads: ['settings'],
    writes: [],
  }),
} as const satisfies Record<string, Route>;

export type RouteId = keyof typeof ROUTES;
export type VoiceRouteId = Extract<RouteId, `voice.${string}`>;
type Of<F> = { [Id in RouteId]: (typeof ROUTES)[Id]['function'] extends F ? Id : never }[RouteId];
export type AdminRouteId = Of<'admin'>;
export type PublicRouteId = Of<'public'>;
export const ADMIN_ROUTE_IDS = (Object.keys(ROUTES) as RouteId[]).filter(
  (id): id is AdminRouteId => ROUTES[id].function === 'admin',
);

/** What `isAudited` answers, known to the compiler. */
type Audited<R> = R extends { audited: infer Answer } ? Answer : R extends { method: 'GET' } ? false : true;
/** Operations that the audit log tells of: each has words on the audit page. */
export type AuditedRouteId = {
  [Id in AdminRouteId]: Audited<(typeof ROUTES)[Id]> extends true ? Id : never;
}[AdminRouteId];
export const isAudited = (id: AdminRouteId): id is AuditedRouteId => {
  const { method, audited }: Route = ROUTES[id];
  return audited ?? method !== 'GET';
};
export const AUDITED_ROUTE_IDS = ADMIN_ROUTE_IDS.filter(isAudited);

/** Work that no request starts. */
export interface Job extends Access {
  readonly trigger: 'queue' | 'transcription-ended' | { readonly everyMinutes: number };
}

export const JOBS = {
  /** Writes that a webhook could not make, recordings to be copied from the carrier, and what people are told. */
  deferred: {
    trigger: 'queue',
    reads: ['voicemails', 'cases', 'calls', 'callers', 'feeds', 'listings', 'settings', 'limits', 'audit'],
    writes: ['calls', 'callers', 'voicemails', 'cases', 'listings', 'settings', 'limits', 'audit'],
    queue: 'sends',
    recordings: 'writes',
    email: 'sends',
    transcription: 'begins',
  },
  /** Keeps what Amazon Transcribe has written down. */
  transcribed: {
    trigger: 'transcription-ended',
    reads: ['voicemails', 'settings'],
    writes: ['calls', 'voicemails'],
    transcription: 'reads',
  },
  /** Closes calls whose webhooks stopped. Raises the guard's level when calls per minute leave what is usual, or cost too much; tells of each change. */
  watch: {
    trigger: { everyMinutes: 1 },
    ...andAuditLog({
      reads: ['calls', 'callers', 'settings', 'limits'],
      writes: ['settings', 'calls', 'callers', 'limits'],
      queue: 'sends',
    }),
  },
  /** The calibration of the risk scores, measured on legitimate numbers. */
  calibrate: {
    trigger: { everyMinutes: 1_440 },
    reads: ['calls', 'callers', 'feeds', 'listings', 'settings'],
    writes: ['settings'],
  },
  /** Deletes what interrupted imports and feeds that were taken back have left behind. */
  feeds: {
    trigger: { everyMinutes: 30 },
    reads: ['feeds', 'listings', 'settings'],
    writes: ['feeds', 'listings'],
  },
  /** Removes audit entries that are past their period, and keeps what open cases rest on, and PINs. */
  retention: {
    trigger: { everyMinutes: 360 },
    reads: ['cases', 'audit', 'settings'],
    writes: ['audit', 'calls', 'voicemails', 'callers'],
  },
  /** Finds recordings at the carrier that no callback announced. */
  reconcile: {
    trigger: { everyMinutes: 15 },
    reads: ['voicemails', 'calls', 'settings'],
    writes: ['voicemails', 'calls', 'callers', 'settings'],
    queue: 'sends',
  },
} as const satisfies Record<string, Job>;

export type JobId = keyof typeof JOBS;

/** `GET /api/listings/{pattern}`: the key under which API Gateway announces the route it matched. */
export const routeKey = ({ method, path }: Pick<Route, 'method' | 'path'>): string => `${method} ${path}`;
