// A stream of complaints and questions in the order of time: every answer knows only what came before it. Each day the
// scores are calibrated anew, on random numbers scored with the evidence of that morning.
import { calibrate, rarity, scoreOfRarity, type Calibration } from '../core/calibration.ts';
import type { E164 } from '../core/e164.ts';
import { margin, SHIPPED_MODEL, type ReputationModel, type Suspect } from '../core/reputation.ts';
import { PackedEvidence } from './packed-evidence.ts';
import { randomFrom } from './random.ts';
import { ReferenceNumbers } from './reference-numbers.ts';

const REFERENCES_A_DAY = 2_000;
/** A calibration rests on this many mornings, so that one in 1,000 is not left to two numbers. */
const MORNINGS = 7;
const SEED = 1;

export class NumberStream {
  readonly #evidence = new PackedEvidence();
  readonly #references = new ReferenceNumbers(randomFrom(SEED));
  #mornings: Float64Array[] = [];
  #calibration: Calibration;
  #day = '';
  readonly #model: ReputationModel;

  constructor(model: ReputationModel = SHIPPED_MODEL) {
    this.#model = model;
    this.#calibration = model.calibration;
  }

  learn(number: E164, at: Date): void {
    this.#evidence.learn(number, at);
    this.#references.see(number);
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
    const numbers = this.#references.draw(REFERENCES_A_DAY);
    this.#mornings = [
      ...this.#mornings.slice(1 - MORNINGS),
      Float64Array.from(numbers, (number) => this.margin(number, at)),
    ];
    const margins = this.#mornings.flatMap((morning) => [...morning]);
    this.#calibration = calibrate(margins) ?? this.#calibration;
  }
}
