// Masked numbers in a terminal: what an auditor and a viewer read, one record shown whole for a reason, and who looked.
import { afterAll, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';
import { Command } from 'commander';
import { createClient } from '../../api-client/client.ts';
import { callsCommands } from '../../cli/calls/commands.ts';
import { RefusedError, type Connection, type Refusal } from '../../cli/connection.ts';
import { numberCommands } from '../../cli/numbers/commands.ts';
import { privacyCommands } from '../../cli/privacy/commands.ts';
import { lookupCommand } from '../../cli/screening/commands.ts';
import { createAdminHandler } from '../../functions/admin/admin-handler.ts';
import type { Role } from '../../functions/routes.ts';
import type { TestHotline } from '../support/hotline.ts';
import { rigForAll } from '../support/rig.ts';
import { CALLER } from '../support/twilio-values.ts';

const rig = rigForAll();
let hotline: TestHotline;
let callSid: string;
let said = '';

/** A token is the name of its role. */
const connectionOf = (role: Role): Connection => ({
  url: '',
  token: role,
  api: createClient({
    send: async ({ method, target, headers, body }) => {
      const sent = body === undefined ? {} : { body };
      const answer = await hotline.api(method, target, { token: role, headers, ...sent });
      if (answer.status >= 400) throw new RefusedError(answer.status, answer.json<Refusal>(), answer.text);
      return new Response(answer.text, { status: answer.status });
    },
  }),
});

/** What the command prints. @throws where it is refused */
async function hotlineSays(role: Role, ...words: string[]): Promise<string> {
  said = '';
  const program = new Command('hotline');
  for (const add of [privacyCommands, numberCommands, lookupCommand, callsCommands])
    add(program, () => connectionOf(role));
  const quiet = (command: Command): void => {
    command.exitOverride().configureOutput({ writeErr: () => undefined });
    command.commands.forEach(quiet);
  };
  quiet(program);
  await program.parseAsync(words, { from: 'user' });
  return said;
}

beforeAll(async () => {
  hotline = rig.hotline();
  const people = {
    subjectOf: (token: string) =>
      Promise.resolve({ id: token, kind: 'person' as const, roles: [token as Role] }),
  };
  const admin = createAdminHandler({ ...hotline.runtime, people });
  Object.assign(hotline, { handlers: { ...hotline.handlers, admin } });
  const phone = await hotline.call(CALLER);
  await phone.hangUp();
  callSid = phone.sid;
  await hotline.drain();
});
beforeEach(() => {
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
});
afterAll(() => {
  jest.restoreAllMocks();
});

const LAST = /\*{2}.*77/;

test.each(['viewer', 'auditor'] as const)(
  'a %s reads calls with masked numbers, an agent reads them whole',
  async (role) => {
    expect(await hotlineSays(role, 'calls')).toMatch(LAST);
    expect(await hotlineSays('agent', 'calls')).not.toMatch(LAST);
  },
);

test('a look needs a reason before anything is asked', async () => {
  await expect(hotlineSays('auditor', 'privacy', 'unmask', 'call', callSid)).rejects.toThrow('--why');
  await expect(hotlineSays('agent', 'lookup', CALLER)).rejects.toThrow('--why');
  await expect(hotlineSays('auditor', 'privacy', 'unmask', 'call', callSid, '--why', ' ')).rejects.toThrow(
    /reason|why/i,
  );
  expect(await hotlineSays('auditor', 'privacy', 'looks', CALLER)).not.toContain(callSid);
});

test('one record is shown whole to an auditor, and the look stands beside the number with its reason', async () => {
  const shown = await hotlineSays(
    'auditor',
    'privacy',
    'unmask',
    'call',
    callSid,
    '--why',
    'complaint of March',
  );
  expect(shown).toMatch(LAST);
  expect(shown).toContain(CALLER);
  await hotlineSays('agent', 'lookup', CALLER, '--why', 'the customer called back');
  await hotline.drain();
  const looks = await hotlineSays('auditor', 'privacy', 'looks', CALLER);
  expect(looks).toMatch(new RegExp(`auditor .*call ${callSid} .*complaint of March`));
  expect(looks).toContain('shown whole: ');
  expect(looks).toMatch(/agent .*the customer called back/);
});

test('nobody shows numbers whole whose role does not need them', async () => {
  const unmask = hotlineSays('viewer', 'privacy', 'unmask', 'call', callSid, '--why', 'curious');
  await expect(unmask).rejects.toThrow(/role/);
});
