// The keyboard as a telephone: keys to the hotline, and letters for what a hand or a mouth does.
import { emitKeypressEvents } from 'node:readline';
import type { Connection } from '../connection.ts';
import type { StaffLine } from './staff.ts';
import { act, type TelephoneAction } from './telephone.ts';

export const KEYBOARD_HELP =
  '0-9 * # press keys   m speak for 5 s   h hang up   a staff answer, then a again to accept   r staff refuse';

interface Key {
  readonly sequence?: string;
  readonly name?: string;
  readonly ctrl?: boolean;
}

export interface Keyboard {
  /** A telephone of the staff began to ring. */
  readonly ring: (line: StaffLine) => void;
  readonly close: () => void;
}

/** Only where standard input is a terminal. */
export function openKeyboard(connection: Connection, callSid: string): Keyboard {
  const ringing: StaffLine[] = [];
  let answered: StaffLine | undefined;
  const send = (sid: string, action: TelephoneAction): void => void act(connection, sid, action);
  const staff = (key: 'a' | 'r'): void => {
    if (key === 'a' && answered !== undefined) {
      send(answered.legSid, { do: 'press', digits: '1' });
      return;
    }
    const line = ringing.shift();
    if (line === undefined) return;
    if (key === 'a') answered = line;
    send(line.legSid, { do: key === 'a' ? 'answer' : 'refuse' });
  };
  const onKey = (_text: string | undefined, { sequence = '', name = '', ctrl = false }: Key): void => {
    if (/^[0-9*#]$/.test(sequence)) send(callSid, { do: 'press', digits: sequence });
    else if (name === 'm') send(callSid, { do: 'speak', seconds: 5 });
    else if (name === 'h' || (ctrl && name === 'c')) send(callSid, { do: 'hang-up' });
    else if (name === 'a' || name === 'r') staff(name);
  };
  emitKeypressEvents(process.stdin);
  process.stdin.setRawMode(true);
  process.stdin.resume();
  process.stdin.on('keypress', onKey);
  return {
    ring: (line) => void ringing.push(line),
    close: () => {
      process.stdin.off('keypress', onKey);
      process.stdin.setRawMode(false);
      process.stdin.pause();
    },
  };
}
