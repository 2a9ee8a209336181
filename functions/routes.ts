// THE table of routes: what the outside can call, which function answers, who may, and which tables it touches.
// The CDK stack, the local server, the OpenAPI document and the authorisation test all loop over it.
import type { TableName } from '../store/tables.ts';

/** From the least to the most: not a ladder, each route names the roles it admits. */
export const ROLES = ['viewer', 'agent', 'editor', 'approver', 'auditor', 'admin'] as const;
export type Role = (typeof ROLES)[number];

export type Auth = 'twilio-signature' | 'none' | readonly Role[];

/** One Lambda each; every voice step shares one, so that a call stays warm. */
export const FUNCTIONS = ['voice', 'admin', 'public', 'jobs'] as const;
export type FunctionName = (typeof FUNCTIONS)[number];

export interface Access {
  readonly reads: readonly TableName[];
  readonly writes: readonly TableName[];
  readonly queue?: 'sends';
  readonly recordings?: 'reads' | 'writes';
}

export interface Route extends Access {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** API Gateway form: `{name}` is one path segment. */
  readonly path: string;
  readonly function: Exclude<FunctionName, 'jobs'>;
  readonly auth: Auth;
}

const ANYONE = ['viewer', 'agent', 'editor', 'approver', 'auditor', 'admin'] as const;
const EDITORS = ['editor', 'approver', 'admin'] as const;
const STAFF = ['agent', 'editor', 'approver', 'admin'] as const;

const voice = (path: string, access: Pick<Access, 'reads' | 'writes'>) =>
  ({ method: 'POST', path, function: 'voice', auth: 'twilio-signature', queue: 'sends', ...access }) as const;
const admin = <Method extends Route['method'], Path extends string>(
  method: Method,
  path: Path,
  auth: readonly Role[],
  access: Access,
) => ({ method, path, function: 'admin', auth, ...access }) as const;

export const ROUTES = {
  'voice.incoming': voice('/voice/incoming', {
    reads: ['listings', 'callers', 'settings'],
    writes: ['calls', 'callers'],
  }),
  'voice.challenge': voice('/voice/challenge', { reads: ['settings'], writes: ['calls', 'callers'] }),
  'voice.menu': voice('/voice/menu', { reads: ['settings', 'callers'], writes: ['calls', 'callers'] }),
  'voice.appeal': voice('/voice/appeal', { reads: ['settings', 'cases'], writes: ['calls', 'cases'] }),
  'voice.reason': voice('/voice/reason', { reads: ['settings', 'callers'], writes: ['calls'] }),
  'voice.department': voice('/voice/department', { reads: ['settings', 'callers'], writes: ['calls'] }),
  'voice.number': voice('/voice/number', { reads: ['settings'], writes: ['calls'] }),
  'voice.confirm': voice('/voice/confirm', { reads: ['settings'], writes: ['calls'] }),
  'voice.category': voice('/voice/category', {
    reads: ['settings', 'cases'],
    writes: ['calls', 'cases', 'callers'],
  }),
  'voice.description': voice('/voice/description', {
    reads: ['settings', 'cases'],
    writes: ['calls', 'cases', 'voicemails'],
  }),
  'voice.case-opened': voice('/voice/case-opened', {
    reads: ['settings', 'cases', 'callers'],
    writes: ['calls'],
  }),
  'voice.case-number': voice('/voice/case-number', { reads: ['settings', 'cases'], writes: ['calls'] }),
  'voice.case-pin': voice('/voice/case-pin', { reads: ['settings', 'cases'], writes: ['calls', 'cases'] }),
  'voice.case-told': voice('/voice/case-told', { reads: ['settings', 'cases'], writes: ['calls'] }),
  'voice.checked': voice('/voice/checked', { reads: ['settings'], writes: ['calls'] }),
  'voice.ring': voice('/voice/ring', { reads: ['settings', 'callers'], writes: ['calls', 'callers'] }),
  'voice.whisper': voice('/voice/whisper', { reads: ['settings'], writes: ['calls'] }),
  'voice.accept': voice('/voice/accept', { reads: ['settings'], writes: ['calls', 'callers'] }),
  'voice.voicemail': voice('/voice/voicemail', { reads: ['settings'], writes: ['calls', 'voicemails'] }),
  'voice.recording': voice('/voice/recording', { reads: ['settings'], writes: ['calls', 'voicemails'] }),
  'voice.status': voice('/voice/status', { reads: ['settings'], writes: ['calls'] }),

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

  me: admin('GET', '/api/me', ANYONE, { reads: [], writes: [] }),

  'listings.page': admin('GET', '/api/listings', ANYONE, { reads: ['listings'], writes: [] }),
  'listings.import': admin('POST', '/api/listings/import', EDITORS, {
    reads: ['listings', 'settings'],
    writes: ['listings'],
  }),
  'listings.export': admin('GET', '/api/listings/export', EDITORS, { reads: ['listings'], writes: [] }),
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

  lookup: admin('GET', '/api/lookup/{number}', ANYONE, {
    reads: ['listings', 'callers', 'settings'],
    writes: [],
  }),

  'calls.page': admin('GET', '/api/calls', ANYONE, { reads: ['calls', 'settings'], writes: [] }),
  'calls.get': admin('GET', '/api/calls/{callSid}', ANYONE, { reads: ['calls'], writes: [] }),
  'calls.flag': admin('POST', '/api/calls/{callSid}/flag', STAFF, {
    reads: ['calls'],
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
  'voicemails.audio': admin('GET', '/api/voicemails/{recordingSid}/audio', STAFF, {
    reads: ['voicemails'],
    writes: [],
    recordings: 'reads',
  }),

  'cases.page': admin('GET', '/api/cases', STAFF, { reads: ['cases', 'settings'], writes: [] }),
  'cases.get': admin('GET', '/api/cases/{caseNumber}', STAFF, { reads: ['cases'], writes: [] }),
  'cases.patch': admin('PATCH', '/api/cases/{caseNumber}', STAFF, {
    reads: ['cases', 'listings', 'settings'],
    writes: ['cases', 'callers', 'listings'],
    queue: 'sends',
  }),

  'guard.get': admin('GET', '/api/guard', ANYONE, { reads: ['settings'], writes: [] }),
  'guard.put': admin('PUT', '/api/guard', STAFF, { reads: ['settings'], writes: ['settings'] }),

  holidays: admin('GET', '/api/holidays', ANYONE, { reads: [], writes: [] }),

  'settings.get': admin('GET', '/api/settings', ANYONE, { reads: ['settings'], writes: [] }),
  'settings.schema': admin('GET', '/api/settings/schema', ANYONE, { reads: [], writes: [] }),
  'settings.put': admin('PUT', '/api/settings', ['admin'], { reads: ['settings'], writes: ['settings'] }),
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

/** Work that no request starts. */
export interface Job extends Access {
  readonly trigger: 'queue' | { readonly everyMinutes: number };
}

export const JOBS = {
  /** Writes that a webhook could not make, and recordings to be copied from the carrier. */
  deferred: {
    trigger: 'queue',
    reads: ['voicemails', 'cases'],
    writes: ['calls', 'callers', 'voicemails', 'cases'],
    queue: 'sends',
    recordings: 'writes',
  },
  /** Raises the guard's level when calls per minute leave what is usual. */
  watch: {
    trigger: { everyMinutes: 1 },
    reads: ['calls', 'settings'],
    writes: ['settings'],
  },
  /** Finds recordings at the carrier that no callback announced. */
  reconcile: {
    trigger: { everyMinutes: 15 },
    reads: ['voicemails', 'settings'],
    writes: ['voicemails', 'calls'],
    queue: 'sends',
  },
} as const satisfies Record<string, Job>;

export type JobId = keyof typeof JOBS;

/** `GET /api/listings/{pattern}`: the key under which API Gateway announces the route it matched. */
export const routeKey = ({ method, path }: Pick<Route, 'method' | 'path'>): string => `${method} ${path}`;
