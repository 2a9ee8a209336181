// The commands for people who sign in with name and password, on one machine.
import type { Role } from '../../functions/admin/contract.ts';
import {
  PEOPLE_ROUTES,
  type PeopleAnswers,
  type PeopleBodies,
  type PeopleRouteId,
} from '../../local/people/people-routes.ts';
import { document, request, type Connection } from '../connection.ts';
import { print } from '../terminal/printed.ts';
import { printable } from '../terminal/tables.ts';
import { newSecret, typedSecret } from './typed-secret.ts';

type BodyOf<Id extends PeopleRouteId> = Id extends keyof PeopleBodies ? PeopleBodies[Id] : undefined;
type PeopleAnswerOf<Id extends PeopleRouteId> = Id extends keyof PeopleAnswers
  ? PeopleAnswers[Id]
  : undefined;

/** @param name of the person in the path, where it has one */
async function ask<Id extends PeopleRouteId>(
  connection: Connection,
  id: Id,
  { name = '', body }: { readonly name?: string; readonly body?: BodyOf<Id> } = {},
): Promise<PeopleAnswerOf<Id>> {
  const { method, path } = PEOPLE_ROUTES[id];
  const target = path.replace('{name}', encodeURIComponent(name));
  const response = await request(connection, target, {
    method,
    ...(body === undefined ? {} : document(body)),
  });
  const text = await response.text();
  return (text === '' ? undefined : JSON.parse(text)) as PeopleAnswerOf<Id>;
}

export async function listUsers(connection: Connection, { json }: { readonly json: boolean }): Promise<void> {
  const { items } = await ask(connection, 'people.list');
  const header = ['name', 'roles', 'code', 'password of', 'signed in'];
  print(items, { json, limit: items.length }, header, (person) => [
    printable(person.name),
    person.roles.join(' '),
    person.hasCode ? 'yes' : 'no',
    person.passwordSetAt.slice(0, 10),
    String(person.sessions),
  ]);
}

export async function addUser(connection: Connection, name: string, roles: readonly Role[]): Promise<void> {
  const password = await newSecret(`Password for ${printable(name)}, at least 12 characters`);
  await ask(connection, 'people.add', { body: { name, roles, password } });
  say(`${printable(name)} can sign in to the console with this password. Roles: ${roles.join(', ')}.`);
}

/** The token alone, so that another command can take it. */
export async function signInUser(connection: Connection, name: string, withCode: boolean): Promise<void> {
  const password = await typedSecret(`Password for ${printable(name)}`);
  const code = withCode ? await typedSecret('Code of the authenticator app') : undefined;
  const body = { name, password, ...(code === undefined ? {} : { code }) };
  const response = await request(connection, '/api/sign-in', { method: 'POST', ...document(body) });
  const { token } = (await response.json()) as { readonly token: string };
  say(token);
}

export async function removeUser(connection: Connection, name: string): Promise<void> {
  await ask(connection, 'people.remove', { name });
  say(`${printable(name)} cannot sign in any more, and is signed out everywhere.`);
}

export async function changeRoles(
  connection: Connection,
  name: string,
  roles: readonly Role[],
): Promise<void> {
  await ask(connection, 'people.roles', { name, body: { roles } });
  say(`${printable(name)} has the roles ${roles.join(', ')} from now on.`);
}

export async function changePassword(connection: Connection, name: string): Promise<void> {
  const password = await newSecret(`New password for ${printable(name)}, at least 12 characters`);
  await ask(connection, 'people.password', { name, body: { password } });
  say(
    `The password of ${printable(name)} is changed. They are signed out everywhere, and may try again at once.`,
  );
}

/** The secret is shown once; the code counts once the person has entered one. */
export async function changeCode(connection: Connection, name: string, off: boolean): Promise<void> {
  if (off) {
    await ask(connection, 'people.code.remove', { name });
    say(`${printable(name)} signs in with the password alone from now on.`);
    return;
  }
  const { secret, uri } = await ask(connection, 'people.code.begin', { name });
  say(
    `Enter this secret in the authenticator app of ${printable(name)}: ${secret}\nor open this address with it: ${uri}`,
  );
  const code = await typedSecret('The six digits that the app shows now');
  await ask(connection, 'people.code.confirm', { name, body: { code } });
  say(`From now on ${printable(name)} is asked for a code of the app after the password.`);
}

const say = (words: string): void => void process.stdout.write(`${words}\n`);
