// Replays complaints and questions in the order of time, so that each answer uses only earlier complaints. The scores are
// calibrated each day, on random numbers scored with the evidence of that morning.
import { calibrate, rarity, scoreOfRarity, type Calibration } from '../../core/basics/calibration.ts';
import type { E164 } from '../../core/numbers/e164.ts';
import { margin, SHIPPED_MODEL, type ReputationModel, type Suspect } from '../../core/evidence/reputation.ts';
import { PackedEvidence } from './packed-evidence.ts';
import { randomFrom } from '../random.ts';
import { ReferenceNumbers } from './reference-numbers.ts';

/** As many random numbers as complaints have come since the last time, but no more than these: a line costs the same in any stream. */
const REFERENCES_A_DAY = 5_000;
/** A calibration rests on the latest mornings that have so many together: one in 1,000 is then ten numbers, not two. */
const REFERENCES = 10_000;
const SEED = 1;

export class NumberStream {
  readonly #evidence = new PackedEvidence();
  readonly #references = new ReferenceNumbers(randomFrom(SEED));
  #mornings: readonly Float64Array[] = [];
  #calibration: Calibration;
  #day = '';
  #learned = 0;
  readonly #model: ReputationModel;

  constructor(model: ReputationModel = SHIPPED_MODEL) {
    this.#model = model;
    this.#calibration = model.calibration;
  }

  learn(number: E164, at: Date): void {
    this.#evidence.learn(number, at);
    this.#references.see(number);
    this.#learned++;
  }

  score(number: Suspect, at: Date): number {
    this.#calibrateOnceADay(at);
    return scoreOfRarity(rarity(this.margin(number, at), this.#calibration));
  }

  margin(number: Suspect, at: Date): number {
    return margin(number, this.#evidence.read(number, at), this.#model);
  }

  #calibrateOnceADay(at: Date): void {
    const day = at.toISOString().slice(0, 10);
    if (day === this.#day) return;
    this.#day = day;
    if (this.#learned === 0) return;
    const numbers = this.#references.draw(Math.min(this.#learned, REFERENCES_A_DAY));
    this.#learned = 0;
    const morning = Float64Array.from(numbers, (number) => this.margin(number, at));
    this.#mornings = latest([...this.#mornings, morning]);
    this.#calibration = calibrate(this.#mornings.flatMap((margins) => [...margins])) ?? this.#calibration;
  }
}

/** Without the oldest mornings, as long as the others suffice. */
function latest(mornings: readonly Float64Array[]): readonly Float64Array[] {
  const [, ...rest] = mornings;
  return rest.reduce((sum, { length }) => sum + length, 0) >= REFERENCES ? latest(rest) : mornings;
}
