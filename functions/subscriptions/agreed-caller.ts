// A caller whom partners name by hashes alone is known once the call is over: where independent partners agree, the number
// is blocked from then on.
import { AGREED_FEED } from '../../core/evidence/feed.ts';
import { parseE164, type E164 } from '../../core/numbers/e164.ts';
import { agreedNumbers } from '../../core/subscriptions/agreement.ts';
import { originKey } from '../../core/subscriptions/entry.ts';
import type { Subscription } from '../../core/subscriptions/subscription.ts';
import type { Runtime } from '../runtime.ts';
import { hasVoice } from './agreed.ts';
import { withoutLeft } from './left-out.ts';
import { ownOrigins } from './own-origins.ts';
import { followAgreement } from './put.ts';
import { entriesAbout } from './sightings.ts';

/** Can be done twice. */
export async function followCaller(
  text: string,
  all: readonly Subscription[],
  runtime: Runtime,
): Promise<void> {
  const number = parseE164(text);
  const voices = all.filter(hasVoice);
  if (number === undefined || voices.length < 2) return;
  if (await isNewlyAgreedOn(number, voices, runtime)) await followAgreement(runtime, [number]);
}

/** All lists are read anew only where that changes something. */
async function isNewlyAgreedOn(
  number: E164,
  voices: readonly Subscription[],
  runtime: Runtime,
): Promise<boolean> {
  const standing = await runtime.store.listings.get(number);
  if (standing?.listing.complaints?.feed === AGREED_FEED) return false;
  const lists = [];
  for (const one of voices) {
    const entries = await withoutLeft(await entriesAbout(one, number, runtime), runtime);
    lists.push({
      partner: one.terms.partner,
      entries: entries.map((entry) => ({ ...entry, about: number })),
    });
  }
  return agreedNumbers(lists, (await ownOrigins(runtime)).map(originKey)).length > 0;
}
