// The staff of a run: telephones that are answered, busy or left to ring, and flags on calls that were a nuisance.
import type { LegHandle } from '../carrier/call-handle.ts';
import { between, happens, type Chance } from './chance.ts';
import type { InProcessHotline } from '../in-process/in-process-hotline.ts';
import type { Mix } from './mix.ts';

export interface StaffDesk {
  /** Telephones rung for this call. */
  readonly rung: (callSid: string) => number;
  /** Seconds on the line with this call, all members together. */
  readonly legSeconds: (callSid: string) => readonly number[];
  readonly forget: (callSid: string) => void;
}

/** Whoever has heard who calls presses 1 without waiting for the rest. */
const WHISPER_HEARD_SECONDS = 4;

export function seatStaff(
  hotline: InProcessHotline,
  staff: Mix['staff'],
  chanceFor: (leg: LegHandle) => Chance,
): StaffDesk {
  const busy = new Set<string>();
  const rung = new Map<string, number>();
  const seconds = new Map<string, number[]>();
  hotline.carrier.onLeg((leg) => {
    rung.set(leg.parentSid, (rung.get(leg.parentSid) ?? 0) + 1);
    leg.subscribe((event) => {
      if (event.type === 'said') void acceptOffer(leg);
      if (event.type !== 'ended') return;
      if (event.answered) busy.delete(leg.to);
      if (event.answered)
        seconds.set(leg.parentSid, [...(seconds.get(leg.parentSid) ?? []), event.durationSeconds]);
    });
    void ring(leg, chanceFor(leg));
  });

  const ring = async (leg: LegHandle, chance: Chance): Promise<void> => {
    if (!happens(staff.answers, chance)) return;
    await hotline.clock.sleep(between(staff.answerSeconds, chance) * 1_000);
    if (leg.log.some(({ type }) => type === 'ended')) return;
    if (busy.has(leg.to)) leg.refuse();
    else {
      busy.add(leg.to);
      leg.answer();
    }
  };

  const acceptOffer = async (leg: LegHandle): Promise<void> => {
    await hotline.clock.sleep(WHISPER_HEARD_SECONDS * 1_000);
    leg.press('1');
  };

  return {
    rung: (callSid) => rung.get(callSid) ?? 0,
    legSeconds: (callSid) => seconds.get(callSid) ?? [],
    forget: (callSid) => {
      rung.delete(callSid);
      seconds.delete(callSid);
    },
  };
}
