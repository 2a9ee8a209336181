// The requests about people that a hotline on one machine answers. They are no rows of the route table: on AWS, and
// beside an identity provider, people are that provider's.
import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { Act, AuditEntry } from '../../core/call/audit.ts';
import { commit } from '../../functions/commit.ts';
import { createAuthenticate, requireRole } from '../../functions/http/authorize.ts';
import type { Subject } from '../../functions/http/subject.ts';
import type { HttpResult } from '../../functions/http/lambda-http.ts';
import { Problem, problemResult } from '../../functions/http/problem.ts';
import { checked, parseJson } from '../../functions/http/read-request.ts';
import { outageProblem } from '../../functions/http/outage-problem.ts';
import { ROLES } from '../../functions/routes.ts';
import type { Runtime } from '../../functions/runtime.ts';
import { matchRoute } from '../../in-process/api-gateway.ts';
import { createPeople, type People } from './people.ts';
import { MAX_PASSWORD_LENGTH } from './password.ts';
import { PEOPLE_ROUTES, type PeopleRouteId, type PersonView } from './people-routes.ts';
import type { Person, Roster } from './roster.ts';
import type { IssuedSession, OpenSession, Sessions } from './sessions.ts';

const name = z.string().min(1).max(80);
const password = z
  .string()
  .min(1)
  .max(MAX_PASSWORD_LENGTH * 4);
const roles = z.array(z.enum(ROLES)).min(1).max(ROLES.length);
const code = z.string().max(20);

const BODIES = {
  signIn: z.strictObject({ name, password, code: code.optional() }),
  ownPassword: z.strictObject({ password, newPassword: password }),
  person: z.strictObject({ name, roles, password }),
  password: z.strictObject({ password }),
  roles: z.strictObject({ roles }),
  code: z.strictObject({ code }),
} as const;

interface PeopleRequest {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: string;
  /** Network address of the client. */
  readonly address: string;
}

export interface PeopleApi {
  /** Undefined where the path is none of these. */
  readonly answer: (request: PeopleRequest) => Promise<HttpResult> | undefined;
}

/** Absent beside an identity provider. */
export interface PeopleHere {
  readonly roster: Roster;
  readonly sessions: Sessions;
}

const PATH = /^\/api\/(sign-in|people)(?:\/|$)/;

export function createPeopleApi(here: PeopleHere | undefined, runtime: Runtime): PeopleApi {
  const routes = here && routesOf(here, runtime);
  return {
    answer: (request) => {
      // What is asked about a number, `/api/people/{number}/export`, is a route of every hotline.
      const isEverywhere = matchRoute(request.method, request.path) !== undefined;
      if (!PATH.test(request.path) || isEverywhere) return undefined;
      return answerOf(request, routes, runtime);
    },
  };
}

async function answerOf(
  request: PeopleRequest,
  routes: Routes | undefined,
  { log, oidc }: Runtime,
): Promise<HttpResult> {
  try {
    if (routes === undefined)
      throw new Problem(
        'people-elsewhere',
        `People sign in at ${oidc?.issuer ?? 'the identity provider'}, which also gives them their roles; manage them there.`,
      );
    const [collection = '', person, part] = request.path.split('/').slice(2);
    const key = `${request.method} ${collection === 'people' ? ['people', person && '{name}', part].filter(Boolean).join('/') : request.path.slice(5)}`;
    const route = routes[key];
    if (route === undefined) throw new Problem('not-found', 'The API has no such route.');
    return await route(request, decodeURIComponent(person ?? ''));
  } catch (error) {
    const problem = error instanceof Problem ? error : outageProblem(error);
    if (problem === undefined) log.error('people failed', { error });
    return problemResult(problem ?? new Problem('internal', 'It has been logged.'));
  }
}

type Route = (request: PeopleRequest, person: string) => Promise<HttpResult> | HttpResult;
type Routes = Readonly<Record<string, Route>>;

const PEOPLE_ROUTE_IDS = Object.keys(PEOPLE_ROUTES) as PeopleRouteId[];

/** `PUT people/{name}/roles` */
const keyOf = ({ method, path }: { readonly method: string; readonly path: string }): string =>
  `${method} ${path.slice('/api/'.length)}`;

function routesOf(here: PeopleHere, runtime: Runtime): Routes {
  const people = createPeople({ ...here, runtime });
  const admin = adminRoutes(here, people, runtime);
  const byKey: Routes = Object.fromEntries(
    PEOPLE_ROUTE_IDS.map((id): [string, Route] => [keyOf(PEOPLE_ROUTES[id]), admin[id]]),
  );
  return { ...ownRoutes(here, people, runtime), ...byKey };
}

/** For everybody: to sign in, and for whoever has. */
function ownRoutes({ sessions }: PeopleHere, people: People, runtime: Runtime): Routes {
  const openOf = async ({ authorization = '' }: PeopleRequest): Promise<OpenSession> => {
    const session = await sessions.read(authorization.replace(/^Bearer /i, ''));
    if (session !== undefined) return session;
    throw new Problem('not-signed-in', 'This session has ended. Sign in with name and password.');
  };
  return {
    'POST sign-in': async ({ body, address }) => {
      const given = read(BODIES.signIn, body);
      const session = await people.signIn({ ...given, address });
      return json(session);
    },
    'POST sign-in/renewal': async (request) => json(await sessions.renew(await openOf(request))),
    'POST sign-in/end': async (request) => {
      sessions.end(await openOf(request));
      return DONE;
    },
    'POST sign-in/password': async (request) => {
      const session = await openOf(request);
      const given = read(BODIES.ownPassword, request.body);
      const next = await people.changeOwnPassword(session, { ...given, address: request.address });
      await note(
        { by: session.person.name, action: 'people.own-password', record: session.person.name },
        runtime,
      );
      return json(next);
    },
  };
}

function adminRoutes(
  { roster }: PeopleHere,
  people: People,
  runtime: Runtime,
): Readonly<Record<PeopleRouteId, Route>> {
  const authenticate = createAuthenticate(runtime);
  const adminOf = async ({ authorization }: PeopleRequest): Promise<Subject> => {
    const subject = await authenticate(authorization);
    requireRole(subject, ['admin']);
    return subject;
  };
  /** What is done is in the audit log, with who did it. */
  const audited =
    (action: Act, act: (request: PeopleRequest, person: string) => Promise<Done> | Done): Route =>
    async (request, person) => {
      const { id: by } = await adminOf(request);
      const { record = person, detail, result = DONE } = await act(request, person);
      await note({ by, action, record, ...(detail === undefined ? {} : { detail }) }, runtime);
      return result;
    };
  return {
    'people.list': async (request) => {
      await adminOf(request);
      return json({ items: roster.all().map((person) => viewOf(person, runtime.now())) });
    },
    'people.add': audited('people.add', async ({ body }) => {
      const given = read(BODIES.person, body);
      await people.add(given);
      return { record: given.name, detail: `roles ${given.roles.join(', ')}` };
    }),
    'people.password': audited('people.password', async ({ body }, person) => {
      await people.setPassword(person, read(BODIES.password, body).password);
      return {};
    }),
    'people.roles': audited('people.roles', ({ body }, person) => {
      const given = read(BODIES.roles, body);
      people.setRoles(person, given.roles);
      return { detail: `roles ${given.roles.join(', ')}` };
    }),
    'people.remove': audited('people.remove', (_, person) => {
      people.remove(person);
      return {};
    }),
    'people.code.begin': audited('people.code', (_, person) => ({
      detail: 'a secret for an authenticator app',
      result: json(people.beginCode(person)),
    })),
    'people.code.confirm': audited('people.code', ({ body }, person) => {
      people.confirmCode(person, read(BODIES.code, body).code);
      return { detail: 'asked for from now on' };
    }),
    'people.code.remove': audited('people.code', (_, person) => {
      people.removeCode(person);
      return { detail: 'not asked for any more' };
    }),
  };
}

interface Done {
  /** The name in the path where absent. */
  readonly record?: string;
  readonly detail?: string;
  /** 204 where absent. */
  readonly result?: HttpResult;
}

const note = async (entry: Omit<AuditEntry, 'key' | 'at'>, runtime: Runtime): Promise<void> => {
  const at = runtime.now().toISOString();
  await commit([{ kind: 'audit', entry: { ...entry, key: `people:${randomUUID()}`, at } }], runtime);
};

const viewOf = (
  { name: id, roles: theirs, totp, passwordSetAt, sessions }: Person,
  now: Date,
): PersonView => ({
  name: id,
  roles: theirs,
  hasCode: totp?.confirmed ?? false,
  passwordSetAt,
  sessions: sessions.filter(({ until }) => Date.parse(until) > now.getTime()).length,
});

const read = <Schema extends z.ZodType>(schema: Schema, body: string): z.output<Schema> =>
  checked(schema, parseJson(body), 'body') as z.output<Schema>;

const DONE: HttpResult = { statusCode: 204 };

const json = (body: IssuedSession | object): HttpResult => ({
  statusCode: 200,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  body: JSON.stringify(body),
});
