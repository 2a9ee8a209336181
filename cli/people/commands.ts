// `hotline users`: people who sign in with name and password, on one machine.
import { InvalidArgumentError, Option } from 'commander';
import { ROLES } from '../../functions/admin/choices.ts';
import type { Role } from '../../functions/admin/contract.ts';
import { type Commands, json } from '../options.ts';

const role = () =>
  new Option('--role <role...>', `one or more of: ${ROLES.join(', ')}`)
    .argParser(rolesIn)
    .makeOptionMandatory();

/** Separated by spaces or commas. */
function rolesIn(text: string, before: Role[] = []): Role[] {
  const words = text.split(',');
  const roles = ROLES.filter((known) => words.includes(known));
  const unknown = words.find((word) => !roles.some((known) => known === word));
  if (unknown !== undefined) throw new InvalidArgumentError(`"${unknown}" is none of ${ROLES.join(', ')}.`);
  return [...new Set([...before, ...roles])];
}

export const userCommands: Commands = (program, connection) => {
  const users = program
    .command('users')
    .description(
      'people who sign in to the console of one machine with name and password; shows who there is',
    );

  users
    .command('list', { isDefault: true })
    .description('show who can sign in, with their roles')
    .addOption(json())
    .action(async (options: { json: boolean }) => {
      const { listUsers } = await import('./users.ts');
      await listUsers(connection(), options);
    });

  users
    .command('add')
    .argument('<name>')
    .description('add a person; the password is asked for, or read from the first line of STDIN')
    .addOption(role())
    .action(async (name: string, options: { role: Role[] }) => {
      const { addUser } = await import('./users.ts');
      await addUser(connection(), name, options.role);
    });

  users
    .command('remove')
    .argument('<name>')
    .description('remove a person and sign them out')
    .action(async (name: string) => {
      const { removeUser } = await import('./users.ts');
      await removeUser(connection(), name);
    });

  users
    .command('roles')
    .argument('<name>')
    .description('change a person’s roles')
    .addOption(role())
    .action(async (name: string, options: { role: Role[] }) => {
      const { changeRoles } = await import('./users.ts');
      await changeRoles(connection(), name, options.role);
    });
  signInCommands(users, connection);
};

/** How a person signs in: their password, and the code of an authenticator app. */
function signInCommands(users: Parameters<Commands>[0], connection: Parameters<Commands>[1]): void {
  users
    .command('sign-in')
    .argument('<name>')
    .description('show a token for --token, to do as this person what takes two people')
    .option('--code', 'also ask for the code of the authenticator app', false)
    .action(async (name: string, { code }: { code: boolean }) => {
      const { signInUser } = await import('./users.ts');
      await signInUser(connection(), name, code);
    });

  users
    .command('password')
    .argument('<name>')
    .description('set a new password for a person')
    .action(async (name: string) => {
      const { changePassword } = await import('./users.ts');
      await changePassword(connection(), name);
    });

  users
    .command('code')
    .argument('<name>')
    .description('require an authenticator code (TOTP) after the password')
    .option('--off', 'stop requiring a code', false)
    .action(async (name: string, { off }: { off: boolean }) => {
      const { changeCode } = await import('./users.ts');
      await changeCode(connection(), name, off);
    });
}
