// Data residency where requests are sent: also to where a redirect leads, and also what was set before the switch was.
import { crossingWords, refusedCrossings } from '../../core/privacy/residency.ts';
import { urlPlace } from '../../core/privacy/places.ts';
import type { Guard } from '../outgoing/outgoing.ts';
import type { SettingsSource } from '../runtime.ts';

export const residencyGuard =
  ({ current }: Pick<SettingsSource, 'current'>): Guard =>
  async (url, flow) => {
    const { residency } = (await current()).privacy;
    const [refused] = refusedCrossings([{ flow, to: urlPlace(url.href), at: '' }], residency);
    return refused && crossingWords(refused, residency.within);
  };
