// Every day: what a score means here and now. The rarity of a score is measured on numbers that are known to be good,
// callers who talked with staff and the allowlist, and on random numbers of the same length.
import { DAY_MS } from '../../../core/basics/durations.ts';
import { createHash } from 'node:crypto';
import { calibrate } from '../../../core/basics/calibration.ts';
import { complaintsOn } from '../../../core/evidence/caller-score.ts';
import { parseE164, type E164 } from '../../../core/numbers/e164.ts';
import type { Identity } from '../../../core/numbers/identity.ts';
import { isPrefixRule } from '../../../core/lists/listing.ts';
import { callingCodeOf } from '../../../core/lists/number-blocks.ts';
import { margin, SHIPPED_MODEL } from '../../../core/evidence/reputation.ts';
import type { Runtime } from '../../runtime.ts';

const SPAN_DAYS = 14;
/** Of each kind. */
const MOST = 2_000;

/** @returns whether there was enough to go by; otherwise the calibration before stays */
export async function calibrateScores(runtime: Runtime): Promise<boolean> {
  const { hotline } = await runtime.settings.current();
  const good = [...new Set([...(await callersWhoTalked(runtime)), ...(await allowlisted(runtime))])];
  const numbers = [...good, ...randomNumbers(hotline.number, MOST, runtime.now())];
  const evidence = await runtime.store.evidence.of(numbers, runtime.now());
  const margins = numbers.map((number) => margin(number, complaintsOn(evidence(number)), SHIPPED_MODEL));
  const points = calibrate(margins);
  if (points === undefined) return false;
  await runtime.store.marks.calibrated(points, runtime.now().toISOString());
  return true;
}

async function callersWhoTalked(runtime: Runtime): Promise<Identity[]> {
  const to = runtime.now();
  const { items } = await runtime.store.calls.page({
    from: new Date(to.getTime() - SPAN_DAYS * DAY_MS),
    to,
    disposition: 'talked-to-staff',
    limit: MOST,
  });
  return items.flatMap(({ caller, flag, attestation }) =>
    caller === undefined || flag !== undefined || attestation === 'failed' ? [] : [caller],
  );
}

async function allowlisted(runtime: Runtime): Promise<Identity[]> {
  const { items } = await runtime.store.listings.page({ list: 'allow', limit: MOST });
  return items.flatMap(({ pattern }) => (isPrefixRule(pattern) ? [] : [pattern]));
}

/** Random numbers of the hotline's country. They change each day, and are equal for every run on the same day. */
function randomNumbers(like: E164, count: number, now: Date): Identity[] {
  const prefix = `+${callingCodeOf(like)}`;
  const length = like.length - prefix.length;
  const day = now.toISOString().slice(0, 10);
  return Array.from({ length: count }, (_, index) => {
    const drawn = createHash('sha256')
      .update(`${day} ${String(index)}`)
      .digest();
    const digits = Array.from({ length: length - 1 }, (_digit, at) => String((drawn[at + 1] ?? 0) % 10));
    return parseE164(`${prefix}${String(2 + ((drawn[0] ?? 0) % 8))}${digits.join('')}`);
  }).filter((number) => number !== undefined);
}
