// `hotline call`: places a call to the running hotline and takes part in it, by script or by keyboard.
import { setTimeout as delay } from 'node:timers/promises';
import { codeHeard, wrongCode } from '../../local/challenge-heard.ts';
import type { CarrierEvent } from '../../local/twilio/events.ts';
import type { Connection } from '../connection.ts';
import { numberWriter, type WriteNumber } from '../numbers.ts';
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
  for await (const event of eventsOf(connection, callSid)) {
    show(event);
    if (event.type === 'said') heard.push(event.text);
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
    if (event.type === 'gathering' || event.type === 'recording') {
      await play(connection, callSid, script.shift(), heard);
      heard = [];
    }
  }
  await Promise.all(lines);
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
