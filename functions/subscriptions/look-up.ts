// Asks partners about a caller by the beginning of the number's keyed hash, after the call: the partner answers with
// everything that begins so, and learns neither the number nor whether it was found. The answer counts from the next call.
import * as z from 'zod';
import { DAY_MS } from '../../core/basics/durations.ts';
import { writeComplaints } from '../../core/evidence/complaints.ts';
import { answersOf, partName, type FeedParts } from '../../core/evidence/feed-evidence.ts';
import { parseE164, type E164 } from '../../core/numbers/e164.ts';
import { MOST_COMPLAINTS, type SealedKey, type Subscription } from '../../core/subscriptions/subscription.ts';
import { FormatError, seenBy, timeOf } from '../../core/subscriptions/entry.ts';
import { hmacOf } from '../keyed/matching.ts';
import type { JobsRuntime, Runtime } from '../runtime.ts';
import { failureOf } from './failure.ts';
import { openAnswers } from './put.ts';
import { inFolder, openSource } from './source.ts';

/** An answer counts for so long; then the partner is asked again, at the next call. */
const ANSWER_DAYS = 7;

const answerSchema = z.object({
  keyId: z.string(),
  entries: z.array(
    z.object({ suffix: z.string(), lastSeen: z.string().optional(), confidence: z.number().optional() }),
  ),
});

export const isLookUp = ({ terms }: Subscription): boolean => terms.kind === 'matching-lookup';

export async function lookUp(
  text: string,
  partners: readonly Subscription[],
  runtime: JobsRuntime,
): Promise<void> {
  const number = parseE164(text);
  if (number === undefined || (await runtime.store.feeds.answer(number)) !== undefined) return;
  const answers = await Promise.all(partners.map((partner) => askAbout(number, partner, runtime)));
  const now = runtime.now();
  const parts: FeedParts = Object.assign({}, ...answers) as FeedParts;
  const until = new Date(now.getTime() + ANSWER_DAYS * DAY_MS).toISOString();
  // Kept also where nothing was found, so that a frequent caller is not asked about after each call.
  await runtime.store.feeds.putAnswer(number, parts, until);
}

async function askAbout(number: E164, partner: Subscription, runtime: JobsRuntime): Promise<FeedParts> {
  try {
    await openAnswers(partner, runtime);
    const found = await firstFound(number, partner, runtime);
    await noteAsked(partner.name, runtime);
    return found;
  } catch (error) {
    const failure = failureOf(error, runtime.now());
    runtime.log.warn(`subscription ${partner.name}: ${failure.code}`, { problem: failure.problem });
    await runtime.store.subscriptions.changeState(partner.name, (state) => ({
      ...state,
      failure,
      failures: state.failures + 1,
    }));
    return {};
  }
}

/** During a rotation either key may be the one that the partner answers by. */
async function firstFound(number: E164, partner: Subscription, runtime: JobsRuntime): Promise<FeedParts> {
  for (const key of partner.keys) {
    const parts = await askUnder(key, number, partner, runtime);
    if (parts !== undefined) return parts;
  }
  throw new FormatError('The partner answers by a key that is not known here. Set its new key.');
}

/** Undefined where the partner answers by another key. */
async function askUnder(
  { sealed, keyId }: SealedKey,
  number: E164,
  partner: Subscription,
  runtime: JobsRuntime,
): Promise<FeedParts | undefined> {
  const hmac = hmacOf(number, sealed, await runtime.secrets());
  const { prefixDigits = 4, url } = partner.terms;
  const source = await openSource(partner, runtime);
  const asked = new URL(inFolder(url, hmac.slice(0, prefixDigits)));
  // A partner that is rotating its key answers by the one that is named.
  asked.searchParams.set('key', keyId);
  const file = await source.read(asked.href, { accept: 'application/json' });
  const answer = answerSchema.safeParse(jsonIn(file?.body.toString('utf8') ?? ''));
  if (!answer.success)
    throw new FormatError('The answer to a look-up is not what it should be. Check the address.');
  if (answer.data.keyId !== keyId) return undefined;
  const found = answer.data.entries.find(({ suffix }) => suffix.toLowerCase() === hmac.slice(prefixDigits));
  if (found === undefined) return {};
  const day = Math.floor(Date.parse(seenBy(timeOf(found.lastSeen), runtime.now())) / DAY_MS);
  const count = Math.min(MOST_COMPLAINTS[partner.terms.trust], 1);
  return { [partName(answersOf(partner.name), 0)]: writeComplaints([{ number, day, kind: 0, count }]) };
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function noteAsked(name: string, { store, now }: Runtime): Promise<void> {
  const at = now().toISOString();
  await store.subscriptions.changeState(name, ({ failure: _, staleSince: __, ...state }) => ({
    ...state,
    failures: 0,
    freshAt: at,
  }));
}
