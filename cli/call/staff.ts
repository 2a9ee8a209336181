// The telephones of the staff while a call is placed: they are answered, refused or left to ring.
import type { CarrierEvent } from '../../carrier/events.ts';
import type { Connection } from '../connection.ts';
import { act, eventsOf } from './telephone.ts';

export const STAFF_WAYS = ['accept', 'refuse', 'no-answer', 'mailbox', 'ask'] as const;
/** `mailbox`: picks up and presses nothing. `ask`: by the keyboard, see keyboard.ts. */
export type StaffWay = (typeof STAFF_WAYS)[number];

export interface StaffLine {
  readonly legSid: string;
  readonly number: string;
}

/** Follows one leg to its end; `show` is given what happens on it. */
export async function manLine(
  connection: Connection,
  line: StaffLine,
  way: StaffWay,
  show: (event: CarrierEvent, line: StaffLine) => void,
): Promise<void> {
  if (way === 'accept' || way === 'mailbox') await act(connection, line.legSid, { do: 'answer' });
  if (way === 'refuse') await act(connection, line.legSid, { do: 'refuse' });
  let accepted = false;
  for await (const event of eventsOf(connection, line.legSid)) {
    show(event, line);
    // While it is still being said who calls.
    if (event.type === 'said' && way === 'accept' && !accepted) {
      accepted = true;
      await act(connection, line.legSid, { do: 'press', digits: '1' });
    }
  }
}
