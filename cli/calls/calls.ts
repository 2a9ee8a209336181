// `hotline calls`: a table that a terminal of 100 columns holds, and under each call its story where that is wanted.
import { type PageQuery, itemsOf } from '../../api-client/client.ts';
import { print, type ListOptions } from '../terminal/printed.ts';
import type { CallView } from '../../functions/admin/contract.ts';
import { CALLS } from '../../console/words/en-us/calls.ts';
import { CommandError, type Connection } from '../connection.ts';
import { type WriteNumber, writerFor } from '../terminal/numbers.ts';
import { named, printable, table, wrapped } from '../terminal/tables.ts';
import { length, localTime, withLocalTimes } from '../terminal/times.ts';

const VERDICT_WORDS: Readonly<Record<NonNullable<CallView['verdict']>, string>> = {
  reject: 'rejected',
  appeal: 'can appeal',
  busy: 'busy signal',
  'forwarding-loop': 'forwarding loop',
  pin: 'asked for PIN',
  staff: 'to staff',
  menu: 'to menu',
  challenge: 'keypad check',
  voicemail: 'to voicemail',
};

const END_WORDS: Readonly<Record<CallView['disposition'], string>> = {
  rejected: 'rejected',
  'forwarding-loop': 'rejected',
  'talked-to-staff': 'talked with staff',
  reported: 'opened a case',
  informed: 'got information',
  'left-message': 'left a message',
  missed: 'no answer',
  'gave-up': 'hung up',
  'in-progress': 'in progress',
};

export interface CallsOptions extends ListOptions {
  /** Show why, and each step. */
  readonly steps: boolean;
}

export async function calls(
  connection: Connection,
  query: PageQuery<'calls.page'>,
  options: CallsOptions,
): Promise<void> {
  const found = await itemsOf(connection.api, 'calls.page', query, options.limit);
  if (options.json || found.length === 0) {
    print(found, options, [], () => []);
    return;
  }
  const written = await writerFor(connection, options);
  process.stdout.write(`${callTable(found, written, options)}\n`);
}

const HEADER = ['started', 'caller', 'result', 'outcome', 'duration', 'call'];
/** An address may be longer than any number. */
const MOST_CALLER = 20;
/** Of a Call SID, enough to name one of some hundred calls. */
const SID_START = 10;
const WIDTH = 100;
const INDENT = '    ';

/** The table; the columns are as wide as their content. */
export function callTable(
  found: readonly CallView[],
  written: WriteNumber,
  { steps }: Pick<CallsOptions, 'steps'>,
): string {
  const [header = '', ...rows] = table(
    HEADER,
    found.map((call) => rowOf(call, written)),
  ).split('\n');
  return [header, ...rows.flatMap((row, index) => [row, ...(steps ? storyOf(found[index]) : [])])].join('\n');
}

/** How the API writes that the caller’s number is hidden, and how people read it. */
const HIDDEN: Readonly<Record<string, string>> = { withheld: 'hidden number' };

const rowOf = (call: CallView, written: WriteNumber): string[] => [
  call.startedAt === undefined ? '' : localTime(call.startedAt),
  shortened(printable(written(call.caller ?? HIDDEN[call.callerId ?? ''] ?? call.callerId ?? ''))),
  call.verdict === undefined ? '' : VERDICT_WORDS[call.verdict],
  END_WORDS[call.disposition],
  call.seconds === undefined ? '' : length(call.seconds),
  call.callSid.slice(0, SID_START),
];

const shortened = (caller: string): string =>
  caller.length > MOST_CALLER ? `${caller.slice(0, MOST_CALLER - 1)}…` : caller;

function storyOf(call: CallView | undefined): string[] {
  if (call === undefined) return [];
  const why = call.reasons.map(({ text }) => withLocalTimes(printable(text))).join('; ');
  const steps = call.timeline
    .map(({ step, outcome }) => `${named(CALLS.steps, step)}: ${named(CALLS.outcomes, outcome)}`)
    .join(', then ');
  return [call.callSid, why, steps]
    .filter((text) => text !== '')
    .flatMap((text) => wrapped(text, WIDTH - INDENT.length))
    .map((line) => `${INDENT}${line}`);
}

interface FlagChange {
  readonly reason?: string;
  readonly takeBack: boolean;
}

/** Flags a call as nuisance, or takes the flag back. @param named the Call SID, or its beginning as the table shows it */
export async function flagCall(
  { api }: Connection,
  named: string,
  { reason, takeBack }: FlagChange,
): Promise<void> {
  const params = { callSid: await wholeSid(api, named) };
  if (takeBack) await api.call('calls.unflag', { params, query: { reason } });
  else await api.call('calls.flag', { params, body: reason === undefined ? {} : { reason } });
  const { callSid } = params;
  process.stdout.write(takeBack ? `Flag removed from ${callSid}.\n` : `${callSid} flagged.\n`);
}

const SID_LENGTH = 34;
/** The table shows fewer unless more are asked for. */
const MOST_SEARCHED = 1_000;

async function wholeSid(api: Connection['api'], named: string): Promise<string> {
  if (named.length >= SID_LENGTH) return named;
  const latest = await itemsOf(api, 'calls.page', {}, MOST_SEARCHED);
  const [one, another] = latest.filter(({ callSid }) => callSid.startsWith(named));
  if (one === undefined)
    throw new CommandError(
      `No call of the last seven days starts with ${named}. Use the whole Call SID, as "hotline calls --steps" shows it.`,
    );
  if (another !== undefined)
    throw new CommandError(
      `Several calls start with ${named}. Use the whole Call SID, as "hotline calls --steps" shows it.`,
    );
  return one.callSid;
}
