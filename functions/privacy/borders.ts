// What leaves the country, or the area of data residency, and how many people’s data has this year.
import { borderWarnings, type BorderWarning } from '../../core/privacy/borders.ts';
import { crossingOf, homeArea, type Crossing } from '../../core/privacy/residency.ts';
import type { AbroadCount } from '../../store/evidence/abroad.ts';
import type { Runtime } from '../runtime.ts';
import { allPassages } from './passages-now.ts';

export interface Borders {
  /** From where it is counted: the area of data residency, else the hotline’s country. */
  readonly area: string;
  /** Whether data residency is on. */
  readonly limited: boolean;
  readonly crossings: readonly Crossing[];
  readonly year: number;
  readonly count: AbroadCount;
  readonly warnings: readonly BorderWarning[];
}

export async function bordersNow(runtime: Runtime): Promise<Borders> {
  const settings = await runtime.settings.current();
  const area = homeArea(settings);
  const { residency } = settings.privacy;
  const year = runtime.now().getUTCFullYear();
  const count = await runtime.store.abroad.of(year);
  const crossings = (await allPassages(settings, runtime)).flatMap((passage) => {
    const crossing = crossingOf(passage, area, residency);
    return crossing === undefined ? [] : [crossing];
  });
  return {
    area,
    limited: residency.within !== '',
    crossings,
    year,
    count,
    warnings: borderWarnings(count, area),
  };
}
