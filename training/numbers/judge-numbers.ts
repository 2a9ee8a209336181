// Judges the reputation as a hotline would meet it, day by day: the day's complaints, the legitimate numbers and random
// ones are scored with what was learned before, then the day is learned.
import type { E164 } from '../../core/numbers/e164.ts';
import type { ReputationModel } from '../../core/evidence/reputation.ts';
import type { ComplaintDay } from './number-data.ts';
import { NumberStream } from './number-stream.ts';
import { randomFrom } from '../random.ts';
import { ReferenceNumbers } from './reference-numbers.ts';

export interface NumberVerdicts {
  /** One for each complaint, in the order of the stream. */
  readonly complaints: Float64Array;
  /** Of those, the numbers that nobody had complained about before. */
  readonly firstComplaints: Float64Array;
  /** One for each number and day. */
  readonly legitimate: Float64Array;
  readonly random: Float64Array;
}

const RANDOM_A_DAY = 2_000;

export interface NumberTrial {
  readonly days: readonly ComplaintDay[];
  /** Scored from this day on; what is before is learned only. */
  readonly from: string;
  readonly until?: string;
  readonly legitimate: readonly E164[];
  readonly model: ReputationModel;
  /** Part of the complaints that is learned: what if fewer people complained? */
  readonly learned?: number;
}

export function judgeNumbers({
  days,
  from,
  until = '9999',
  legitimate,
  model,
  learned = 1,
}: NumberTrial): NumberVerdicts {
  const stream = new NumberStream(model);
  const random = randomFrom(11);
  const references = new ReferenceNumbers(random);
  const seen = new Set<E164>();
  const scores: Record<keyof NumberVerdicts, number[]> = {
    complaints: [],
    firstComplaints: [],
    legitimate: [],
    random: [],
  };
  for (const { date, numbers } of days) {
    const at = new Date(date);
    if (date >= until) break;
    if (date >= from) {
      for (const number of numbers) {
        const score = stream.score(number, at);
        scores.complaints.push(score);
        if (!seen.has(number)) scores.firstComplaints.push(score);
      }
      for (const number of legitimate) scores.legitimate.push(stream.score(number, at));
      for (const number of references.draw(RANDOM_A_DAY)) scores.random.push(stream.score(number, at));
    }
    for (const number of numbers) {
      if (learned < 1 && random() >= learned) continue;
      stream.learn(number, at);
      references.see(number);
      seen.add(number);
    }
  }
  return {
    complaints: Float64Array.from(scores.complaints),
    firstComplaints: Float64Array.from(scores.firstComplaints),
    legitimate: Float64Array.from(scores.legitimate),
    random: Float64Array.from(scores.random),
  };
}
