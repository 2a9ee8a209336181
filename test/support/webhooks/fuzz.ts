// Both sides of the signature at once: nothing that Twilio sends is refused, and no other division of it is believed.
import { isDocumented, isSipHeader } from '../../../functions/http/signed/twilio-names.ts';
import { randomFrom } from '../../../training/random.ts';
import { isLastResort, judge, signatureOf } from './judge.ts';
import { pick, rightlySigned } from './rightly-signed.ts';
import { divisionOf, isSame, manyShifts, shiftsOf, type Division } from './shifted.ts';

export interface Fuzzed {
  signed: number;
  signedRefused: number;
  shifted: number;
  shiftedRefused: number;
  /** Believed, although a documented parameter was changed, but the event is the one that was signed. */
  sameEvent: number;
  otherEvent: number;
  /**
   * Tried, and not counted as shifted: every documented parameter is byte for byte what was signed, and so is the event.
   * Only borders within SIP headers, whose names callers choose, or within parameters that Twilio does not document were
   * moved. `EdgeLo` = `cationashburn` can be a request of Twilio's as well as `EdgeLocation` = `ashburn`.
   */
  openNames: number;
  readonly examples: unknown[];
}

const MAX_EXAMPLES = 12;
/** Of each rightly signed webhook whose borders are moved. */
const SHIFTS_EACH = 400;

/** @param count how many rightly signed webhooks, and how many shifted ones */
export function fuzz({ count, seed }: { readonly count: number; readonly seed: number }): Fuzzed {
  const random = randomFrom(seed);
  const found: Fuzzed = {
    signed: 0,
    signedRefused: 0,
    shifted: 0,
    shiftedRefused: 0,
    sameEvent: 0,
    otherEvent: 0,
    openNames: 0,
    examples: [],
  };
  while (found.signed < count || found.shifted < count) {
    const webhook = rightlySigned(random);
    const honest = divisionOf(webhook);
    const signature = signatureOf(webhook);
    const event = trySigned(honest, signature, found);
    if (event === undefined || found.shifted >= count) continue;
    const wanted = Math.min(SHIFTS_EACH, count - found.shifted);
    // All single shifts of a webhook are found at once, which takes long: every 200th webhook is shifted.
    if (found.signed % (SHIFTS_EACH / 2) !== 1 && found.signed < count) continue;
    for (const shifted of someShifts(honest, wanted, random))
      tryShifted(shifted, honest, { event, signature }, found);
  }
  return found;
}

function trySigned(honest: Division, signature: string, found: Fuzzed): string | undefined {
  const judged = judge(honest, signature);
  found.signed += 1;
  if (judged.kind === 'believed' && !isLastResort(judged.event)) return judged.event;
  found.signedRefused += 1;
  remember(found, { refused: judged, signed: honest });
  return undefined;
}

function someShifts(honest: Division, wanted: number, random: () => number): Division[] {
  const single = shiftsOf(honest).filter((division) => !isSame(division, honest));
  return Array.from({ length: wanted }, (_, index) =>
    index % 4 === 3 ? manyShifts(honest, 2 + (index % 3), random) : pick(single, random),
  ).filter((division) => division !== undefined);
}

function tryShifted(
  shifted: Division,
  honest: Division,
  { event, signature }: { readonly event: string; readonly signature: string },
  found: Fuzzed,
): void {
  const judged = judge(shifted, signature);
  if (judged.kind === 'believed' && judged.event === event && isOpen(honest, shifted)) {
    found.openNames += 1;
    return;
  }
  found.shifted += 1;
  if (judged.kind === 'refused') found.shiftedRefused += 1;
  else if (judged.event === event) found.sameEvent += 1;
  else found.otherEvent += 1;
  if (judged.kind === 'believed')
    remember(found, { signed: difference(honest, shifted), as: difference(shifted, honest), judged, event });
}

/** What one division has and the other has not. */
function difference({ target, pairs }: Division, other: Division): unknown[] {
  const has = new Set(other.pairs.map((pair) => JSON.stringify(pair)));
  return [
    ...(target === other.target ? [] : [target]),
    ...pairs.filter((pair) => !has.has(JSON.stringify(pair))),
  ];
}

/** Whether the two divisions agree in everything that Twilio documents. */
function isOpen(one: Division, other: Division): boolean {
  const documented = ({ target, pairs }: Division): string =>
    JSON.stringify([target, pairs.filter(([name]) => isDocumented(name) && !isSipHeader(name))]);
  return documented(one) === documented(other);
}

function remember(found: Fuzzed, example: unknown): void {
  if (found.examples.length < MAX_EXAMPLES) found.examples.push(example);
}
