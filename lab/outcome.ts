// What became of one call, read from the carrier's own log of it. Every call has exactly one outcome.
import type { CarrierEvent } from '../carrier/events.ts';

/** refused, engaged: not answered, with the tone of a dead or a busy line. gave-up: the caller hung up before anything came of it. sent-away: the hotline ended the call with nothing. */
export const OUTCOMES = [
  'talked',
  'reported',
  'message',
  'refused',
  'engaged',
  'gave-up',
  'sent-away',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** How far the guard let the call come: to the menu or to the staff's telephones, or not. */
export type Reach = 'staff' | 'menu' | 'nobody';

/** What happened to a genuine caller whom the guard did not let through. */
export const HARMS = ['refused', 'engaged', 'sent-to-voicemail', 'gave-up', 'sent-away'] as const;
export type Harm = (typeof HARMS)[number];

export interface CallOutcome {
  readonly outcome: Outcome;
  readonly reach: Reach;
  readonly challenged: boolean;
  /** Pressed 0 when asked for the code: a message and a call back, by the caller's own wish. */
  readonly askedForPerson: boolean;
  /** Let through to staff, of whom nobody was free to be rung: a message, and no fault of the guard. */
  readonly foundNobodyFree: boolean;
  /** From dialling to the conversation. */
  readonly secondsToPerson: number | undefined;
  readonly durationSeconds: number;
  readonly billed: boolean;
  /** Errors that the carrier met in our documents. */
  readonly errors: number;
}

export function outcomeOf(log: readonly CarrierEvent[], hungUp: boolean): CallOutcome {
  const began = Date.parse(log[0]?.at ?? '');
  const bridged = log.find(({ type }) => type === 'bridged');
  const ended = log.find((event) => event.type === 'ended');
  const steps = log.flatMap(stepsIn);
  const reach = log.some(({ type }) => type === 'ringing')
    ? 'staff'
    : steps.includes('menu')
      ? 'menu'
      : 'nobody';
  return {
    outcome: plainOutcome(log, steps, hungUp),
    reach,
    challenged: steps.includes('challenge'),
    askedForPerson: steps.includes('voicemail asked-for-person'),
    foundNobodyFree: reach === 'nobody' && steps.includes('voicemail nobody-answered'),
    secondsToPerson: bridged === undefined ? undefined : (Date.parse(bridged.at) - began) / 1_000,
    durationSeconds: ended?.durationSeconds ?? 0,
    billed: ended?.billed ?? false,
    errors: log.filter(({ type }) => type === 'error').length,
  };
}

function plainOutcome(log: readonly CarrierEvent[], steps: readonly string[], hungUp: boolean): Outcome {
  const rejected = log.find((event) => event.type === 'rejected');
  if (rejected !== undefined) return rejected.reason === 'busy' ? 'engaged' : 'refused';
  if (log.some(({ type }) => type === 'bridged')) return 'talked';
  if (steps.includes('description')) return 'reported';
  if (log.some((event) => event.type === 'recorded' && event.duration > 0)) return 'message';
  return hungUp ? 'gave-up' : 'sent-away';
}

const ACTIONS = [
  /<Record\b[^>]*\baction="[^"]*\/voice\/([a-z-]+)\??([^"]*)"/,
  /<Gather\b[^>]*\baction="[^"]*\/voice\/([a-z-]+)\??([^"]*)"/,
];

/** The step that a document leads to. Where it records, that is the recording's: the notice only comes before it. */
export function askedIn(document: string): { readonly step: string; readonly query: string } | undefined {
  const action = ACTIONS.map((pattern) => pattern.exec(document)).find((found) => found !== null);
  if (action === undefined) return undefined;
  const [, step = '', query = ''] = action;
  return { step, query };
}

/** What a document asks next: `challenge`, `menu`, `voicemail asked-for-person`. */
function stepsIn(event: CarrierEvent): string[] {
  if (event.type !== 'response' || event.purpose !== 'document') return [];
  const asked = askedIn(event.document);
  if (asked === undefined) return [];
  const { step, query } = asked;
  const why = /\bwhy=([a-z-]+)/.exec(query)?.[1];
  return why === undefined ? [step] : [step, `${step} ${why}`];
}

/** Nothing, where the caller got through or wanted no more. */
export function harmOf({ outcome, reach, ...call }: CallOutcome): Harm | undefined {
  if (reach !== 'nobody' || call.askedForPerson || call.foundNobodyFree) return undefined;
  switch (outcome) {
    case 'refused':
    case 'engaged':
    case 'gave-up':
    case 'sent-away':
      return outcome;
    case 'message':
      return 'sent-to-voicemail';
    case 'talked':
    case 'reported':
      return undefined;
  }
}
