// The `hotline` command: the commands of each resource, in the order in which its help shows them.
import { Command } from 'commander';
import { CommandError, connectionFrom, type ConnectionOptions } from './connection.ts';
import type { Commands } from './options.ts';
import { callCommand } from './call/commands.ts';
import { fileCommands } from './files/commands.ts';
import { feedCommands } from './feeds/commands.ts';
import { subscriptionCommands } from './subscriptions/commands.ts';
import { listCommands } from './lists/commands.ts';
import { lookupCommand, screeningCommands } from './screening/commands.ts';
import { callsCommands } from './calls/commands.ts';
import { voicemailCommands } from './voicemails/commands.ts';
import { caseCommands } from './cases/commands.ts';
import { evidenceCommands } from './evidence/commands.ts';
import { guardCommands } from './guard/commands.ts';
import { staffCommands } from './staff/commands.ts';
import { auditCommand } from './audit/commands.ts';
import { queueCommands } from './queue/commands.ts';
import { holdCommands } from './holds/commands.ts';
import { privacyCommands } from './privacy/commands.ts';
import { partnerCommands } from './partners/commands.ts';
import { numberCommands } from './numbers/commands.ts';
import { notificationCommands } from './notifications/commands.ts';
import { holidayCommand, settingsCommands } from './settings/commands.ts';
import { labCommands } from './lab/commands.ts';
import { userCommands } from './people/commands.ts';

const COMMANDS: readonly Commands[] = [
  callCommand,
  fileCommands,
  feedCommands,
  subscriptionCommands,
  listCommands,
  lookupCommand,
  callsCommands,
  voicemailCommands,
  caseCommands,
  evidenceCommands,
  screeningCommands,
  guardCommands,
  staffCommands,
  auditCommand,
  holdCommands,
  queueCommands,
  privacyCommands,
  partnerCommands,
  numberCommands,
  notificationCommands,
  holidayCommand,
  labCommands,
  userCommands,
  settingsCommands,
];

const program = new Command('hotline')
  .description('Manage a Hotline Guard. By default, the one running on this machine.')
  .option('--url <url>', 'hotline to manage (HOTLINE_URL); default: the one running with this DATA_DIR')
  .option('--token <token>', 'bearer token (ADMIN_TOKEN)')
  .showHelpAfterError('(hotline --help shows the commands)');

for (const add of COMMANDS) add(program, () => connectionFrom(program.opts<ConnectionOptions>()));

// A reader that has seen enough, like `head`, closes the pipe.
process.stdout.on('error', () => process.exit(0));
try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommandError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
