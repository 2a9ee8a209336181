// The requests about people, as data for the server that answers them and for the command that makes them. They are no
// rows of the route table: on AWS, and beside an identity provider, people are that provider's.
import type { Role } from '../../functions/routes.ts';

export const PEOPLE_ROUTES = {
  'people.list': { method: 'GET', path: '/api/people' },
  'people.add': { method: 'POST', path: '/api/people' },
  'people.remove': { method: 'DELETE', path: '/api/people/{name}' },
  'people.roles': { method: 'PUT', path: '/api/people/{name}/roles' },
  'people.password': { method: 'PUT', path: '/api/people/{name}/password' },
  'people.code.begin': { method: 'POST', path: '/api/people/{name}/code' },
  'people.code.confirm': { method: 'PUT', path: '/api/people/{name}/code' },
  'people.code.remove': { method: 'DELETE', path: '/api/people/{name}/code' },
} as const;
export type PeopleRouteId = keyof typeof PEOPLE_ROUTES;

export interface PersonView {
  readonly name: string;
  readonly roles: readonly Role[];
  readonly hasCode: boolean;
  readonly passwordSetAt: string;
  readonly sessions: number;
}

/** What each takes; nothing where absent. */
export interface PeopleBodies {
  readonly 'people.add': {
    readonly name: string;
    readonly roles: readonly Role[];
    readonly password: string;
  };
  readonly 'people.roles': { readonly roles: readonly Role[] };
  readonly 'people.password': { readonly password: string };
  readonly 'people.code.confirm': { readonly code: string };
}

/** What each answers; nothing where absent. */
export interface PeopleAnswers {
  readonly 'people.list': { readonly items: readonly PersonView[] };
  /** For an authenticator app: shown once. */
  readonly 'people.code.begin': { readonly secret: string; readonly uri: string };
}
