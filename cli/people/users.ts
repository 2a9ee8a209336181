// The commands for people who sign in with name and password, on one machine.
import { request, requestJson, type Connection, type ApiRequest } from '../connection.ts';
import { print } from '../lists/listings.ts';
import type { PersonView } from '../../local/people/people-api.ts';
import { printable } from '../terminal/tables.ts';
import { newSecret, typedSecret } from './typed-secret.ts';

const pathOf = (name: string, part?: string): string =>
  `/api/people/${encodeURIComponent(name)}${part === undefined ? '' : `/${part}`}`;

const sent = (method: 'POST' | 'PUT', body: object): ApiRequest => ({ method, body: JSON.stringify(body) });

export async function listUsers(connection: Connection, { json }: { readonly json: boolean }): Promise<void> {
  const { items } = await requestJson<{ items: PersonView[] }>(connection, '/api/people');
  const header = ['name', 'roles', 'code', 'password of', 'signed in'];
  print(items, { json, limit: items.length }, header, (person) => [
    printable(person.name),
    person.roles.join(' '),
    person.hasCode ? 'yes' : 'no',
    person.passwordSetAt.slice(0, 10),
    String(person.sessions),
  ]);
}

export async function addUser(connection: Connection, name: string, roles: readonly string[]): Promise<void> {
  const password = await newSecret(`Password for ${printable(name)}, at least 12 characters`);
  await request(connection, '/api/people', sent('POST', { name, roles, password }));
  say(`${printable(name)} can sign in to the console with this password. Roles: ${roles.join(', ')}.`);
}

export async function removeUser(connection: Connection, name: string): Promise<void> {
  await request(connection, pathOf(name), { method: 'DELETE' });
  say(`${printable(name)} cannot sign in any more, and is signed out everywhere.`);
}

export async function changeRoles(
  connection: Connection,
  name: string,
  roles: readonly string[],
): Promise<void> {
  await request(connection, pathOf(name, 'roles'), sent('PUT', { roles }));
  say(`${printable(name)} has the roles ${roles.join(', ')} from now on.`);
}

export async function changePassword(connection: Connection, name: string): Promise<void> {
  const password = await newSecret(`New password for ${printable(name)}, at least 12 characters`);
  await request(connection, pathOf(name, 'password'), sent('PUT', { password }));
  say(
    `The password of ${printable(name)} is changed. They are signed out everywhere, and may try again at once.`,
  );
}

/** The secret is shown once; the code counts once the person has entered one. */
export async function changeCode(connection: Connection, name: string, off: boolean): Promise<void> {
  if (off) {
    await request(connection, pathOf(name, 'code'), { method: 'DELETE' });
    say(`${printable(name)} signs in with the password alone from now on.`);
    return;
  }
  const { secret, uri } = await requestJson<{ secret: string; uri: string }>(
    connection,
    pathOf(name, 'code'),
    {
      method: 'POST',
    },
  );
  say(
    `Enter this secret in the authenticator app of ${printable(name)}: ${secret}\nor open this address with it: ${uri}`,
  );
  const code = await typedSecret('The six digits that the app shows now');
  await request(connection, pathOf(name, 'code'), sent('PUT', { code }));
  say(`From now on ${printable(name)} is asked for a code of the app after the password.`);
}

const say = (words: string): void => void process.stdout.write(`${words}\n`);
