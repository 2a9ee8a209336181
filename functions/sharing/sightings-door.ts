// `POST /feeds/sightings`: what a partner saw of the numbers that it was given. Staff are told of a false positive, and by
// the trust in the partners that agree it withdraws the number until a person has looked.
import * as z from 'zod';
import type { Partner } from '../../core/sharing/partner.ts';
import { isLive, type LiveShare } from '../../core/sharing/share.ts';
import { disputeOf, SIGHTING_TYPES, sightingType } from '../../core/sharing/sighting.ts';
import { bodyText, type HttpEvent, type HttpResult } from '../http/lambda-http.ts';
import { checked, parseJson } from '../http/read-request.ts';
import { commit } from '../commit.ts';
import type { Runtime } from '../runtime.ts';
import { entriesByHash } from './matching-door.ts';

const MOST_SIGHTINGS = 500;

/** MISP writes numbers as strings. */
const wholeNumber = z.union([
  z.int(),
  z
    .string()
    .regex(/^\d{1,12}$/)
    .transform(Number),
]);

const sightingSchema = z
  .object({
    uuid: z.string().max(64).optional().describe('Of the attribute, the indicator or the entry'),
    hmac: z
      .string()
      .regex(/^[0-9a-f]{64}$/i)
      .optional()
      .describe('For partners that match under a key: the hash of the number'),
    type: wholeNumber.refine((code) => sightingType(code) !== undefined, {
      error: `must be 0 to ${String(SIGHTING_TYPES.length - 1)}`,
    }),
    date_sighting: wholeNumber,
    source: z.string().max(250).optional(),
  })
  .refine(({ uuid, hmac }) => (uuid === undefined) !== (hmac === undefined), {
    error: 'name the number by its uuid, or by its hmac',
  });

const bodySchema = z.object({
  Sighting: z
    .union([sightingSchema.transform((one) => [one]), z.array(sightingSchema)])
    .refine((all) => all.length <= MOST_SIGHTINGS, { error: `at most ${String(MOST_SIGHTINGS)} at once` }),
});

type Sighting = z.output<typeof sightingSchema>;

/** The source that a partner names is not kept: it may be a person. @throws {Problem} invalid-request */
export async function takeSightings(
  event: HttpEvent,
  partner: Partner,
  runtime: Runtime,
): Promise<HttpResult> {
  const { Sighting: sightings } = checked(bodySchema, parseJson(bodyText(event)), 'body') as z.output<
    typeof bodySchema
  >;
  const live = (await runtime.store.shares.all()).filter(isLive);
  const known = new Map(live.map((share) => [share.entry, share]));
  // All numbers are hashed once, and not for each sighting: a request with many would keep the function busy for long.
  const byHash = sightings.some(({ hmac }) => hmac !== undefined)
    ? await entriesByHash(live, { partner, runtime })
    : undefined;
  let accepted = 0;
  for (const { uuid = '', hmac = '', ...sighting } of sightings) {
    const share = known.get(byHash?.get(hmac.toLowerCase()) ?? uuid.toLowerCase());
    if (share === undefined) continue;
    await take(sighting, share, { partner, runtime });
    accepted++;
  }
  return {
    statusCode: 200,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
    body: JSON.stringify({ accepted, unknown: sightings.length - accepted }),
  };
}

interface From {
  readonly partner: Partner;
  readonly runtime: Runtime;
}

/** Can be done twice: what was done before is done again, and counts once. */
async function take(
  { type: code, date_sighting: seenAt }: Pick<Sighting, 'type' | 'date_sighting'>,
  { entry }: LiveShare,
  { partner, runtime }: From,
): Promise<void> {
  const { store, now } = runtime;
  const type = sightingType(code);
  if (type === undefined) return;
  const at = now().toISOString();
  if (type === 'false-positive') await dispute(entry, { partner, runtime });
  await store.partners.noteSighting(partner.name, { entry, type, seenAt, at });
}

async function dispute(entry: string, { partner, runtime }: From): Promise<void> {
  const { store, now, log } = runtime;
  const share = await store.shares.addFalsePositive(entry, partner.name);
  if (share === undefined) return;
  const at = now().toISOString();
  switch (disputeOf(share.falsePositives, await store.partners.all())) {
    case 'none':
      return;
    case 'flagged':
      if (share.flaggedAt === undefined) await tell('doubted', { entry, at, partner }, runtime);
      return store.shares.flag(entry, at);
    case 'disputed':
      if (share.state === 'shared') await tell('withdrawn', { entry, at, partner }, runtime);
      await store.shares.flag(entry, at);
      await store.shares.dispute(entry, at);
      await store.shares.raise();
      log.warn('a shared number is disputed: withdrawn until a person has looked', { problem: entry });
  }
}

interface Doubted {
  readonly entry: string;
  readonly at: string;
  readonly partner: Partner;
}

/** Once for each step that a person should know of. */
const tell = (
  about: 'doubted' | 'withdrawn',
  { entry, at, partner }: Doubted,
  runtime: Runtime,
): Promise<void> =>
  commit(
    [{ kind: 'notify', notice: { kind: 'partner-doubt', at, about, entry, partner: partner.name } }],
    runtime,
  );
