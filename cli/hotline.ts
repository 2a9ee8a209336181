// The commands and their options. The laboratories run whole hotlines; they are loaded by their own commands only.
import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import { call, type CallOptions } from './call/call.ts';
import { parseScript, SCRIPT_HELP } from './call/script.ts';
import { STAFF_WAYS, type StaffWay } from './call/staff.ts';
import type { AttackLabOptions } from './attack-lab.ts';
import { audit, verifyAudit } from './audit.ts';
import { calls, flagCall, type CallsOptions } from './calls.ts';
import { cases, oneCase, type CaseChange } from './cases.ts';
import { CommandError, connectionFrom, dataDir, type ConnectionOptions } from './connection.ts';
import { exportFile } from './export.ts';
import { figures, type FiguresOptions } from './figures.ts';
import { feeds, removeFeed } from './feeds.ts';
import { importEither } from './import-kind.ts';
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
} from './lists.ts';
import { approve, shadow, whatIf } from './screening.ts';
import { outbox, showWebhookKey } from './notifications.ts';
import type { SimulateOptions } from './simulate.ts';
import { STIR_VERSTAT } from '../carrier/http/stir-verstat.ts';
import { VERDICTS } from '../core/screening/verdict.ts';
import { ROLES } from '../functions/routes.ts';
import { addUser, changeCode, changePassword, changeRoles, listUsers, removeUser } from './users.ts';

const LISTS = ['allow', 'block', 'never-block'];
const program = new Command('hotline')
  .description('Talk to a Hotline Guard: the one that runs here, or another with --url and --token.')
  .option('--url <url>', 'the hotline (HOTLINE_URL); the one that runs with this DATA_DIR otherwise')
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

const limit = () => new Option('--limit <n>', 'at most so many').argParser(positive).default(50);
const json = () => new Option('--json', 'one line of JSON each, for scripts').default(false);
const list = () => new Option('--list <list>', 'the list').choices(LISTS);

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
  .description('place a call to the hotline that runs here, by keyboard or by script')
  .requiredOption('--from <number>', 'the caller, like +13125550177; "withheld" hides the number')
  .option('--to <number>', 'the number called; the hotline’s own otherwise')
  .option('--keys <steps>', SCRIPT_HELP)
  .addOption(
    new Option(
      '--staff <way>',
      'what the staff do when it rings (by keyboard: ask; by script: accept); mailbox picks up and presses nothing',
    ).choices(STAFF_WAYS),
  )
  .addOption(
    new Option('--attestation <level>', 'what the network says of the number').choices(
      Object.keys(STIR_VERSTAT),
    ),
  )
  .option('--forwarded-from <number>', 'the line that forwards the call to the hotline')
  .option('--speed <n>', 'times faster than real (by keyboard 1, by script 20)', positive)
  .option('--talk <seconds>', 'how long a conversation lasts (by script 10)', positive)
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
  .description('import listings; all or nothing unless --partial')
  .addOption(list())
  .addOption(
    new Option(
      '--as <what>',
      'complaints: each line is one complaint. They become evidence, and block nobody by themselves; files of the FTC and the FCC always do',
    ).choices(['complaints']),
  )
  .option('--source <name>', 'name of the feed, kept with each listing; of a complaint file ftc or fcc')
  .option('--block-from <n>', 'of a complaint file: block numbers with so many complaints or more', whole)
  .option('--within <days>', '… in so many days, counted back from the newest complaint', whole, 30)
  .option('--expires-days <days>', '… for so many days', whole, 90)
  .option('--add', 'of a complaint file: it comes to what the feed has, instead of replacing it', false)
  .option('--reason <text>', 'for lines that have none')
  .option(
    '--country <code>',
    'of numbers without a plus, like US; "international": each begins with its own country code',
  )
  .option('--partial', 'import the good lines though others are rejected', false)
  .option('--dry-run', 'only say what would happen', false)
  .option('--lines', 'show every line that is wrong', false)
  .addOption(json())
  .action(
    async (file: string, { list: to, as, source, reason, country, blockFrom, ...flags }: ImportFlags) => {
      await importEither(connection(), file, { ...flags, list: to, as, source, reason, country, blockFrom });
    },
  );

program
  .command('export')
  .argument('<file>', 'CSV that spreadsheets keep and the import takes back')
  .description('write the listings to a file')
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
  .description('show the complaint feeds: what each has, since when, and what it blocks')
  .addOption(json())
  .action(async (flags: { json: boolean }) => {
    await feeds(connection(), flags);
  });
feedsCommand
  .command('remove')
  .argument('<name>', 'like ftc')
  .description('take a complaint feed back as a whole: its evidence, and the blocks that it made')
  .action(async (name: string) => {
    await removeFeed(connection(), name);
  });

program
  .command('listings')
  .description('show the listings')
  .addOption(list())
  .option('--q <text>', 'part of the number or of the reason')
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
    .argument('<number>', 'a number in any usual spelling, or a prefix like +1312555*')
    .description(`put a number on the ${name} list, or change its listing`)
    .requiredOption('--reason <text>', 'why')
    .option(
      '--expires <date>',
      'until the end of that day on the hotline’s clocks, like 2026-12-31, or an exact time, like 2026-12-31T18:00:00Z',
    )
    .option('--department <id>', 'where the caller is put through')
    .option('--ring-through', 'rings staff after hours too')
    .action(async (number: string, { expires, ...body }: AddFlags) => {
      await addListing(connection(), number, { ...body, list: name, expiresAt: expires });
    });
}

program
  .command('unlist')
  .argument('<number>')
  .description('take a number off its list')
  .action(async (number: string) => {
    await removeListing(connection(), number);
  });

program
  .command('approve-rule')
  .argument('<rule>')
  .description('put a rule about a whole region that another person proposed in force')
  .action(async (rule: string) => {
    await approve(connection(), rule);
  });

program
  .command('lookup')
  .argument('<number>', 'a number in any usual spelling')
  .description('what would happen if this number called now, and why')
  .addOption(
    new Option('--attestation <level>', 'as if the network had said so').choices([
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
  .description('show calls, newest first; of the last seven days unless told otherwise')
  .option('--caller <number>')
  .option('--from <date>', 'a day, like 2026-11-24, or a date-time with its zone')
  .option('--to <date>', 'a day, to its end, or a date-time')
  .addOption(new Option('--verdict <verdict>').choices(VERDICTS))
  .option('--disposition <disposition>')
  .option('--steps', 'under each call its Call SID, why it was treated so, and each step', false)
  .addOption(limit())
  .addOption(json())
  .action(async ({ steps, ...flags }: PageFlags & Pick<CallsOptions, 'steps'>) => {
    await calls(connection(), filters(flags), { ...flags, steps });
  });

program
  .command('flag')
  .argument('<call>', 'the Call SID or its beginning, as `hotline calls` shows it')
  .description(
    'say that a call was a nuisance, or take a flag back; a flag that is taken back no longer counts',
  )
  .option('--reason <text>')
  .option('--take-back', 'take back a flag that you gave; an admin may take back any', false)
  .action(async (callSid: string, flags: { reason?: string; takeBack: boolean }) => {
    await flagCall(connection(), callSid, flags);
  });

program
  .command('voicemails')
  .description('show messages and requests to be called back')
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
  .description('save a message as a sound file')
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
  .description('show a case, or move it on; the feedback is what its reporter hears')
  .addOption(new Option('--status <status>').choices(['received', 'investigating', 'action-taken', 'closed']))
  .option('--feedback <text>')
  .addOption(new Option('--decision <decision>', 'of an appeal').choices(['accepted', 'refused']))
  .option('--json', 'one line of JSON, for scripts', false)
  .action(async (caseNumber: string, flags: CaseChange & { json: boolean }) => {
    await oneCase(connection(), caseNumber, flags);
  });

program
  .command('what-if')
  .argument('<file.json>', 'settings, or the part of them that differs')
  .option('--from <date>', 'a day, like 2026-11-24, or a date-time with its zone; a week ago otherwise')
  .option('--to <date>', 'a day, to its end, or a date-time')
  .addOption(json())
  .description('who would have been treated differently in the past under other settings')
  .action(async (file: string, flags: { from?: string; to?: string; json: boolean }) => {
    await whatIf(connection(), file, flags);
  });

program
  .command('report')
  .description('reports')
  .command('shadow')
  .option('--from <date>', 'a day, like 2026-11-24, or a date-time with its zone; a week ago otherwise')
  .option('--to <date>', 'a day, to its end, or a date-time')
  .addOption(json())
  .description('what scores did, or would have done in shadow mode, by reason')
  .action(async (flags: { from?: string; to?: string; json: boolean }) => {
    await shadow(connection(), flags);
  });

program
  .command('approve')
  .argument('<number>')
  .description('put an automatic block that waits for approval into force')
  .action(async (number: string) => {
    await approve(connection(), number);
  });

program
  .command('figures')
  .description(
    'show what the guard has done: calls kept from staff, callers who gave up, the time to a person',
  )
  .addOption(new Option('--days <n>', 'of the last so many days').argParser(positive).default(7))
  .addOption(json())
  .action(async (options: FiguresOptions) => {
    await figures(connection(), options);
  });

program
  .command('guard')
  .argument('[level]', 'normal, elevated or siege')
  .description('show how hard the hotline is guarded just now, or change it')
  .option('--minutes <n>', 'ends by itself', positive)
  .action(async (level: string | undefined, options: { minutes?: number }) => {
    await guard(connection(), level, options);
  });

program
  .command('dnd')
  .argument('[hours]', 'for so many hours; off: calls ring again')
  .description('do not disturb: show whether nobody of the staff is rung, or change it')
  .action(async (hours: string | undefined) => {
    await doNotDisturb(connection(), hours === undefined || hours === 'off' ? hours : positive(hours));
  });

const staffCommand = program
  .command('staff')
  .description('show the members of staff')
  .addOption(json())
  .action(async (flags: { json: boolean }) => {
    await staff(connection(), flags);
  });

staffCommand
  .command('pin')
  .argument('<number>', 'of a member of staff')
  .argument('<pin>', 'four to eight digits; off: takes it away')
  .description(
    'give a member a PIN: who calls the hotline from that number and keys it reaches the staff menu',
  )
  .action(async (number: string, pin: string) => {
    await staffPin(connection(), number, pin);
  });

staffCommand
  .command('unlock')
  .argument('<number>', 'of a member of staff')
  .description('end the lock after wrong PINs at once; the PIN stays')
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
  .description('show who did what to which record, newest first')
  .option('--from <date>', 'a day, like 2026-11-24, or a date-time with its zone')
  .option('--to <date>', 'a day, to its end, or a date-time; for verify a day')
  .option('--by <who>', 'subject of a token, or a job like watch')
  .option('--action <action>', 'a route of the API, like settings.put')
  .addOption(limit())
  .addOption(json())
  .action(async (verify: string | undefined, flags: PageFlags) => {
    const { from, to } = filters(flags);
    if (verify === undefined) await audit(connection(), filters(flags), flags);
    else await verifyAudit(connection(), { from, to });
  });

program
  .command('outbox')
  .argument('[message]', 'part of its name; all are listed where absent')
  .description('show e-mails and text messages that the hotline here would have sent')
  .action(async (name: string | undefined) => {
    await outbox(dataDir(), name);
  });

program
  .command('webhook-key')
  .argument('<url>', 'of a target, as in the settings')
  .description('show the key by which the receiver checks our signature (Standard Webhooks)')
  .action(async (url: string) => {
    await showWebhookKey(connection(), url);
  });

program
  .command('holidays')
  .argument('<country>', 'two letters, like CN or US')
  .argument('<year>')
  .description('public holidays, China’s make-up working days included')
  .option('--save', 'take them into the settings, as the calendar of that country', false)
  .action(async (country: string, year: string, options: { save: boolean }) => {
    await holidays(connection(), country.toUpperCase(), year, options);
  });

program
  .command('simulate')
  .description(
    'let a mix of callers, robots and attackers call the guard on this machine, and say who got through (docs/traffic-lab.md)',
  )
  .option('--calls <n>', 'so many', whole, 20_000)
  .option('--days <n>', 'in so many days', whole, 14)
  .option('--mix <file>', 'who calls: a JSON file, or default, small, quiet, storm, new-callers', 'default')
  .option('--seed <n>', 'repeats a run exactly', whole, 1)
  .option('--arrivals <file>', 'CSV of calls counted by time, or synthetic')
  .option('--fresh', 'in the first weeks of an installation: scores are kept, and decide nothing', false)
  .option('--out <folder>', 'where the picture and the tables go')
  .action(async (options: SimulateOptions) => {
    const { runSimulation } = await import('./simulate.ts');
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
    'let an attacker spoof victims’ numbers until the guard blocks them, on this machine, and say how many it cost (docs/traffic-lab.md)',
  )
  .option('--calls <list>', 'spoofed calls for each victim', wholes, [3, 20])
  .option('--reporters <list>', 'forged reporters for each victim', wholes, [5])
  .option('--days <list>', 'over so many days', wholes, [1, 7])
  .option('--victims <n>', 'of each kind, for each attack, through the whole guard', whole, 2)
  .option(
    '--numbers <n>',
    'attacked with budgets drawn at random, through its judgement alone',
    whole,
    100_000,
  )
  .option('--seed <n>', 'repeats a study exactly', whole, 1)
  .option('--attestation <list>', 'what the network says of forged numbers', attestations, ['none', 'C', 'B'])
  .action(async (options: AttackLabOptions) => {
    const { runAttackLab } = await import('./attack-lab.ts');
    await runAttackLab(options);
  });

const role = () =>
  new Option('--role <role...>', `what they may do, one or several: ${ROLES.join(', ')}`)
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
  .description('show who can sign in, and with which roles')
  .addOption(json())
  .action(async (options: { json: boolean }) => {
    await listUsers(connection(), options);
  });

users
  .command('add')
  .argument('<name>')
  .description('add a person; the password is asked for, or is the first line of STDIN')
  .addOption(role())
  .action(async (name: string, options: { role: string[] }) => {
    await addUser(connection(), name, options.role);
  });

users
  .command('remove')
  .argument('<name>')
  .description('remove a person, who is signed out at once')
  .action(async (name: string) => {
    await removeUser(connection(), name);
  });

users
  .command('roles')
  .argument('<name>')
  .description('give a person other roles')
  .addOption(role())
  .action(async (name: string, options: { role: string[] }) => {
    await changeRoles(connection(), name, options.role);
  });

users
  .command('password')
  .argument('<name>')
  .description('set a new password, for somebody who forgot it or was locked out')
  .action(async (name: string) => {
    await changePassword(connection(), name);
  });

users
  .command('code')
  .argument('<name>')
  .description('ask a person for a code of an authenticator app (TOTP) after the password')
  .option('--off', 'ask for the password alone', false)
  .action(async (name: string, { off }: { off: boolean }) => {
    await changeCode(connection(), name, off);
  });

const settings = program
  .command('settings')
  .description('show the settings in force')
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
  .description('list changed settings that wait for a second person')
  .option('--json', 'as JSON', false)
  .action(async (options: { json: boolean }) => {
    await listProposals(connection(), options);
  });
settings
  .command('approve')
  .argument('<proposal>')
  .description('put proposed settings of another person in force')
  .action(async (proposal: string) => {
    await approveProposal(connection(), proposal);
  });
settings
  .command('refuse')
  .argument('<proposal>')
  .description('refuse proposed settings, or withdraw your own')
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
