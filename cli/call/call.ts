// `hotline call`: places a call to the running hotline and takes part in it, by script or by keyboard.
import { setTimeout as delay } from 'node:timers/promises';
import { CODE, codeHeard, wrongCode } from '../../in-process/challenge-heard.ts';
import type { CarrierEvent } from '../../carrier/events.ts';
import { speechSeconds } from '../../carrier/speech/speech-time.ts';
import type { Connection } from '../connection.ts';
import { numberWriter, type WriteNumber } from '../terminal/numbers.ts';
import { clockTime, describeEvent } from './display.ts';
import { KEYBOARD_HELP, openKeyboard, type Keyboard } from './keyboard.ts';
import type { ScriptStep } from './script.ts';
import { manLine, type StaffLine, type StaffWay } from './staff.ts';
import { act, eventsOf, placeCall } from './telephone.ts';

export interface CallOptions {
  readonly from: string;
  readonly to: string | undefined;
  readonly stirVerstat: string | undefined;
  /** The line that forwarded the call to the hotline. */
  readonly forwardedFrom: string | undefined;
  /** By the keyboard where absent. */
  readonly script: readonly ScriptStep[] | undefined;
  readonly staff: StaffWay;
  /** Times faster than real. */
  readonly speed: number;
  /** How long a conversation lasts, seconds; until somebody hangs up where absent. */
  readonly talkSeconds: number | undefined;
  readonly json: boolean;
}

export async function call(connection: Connection, options: CallOptions): Promise<void> {
  const { from, speed, stirVerstat, forwardedFrom } = options;
  // Before the call: a caller who waits for the settings would miss the keys.
  const written: WriteNumber = options.json ? (number) => number : await numberWriter(connection);
  const { callSid, to } = await placeCall(connection, {
    from,
    speed,
    ...(options.to === undefined ? {} : { to: options.to }),
    ...(stirVerstat === undefined ? {} : { stirVerstat }),
    ...(forwardedFrom === undefined ? {} : { forwardedFrom }),
  });
  const keyboard = options.script === undefined ? openKeyboard(connection, callSid) : undefined;
  if (!options.json) {
    process.stdout.write(
      `${written(from)} calls ${written(to)}  (${callSid})\n${keyboard === undefined ? '' : `${KEYBOARD_HELP}\n`}`,
    );
  }
  try {
    await follow({ connection, options, callSid, keyboard, show: display(options, written) });
  } finally {
    keyboard?.close();
  }
}

interface Session {
  readonly connection: Connection;
  readonly options: CallOptions;
  readonly callSid: string;
  readonly keyboard: Keyboard | undefined;
  readonly show: (event: CarrierEvent, line?: StaffLine) => void;
}

async function follow({ connection, options, callSid, keyboard, show }: Session): Promise<void> {
  const script = [...(options.script ?? [])];
  const lines: Promise<void>[] = [];
  let heard: string[] = [];
  const turn = new Turn();
  for await (const event of eventsOf(connection, callSid)) {
    show(event);
    if (event.type === 'response' && event.purpose === 'document') {
      heard = [];
      turn.begin(event.document);
    }
    if (event.type === 'said') {
      heard.push(event.text);
      if (turn.mayPress(script[0], heard)) {
        turn.taken = true;
        void pressWhenHeard(connection, callSid, script.shift(), heard, options.speed);
      }
    }
    if (event.type === 'ringing') {
      const line = { legSid: event.legSid, number: event.to };
      keyboard?.ring(line);
      lines.push(manLine(connection, line, options.staff, show));
    }
    if (event.type === 'bridged' && options.talkSeconds !== undefined) {
      void delay((options.talkSeconds * 1000) / options.speed).then(() =>
        act(connection, callSid, { do: 'hang-up' }),
      );
    }
    if (turn.waitsFor(script[0], event)) {
      turn.taken = true;
      await play(connection, callSid, script.shift(), heard);
    }
  }
  await Promise.all(lines);
}

/** One document of the hotline, and one step of the script for it. */
class Turn {
  taken = false;
  #takesKeys = false;
  #records = false;

  begin(document: string): void {
    this.taken = false;
    this.#takesKeys = document.includes('<Gather');
    this.#records = document.includes('<Record');
  }

  /** The notice before a recording takes keys too, but whoever speaks waits for the recording. */
  waitsFor(step: ScriptStep | undefined, { type }: { readonly type: string }): boolean {
    if (this.taken) return false;
    if (type === 'gathering') return !this.#records || step?.do === 'press' || step?.do === 'hang-up';
    return type === 'recording';
  }

  /** Keys are pressed while the prompt is still being spoken, a code once it has been said. */
  mayPress(step: ScriptStep | undefined, heard: readonly string[]): boolean {
    if (this.taken || !this.#takesKeys) return false;
    return step?.do === 'press' || (needsCode(step) && codeHeard(heard) !== '');
  }
}

const needsCode = (step: ScriptStep | undefined): boolean => step?.do === 'challenge' || step?.do === 'wrong';

async function pressWhenHeard(
  connection: Connection,
  callSid: string,
  step: ScriptStep | undefined,
  heard: readonly string[],
  speed: number,
): Promise<void> {
  if (needsCode(step)) await delay((secondsToCode(heard.at(-1) ?? '') * 1_000) / speed);
  await play(connection, callSid, step, heard);
}

/** Until the code in a sentence has been said for the first time. */
function secondsToCode(sentence: string): number {
  const code = CODE.exec(sentence);
  return code === null ? 0 : speechSeconds(sentence.slice(0, code.index + code[0].length));
}

/** A script that has run out is a caller who says nothing any more. */
async function play(
  connection: Connection,
  callSid: string,
  step: ScriptStep | undefined,
  heard: readonly string[],
): Promise<void> {
  switch (step?.do) {
    case undefined:
    case 'silence':
      return;
    case 'press':
      return act(connection, callSid, { do: 'press', digits: step.digits });
    case 'challenge':
      return act(connection, callSid, { do: 'press', digits: codeHeard(heard) || '1' });
    case 'wrong':
      return act(connection, callSid, { do: 'press', digits: wrongCode(codeHeard(heard)) });
    case 'message':
      return act(connection, callSid, { do: 'speak', seconds: step.seconds, text: 'a message' });
    case 'say':
      return act(connection, callSid, { do: 'speak', seconds: SAYING_SECONDS, text: step.text });
    case 'hang-up':
      return act(connection, callSid, { do: 'hang-up' });
  }
}

const SAYING_SECONDS = 3;

function display({ json }: CallOptions, written: WriteNumber): Session['show'] {
  let begin: number | undefined;
  return (event, line) => {
    if (json) {
      process.stdout.write(`${JSON.stringify(event)}\n`);
      return;
    }
    begin ??= Date.parse(event.at);
    const text = describeEvent(event, written);
    if (text === undefined) return;
    const who = line === undefined ? '' : `[${written(line.number)}] `;
    process.stdout.write(`${clockTime(event, begin).padStart(6)}  ${who}${text}\n`);
  };
}
