// The commands and their options. The laboratories run whole hotlines; they are loaded by their own commands only.
import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import { call, type CallOptions } from './call/call.ts';
import { parseScript, SCRIPT_HELP } from './call/script.ts';
import { STAFF_WAYS, type StaffWay } from './call/staff.ts';
import type { AttackLabOptions } from './lab/attack-lab.ts';
import { audit, verifyAudit } from './audit/audit-log.ts';
import { calls, flagCall, type CallsOptions } from './calls/calls.ts';
import { cases, oneCase, type CaseChange } from './cases/cases.ts';
import { CommandError, connectionFrom, dataDir, type ConnectionOptions } from './connection.ts';
import { exportFile } from './files/export.ts';
import { figures, type FiguresOptions } from './screening/figures.ts';
import { feeds, removeFeed } from './feeds/feeds.ts';
import { importEither } from './files/import-kind.ts';
import {
  approveProposal,
  listProposals,
  refuseProposal,
  addListing,
  doNotDisturb,
  guard,
  holidays,
  listings,
  lookup,
  putSettings,
  removeListing,
  saveAudio,
  showSettings,
  staff,
  staffPin,
  unlockStaff,
  voicemails,
} from './lists/listings.ts';
import { approve, shadow, whatIf } from './screening/what-if.ts';
import { outbox, showWebhookKey } from './notifications/notifications.ts';
import type { SimulateOptions } from './lab/simulate.ts';
import { STIR_VERSTAT } from '../carrier/http/stir-verstat.ts';
import { VERDICTS } from '../core/screening/verdict.ts';
import { ROLES } from '../functions/routes.ts';
import { addUser, changeCode, changePassword, changeRoles, listUsers, removeUser } from './people/users.ts';

const LISTS = ['allow', 'block', 'never-block'];
const program = new Command('hotline')
  .description('Manage a Hotline Guard. By default, the one running on this machine.')
  .option('--url <url>', 'hotline to manage (HOTLINE_URL); default: the one running with this DATA_DIR')
  .option('--token <token>', 'bearer token (ADMIN_TOKEN)')
  .showHelpAfterError('(hotline --help shows the commands)');

const connection = () => connectionFrom(program.opts<ConnectionOptions>());

function positive(text: string): number {
  const number = Number(text);
  if (!(number > 0)) throw new InvalidArgumentError('It must be a number above 0.');
  return number;
}

const whole = (text: string): number => {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
};

const limit = () => new Option('--limit <n>', 'maximum number of results').argParser(positive).default(50);
const json = () => new Option('--json', 'one JSON object per line, for scripts').default(false);
const list = () => new Option('--list <list>', 'list to use').choices(LISTS);

interface CallFlags {
  from: string;
  to?: string;
  keys?: string;
  staff?: StaffWay;
  attestation?: keyof typeof STIR_VERSTAT;
  forwardedFrom?: string;
  speed?: number;
  talk?: number;
  json: boolean;
}

program
  .command('call')
  .description('call the local hotline, interactively or from a script')
  .requiredOption('--from <number>', 'caller’s number, like +13125550177; "withheld" hides it')
  .option('--to <number>', 'number to call; default: the hotline’s own')
  .option('--keys <steps>', SCRIPT_HELP)
  .addOption(
    new Option(
      '--staff <way>',
      'what the staff do when it rings (by keyboard: ask; by script: accept); mailbox picks up and presses nothing',
    ).choices(STAFF_WAYS),
  )
  .addOption(
    new Option('--attestation <level>', 'caller ID attestation of the call').choices(
      Object.keys(STIR_VERSTAT),
    ),
  )
  .option('--forwarded-from <number>', 'number that forwards the call to the hotline')
  .option('--speed <n>', 'playback speed (interactive 1, script 20)', positive)
  .option('--talk <seconds>', 'conversation length in seconds (script default: 10)', positive)
  .addOption(json())
  .action(async (flags: CallFlags) => {
    await call(connection(), callOptions(flags));
  });

function callOptions({
  from,
  to,
  keys,
  staff,
  attestation,
  forwardedFrom,
  speed,
  talk,
  ...rest
}: CallFlags): CallOptions {
  const scripted = keys !== undefined || !process.stdin.isTTY;
  if (scripted && staff === 'ask')
    throw new CommandError('--staff ask needs a keyboard; use accept, refuse or no-answer.');
  return {
    from: from === 'withheld' ? 'anonymous' : from.replaceAll(/[\s().-]/g, ''),
    to: to?.replaceAll(/[\s().-]/g, ''),
    stirVerstat: attestation === undefined ? undefined : STIR_VERSTAT[attestation],
    forwardedFrom: forwardedFrom?.replaceAll(/[\s().-]/g, ''),
    script: scripted ? parseScript(keys ?? '') : undefined,
    staff: staff ?? (scripted ? 'accept' : 'ask'),
    speed: speed ?? (scripted ? 20 : 1),
    talkSeconds: talk ?? (scripted ? 10 : undefined),
    ...rest,
  };
}

interface ImportFlags {
  list?: string;
  as?: 'complaints';
  source?: string;
  blockFrom?: number;
  within: number;
  expiresDays: number;
  add: boolean;
  reason?: string;
  country?: string;
  partial: boolean;
  dryRun: boolean;
  lines: boolean;
  json: boolean;
}

program
  .command('import')
  .argument(
    '<file>',
    'columns number,reason[,expiresAt] under any usual name, one number on each line, or a complaint file of the FTC or FCC',
  )
  .description('import list entries; nothing is imported if any line has an error, unless you use --partial')
  .addOption(list())
  .addOption(
    new Option(
      '--as <what>',
      'complaints: each line is one complaint. They become evidence, and block nobody by themselves; files of the FTC and the FCC always do',
    ).choices(['complaints']),
  )
  .option('--source <name>', 'name of the source, kept with each entry; ftc or fcc for a complaint file')
  .option('--block-from <n>', 'complaint file: block numbers with at least this many complaints', whole)
  .option('--within <days>', '… within this many days before the newest complaint', whole, 30)
  .option('--expires-days <days>', '… for this many days', whole, 90)
  .option('--add', 'complaint file: add to earlier complaints of this name instead of replacing them', false)
  .option('--reason <text>', 'reason for lines without one')
  .option(
    '--country <code>',
    'of numbers without a plus, like US; "international": each begins with its own country code',
  )
  .option('--partial', 'import valid lines and skip the rest', false)
  .option('--dry-run', 'show changes without saving', false)
  .option('--lines', 'show every line with an error', false)
  .addOption(json())
  .action(
    async (file: string, { list: to, as, source, reason, country, blockFrom, ...flags }: ImportFlags) => {
      await importEither(connection(), file, { ...flags, list: to, as, source, reason, country, blockFrom });
    },
  );

program
  .command('export')
  .argument('<file>', 'CSV file to write; it can be imported again')
  .description('export list entries to a file')
  .addOption(list())
  .action(async (file: string, { list: name }: { list?: string }) => {
    await exportFile(connection(), file, name);
  });

interface PageFlags {
  limit: number;
  json: boolean;
  [filter: string]: unknown;
}

const filters = ({ limit: _limit, json: _json, ...query }: PageFlags): Record<string, string | undefined> =>
  query as Record<string, string | undefined>;

const feedsCommand = program
  .command('feeds')
  .description('show complaint files: complaints, period, and blocked numbers')
  .addOption(json())
  .action(async (flags: { json: boolean }) => {
    await feeds(connection(), flags);
  });
feedsCommand
  .command('remove')
  .argument('<name>', 'like ftc')
  .description('remove a complaint file, its evidence, and its blocks')
  .action(async (name: string) => {
    await removeFeed(connection(), name);
  });

program
  .command('listings')
  .description('show list entries')
  .addOption(list())
  .option('--q <text>', 'part of the number or the reason')
  .addOption(limit())
  .addOption(json())
  .action(async (flags: PageFlags) => {
    await listings(connection(), filters(flags), flags);
  });

interface AddFlags {
  reason: string;
  expires?: string;
  department?: string;
  ringThrough?: boolean;
}

for (const name of LISTS) {
  program
    .command(name)
    .argument('<number>', 'number in any common format, or a prefix rule like +1312555*')
    .description(`add a number to the ${name} list, or update its entry`)
    .requiredOption('--reason <text>', 'reason, shown to staff')
    .option(
      '--expires <date>',
      'until the end of that day on the hotline’s clocks, like 2026-12-31, or an exact time, like 2026-12-31T18:00:00Z',
    )
    .option('--department <id>', 'department that the caller reaches')
    .option('--ring-through', 'also ring staff after hours')
    .action(async (number: string, { expires, ...body }: AddFlags) => {
      await addListing(connection(), number, { ...body, list: name, expiresAt: expires });
    });
}

program
  .command('unlist')
  .argument('<number>')
  .description('remove a number from its list')
  .action(async (number: string) => {
    await removeListing(connection(), number);
  });

program
  .command('approve-rule')
  .argument('<rule>')
  .description('approve a prefix rule for a whole region that another person proposed')
  .action(async (rule: string) => {
    await approve(connection(), rule);
  });

program
  .command('lookup')
  .argument('<number>', 'number in any common format')
  .description('show how a call from this number would be handled, and why')
  .addOption(
    new Option('--attestation <level>', 'caller ID attestation to test with').choices([
      'A',
      'B',
      'C',
      'failed',
      'none',
    ]),
  )
  .addOption(json())
  .action(async (number: string, { attestation, json: asJson }: { attestation?: string; json: boolean }) => {
    await lookup(connection(), number, { attestation }, asJson);
  });

program
  .command('calls')
  .description('show recent calls, newest first (default: last seven days)')
  .option('--caller <number>')
  .option('--from <date>', 'a day, like 2026-11-24, or a date-time with its zone')
  .option('--to <date>', 'a day (included) or a date-time')
  .addOption(new Option('--verdict <verdict>').choices(VERDICTS))
  .option('--disposition <disposition>')
  .option('--steps', 'show the Call SID, the reasons, and each step under each call', false)
  .addOption(limit())
  .addOption(json())
  .action(async ({ steps, ...flags }: PageFlags & Pick<CallsOptions, 'steps'>) => {
    await calls(connection(), filters(flags), { ...flags, steps });
  });

program
  .command('flag')
  .argument('<call>', 'Call SID or its first characters, as shown by `hotline calls`')
  .description('flag a call as a nuisance, or remove a flag')
  .option('--reason <text>')
  .option('--take-back', 'remove your flag; an administrator can remove any flag', false)
  .action(async (callSid: string, flags: { reason?: string; takeBack: boolean }) => {
    await flagCall(connection(), callSid, flags);
  });

program
  .command('voicemails')
  .description('show messages and call-back requests')
  .option('--status <status>')
  .addOption(new Option('--folder <folder>').choices(['inbox', 'nuisance']))
  .addOption(limit())
  .addOption(json())
  .action(async (flags: PageFlags) => {
    await voicemails(connection(), filters(flags), flags);
  })
  .command('audio')
  .argument('<recording>')
  .argument('<file.wav>')
  .description('save a message as an audio file')
  .action(async (recording: string, file: string) => {
    await saveAudio(connection(), recording, file);
  });

program
  .command('cases')
  .description('show reports and appeals')
  .addOption(new Option('--status <status>').choices(['received', 'investigating', 'action-taken', 'closed']))
  .addOption(new Option('--kind <kind>').choices(['report', 'appeal']))
  .option('--reported <number>', 'about this number')
  .addOption(limit())
  .addOption(json())
  .action(async (flags: PageFlags) => {
    await cases(connection(), filters(flags), flags);
  });

program
  .command('case')
  .argument('<number>', 'six digits')
  .description('show or update a case; feedback is what the reporter hears')
  .addOption(new Option('--status <status>').choices(['received', 'investigating', 'action-taken', 'closed']))
  .option('--feedback <text>')
  .addOption(new Option('--decision <decision>', 'of an appeal').choices(['accepted', 'refused']))
  .option('--json', 'one line of JSON, for scripts', false)
  .action(async (caseNumber: string, flags: CaseChange & { json: boolean }) => {
    await oneCase(connection(), caseNumber, flags);
  });

program
  .command('what-if')
  .argument('<file.json>', 'settings file, or only the part that differs')
  .option('--from <date>', 'a day, like 2026-11-24, or a date-time with its zone; a week ago otherwise')
  .option('--to <date>', 'a day (included) or a date-time')
  .addOption(json())
  .description('show which past calls would be handled differently with other settings')
  .action(async (file: string, flags: { from?: string; to?: string; json: boolean }) => {
    await whatIf(connection(), file, flags);
  });

program
  .command('report')
  .description('reports')
  .command('shadow')
  .option('--from <date>', 'a day, like 2026-11-24, or a date-time with its zone; a week ago otherwise')
  .option('--to <date>', 'a day (included) or a date-time')
  .addOption(json())
  .description('show what risk scores did, or would have done, by reason')
  .action(async (flags: { from?: string; to?: string; json: boolean }) => {
    await shadow(connection(), flags);
  });

program
  .command('approve')
  .argument('<number>')
  .description('put a pending automatic block into effect')
  .action(async (number: string) => {
    await approve(connection(), number);
  });

program
  .command('figures')
  .description('show results: calls screened out, callers who hung up, and wait time')
  .addOption(new Option('--days <n>', 'number of days to show').argParser(positive).default(7))
  .addOption(json())
  .action(async (options: FiguresOptions) => {
    await figures(connection(), options);
  });

program
  .command('guard')
  .argument('[level]', 'normal, elevated or siege')
  .description('show or set the guard level')
  .option('--minutes <n>', 'return to normal after this time', positive)
  .action(async (level: string | undefined, options: { minutes?: number }) => {
    await guard(connection(), level, options);
  });

program
  .command('dnd')
  .argument('[hours]', 'duration, or "off"')
  .description('show or set do not disturb')
  .action(async (hours: string | undefined) => {
    await doNotDisturb(connection(), hours === undefined || hours === 'off' ? hours : positive(hours));
  });

const staffCommand = program
  .command('staff')
  .description('show staff members')
  .addOption(json())
  .action(async (flags: { json: boolean }) => {
    await staff(connection(), flags);
  });

staffCommand
  .command('pin')
  .argument('<number>', 'staff member’s number')
  .argument('<pin>', '4 to 8 digits; "off" removes it')
  .description('set a staff member’s PIN for the staff menu; "off" removes it')
  .action(async (number: string, pin: string) => {
    await staffPin(connection(), number, pin);
  });

staffCommand
  .command('unlock')
  .argument('<number>', 'staff member’s number')
  .description('end the lock after wrong PINs; the PIN does not change')
  .action(async (number: string) => {
    await unlockStaff(connection(), number);
  });

program
  .command('audit')
  .addArgument(
    new Argument('[verify]', 'check instead that nothing was changed, removed, added or moved').choices([
      'verify',
    ]),
  )
  .description('show who did what, newest first')
  .option('--from <date>', 'a day, like 2026-11-24, or a date-time with its zone')
  .option('--to <date>', 'a day (included) or a date-time; for verify, a day')
  .option('--by <who>', 'user ID, or a job like watch')
  .option('--action <action>', 'action, like settings.put')
  .addOption(limit())
  .addOption(json())
  .action(async (verify: string | undefined, flags: PageFlags) => {
    const { from, to } = filters(flags);
    if (verify === undefined) await audit(connection(), filters(flags), flags);
    else await verifyAudit(connection(), { from, to });
  });

program
  .command('outbox')
  .argument('[message]', 'part of a message’s name; default: list all')
  .description('show emails and texts sent from this machine')
  .action(async (name: string | undefined) => {
    await outbox(dataDir(), name);
  });

program
  .command('webhook-key')
  .argument('<url>', 'address of a recipient in the settings')
  .description('show a webhook’s signing key (Standard Webhooks)')
  .action(async (url: string) => {
    await showWebhookKey(connection(), url);
  });

program
  .command('holidays')
  .argument('<country>', 'two letters, like CN or US')
  .argument('<year>')
  .description('show public holidays, including China’s make-up workdays')
  .option('--save', 'add them to the settings', false)
  .action(async (country: string, year: string, options: { save: boolean }) => {
    await holidays(connection(), country.toUpperCase(), year, options);
  });

program
  .command('simulate')
  .description(
    'simulate customers, robocalls, and attackers, and report who gets through (docs/traffic-lab.md)',
  )
  .option('--calls <n>', 'number of calls', whole, 20_000)
  .option('--days <n>', 'number of simulated days', whole, 14)
  .option('--mix <file>', 'who calls: a JSON file, or default, small, quiet, storm, new-callers', 'default')
  .option('--seed <n>', 'seed; the same seed repeats a run exactly', whole, 1)
  .option('--arrivals <file>', 'CSV of calls counted by time, or synthetic')
  .option('--fresh', 'simulate the first weeks, when scores are only recorded', false)
  .option('--out <folder>', 'folder for the chart and the tables')
  .action(async (options: SimulateOptions) => {
    const { runSimulation } = await import('./lab/simulate.ts');
    await runSimulation(options);
  });

const wholes = (text: string): number[] => text.split(',').map(whole);
const attestations = (text: string): AttackLabOptions['attestation'] =>
  text.split(',').map((word) => {
    if (word !== 'none' && !Object.hasOwn(STIR_VERSTAT, word))
      throw new InvalidArgumentError('It must be levels like none,B,C.');
    return word as AttackLabOptions['attestation'][number];
  });

program
  .command('attack-lab')
  .description(
    'simulate spoofing attacks and report how many are needed to block a number (docs/traffic-lab.md)',
  )
  .option('--calls <list>', 'spoofed calls for each victim', wholes, [3, 20])
  .option('--reporters <list>', 'forged reporters for each victim', wholes, [5])
  .option('--days <list>', 'number of days', wholes, [1, 7])
  .option('--victims <n>', 'victims of each kind for each attack', whole, 2)
  .option(
    '--numbers <n>',
    'attacked with budgets drawn at random, through its judgement alone',
    whole,
    100_000,
  )
  .option('--seed <n>', 'seed; the same seed repeats a study exactly', whole, 1)
  .option('--attestation <list>', 'caller ID attestation of the spoofed calls', attestations, [
    'none',
    'C',
    'B',
  ])
  .action(async (options: AttackLabOptions) => {
    const { runAttackLab } = await import('./lab/attack-lab.ts');
    await runAttackLab(options);
  });

const role = () =>
  new Option('--role <role...>', `one or more of: ${ROLES.join(', ')}`)
    .argParser(rolesIn)
    .makeOptionMandatory();

/** Separated by spaces or commas. */
function rolesIn(text: string, before: string[] = []): string[] {
  const words = text.split(',');
  const unknown = words.find((word) => !(ROLES as readonly string[]).includes(word));
  if (unknown !== undefined) throw new InvalidArgumentError(`"${unknown}" is none of ${ROLES.join(', ')}.`);
  return [...new Set([...before, ...words])];
}

const users = program
  .command('users')
  .description('people who sign in to the console of one machine with name and password; shows who there is');

users
  .command('list', { isDefault: true })
  .description('show who can sign in, with their roles')
  .addOption(json())
  .action(async (options: { json: boolean }) => {
    await listUsers(connection(), options);
  });

users
  .command('add')
  .argument('<name>')
  .description('add a person; the password is asked for, or read from the first line of STDIN')
  .addOption(role())
  .action(async (name: string, options: { role: string[] }) => {
    await addUser(connection(), name, options.role);
  });

users
  .command('remove')
  .argument('<name>')
  .description('remove a person and sign them out')
  .action(async (name: string) => {
    await removeUser(connection(), name);
  });

users
  .command('roles')
  .argument('<name>')
  .description('change a person’s roles')
  .addOption(role())
  .action(async (name: string, options: { role: string[] }) => {
    await changeRoles(connection(), name, options.role);
  });

users
  .command('password')
  .argument('<name>')
  .description('set a new password for a person')
  .action(async (name: string) => {
    await changePassword(connection(), name);
  });

users
  .command('code')
  .argument('<name>')
  .description('require an authenticator code (TOTP) after the password')
  .option('--off', 'stop requiring a code', false)
  .action(async (name: string, { off }: { off: boolean }) => {
    await changeCode(connection(), name, off);
  });

const settings = program
  .command('settings')
  .description('show the current settings')
  .action(async () => {
    await showSettings(connection());
  });
settings
  .command('put')
  .argument('<file.json>')
  .description('replace the settings; every version is kept')
  .action(async (file: string) => {
    await putSettings(connection(), file);
  });
settings
  .command('proposals')
  .description('show settings changes that wait for a second approver')
  .option('--json', 'as JSON', false)
  .action(async (options: { json: boolean }) => {
    await listProposals(connection(), options);
  });
settings
  .command('approve')
  .argument('<proposal>')
  .description('approve settings that another person proposed')
  .action(async (proposal: string) => {
    await approveProposal(connection(), proposal);
  });
settings
  .command('refuse')
  .argument('<proposal>')
  .description('reject proposed settings, or withdraw your own')
  .action(async (proposal: string) => {
    await refuseProposal(connection(), proposal);
  });

// A reader that has seen enough, like `head`, closes the pipe.
process.stdout.on('error', () => process.exit(0));
try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommandError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
