// A call as lines of text: when, what.
import type { CarrierEvent } from '../../carrier/events.ts';
import type { WriteNumber } from '../terminal/numbers.ts';

/** Undefined for what a person at the telephone would not notice. */
export function describeEvent(event: CarrierEvent, written: WriteNumber): string | undefined {
  switch (event.type) {
    case 'answered':
      return 'answered';
    case 'said':
      return event.text === '' ? undefined : `says "${event.text}"`;
    case 'played':
      return `plays ${event.url}`;
    case 'sentDigits':
      return `sends the tones ${event.digits}`;
    case 'gathering':
      return `waits for ${keys(event.numDigits)} (${event.timeout} s)`;
    case 'keys':
      return `caller presses ${[...event.digits].join(' ')}`;
    case 'spoke':
      return `caller speaks for ${event.seconds} s`;
    case 'heard':
      return `hears ${event.text === '' ? `${event.seconds} s of speech` : `"${event.text}"`}`;
    case 'gathered':
      return event.result === 'none' && event.finishedOnKey === '' ? 'heard nothing' : undefined;
    case 'recording':
      return `${event.beep ? '(beep) ' : ''}records, up to ${event.maxLength} s`;
    case 'recorded':
      return `recorded ${event.duration} s, ${event.sid}`;
    case 'ringing':
      return `rings ${written(event.to)}`;
    case 'legAnswered':
      return 'a staff member picks up';
    case 'legEnded':
      return event.status === 'completed' ? undefined : `a telephone stops ringing: ${event.status}`;
    case 'bridged':
      return 'caller and staff talk';
    case 'unbridged':
      return 'the conversation is over';
    case 'rejected':
      return `refused (${event.reason}), before it was answered`;
    case 'error':
    case 'warning':
      return `${event.type} ${event.code}: ${event.message}`;
    case 'ended':
      return `ended: ${event.status}, ${event.durationSeconds} s, ${event.billed ? 'billed' : 'not billed'}`;
    case 'enqueued':
      return `waits in the queue ${event.name}`;
    case 'leftQueue':
      return `left the queue: ${event.result}`;
    case 'sms':
      return `text message to ${written(event.to)}: ${event.body}`;
    case 'webhook':
    case 'response':
    case 'pause':
    case 'promptStopped':
    case 'speaking':
    case 'dialing':
      return undefined;
  }
}

const keys = (count: number | null): string =>
  count === null ? 'keys' : count === 1 ? 'a key' : `${count} keys`;

/** `1:05`, since the call began. */
export function clockTime(event: CarrierEvent, begin: number): string {
  const seconds = Math.max(0, Math.round((Date.parse(event.at) - begin) / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
