// `hotline call`.
import { Option } from 'commander';
import { parseScript, SCRIPT_HELP } from './script.ts';
import { CommandError } from '../connection.ts';
import type { CallOptions } from './call.ts';
import { STIR_VERSTAT } from '../../carrier/http/stir-verstat.ts';
import { type StaffWay, STAFF_WAYS } from './staff.ts';
import { type Commands, positive, json } from '../options.ts';

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

export const callCommand: Commands = (program, connection) => {
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
      const { call } = await import('./call.ts');
      await call(connection(), callOptions(flags));
    });
};
