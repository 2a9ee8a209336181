// What partners fetch and send, top to bottom: route, credential, limit, the door of that format, the count, the answer.
import { HOUR_MS } from '../../core/basics/durations.ts';
import { judge } from '../../core/basics/limit.ts';
import type { Partner } from '../../core/sharing/partner.ts';
import type { Share } from '../../core/sharing/share.ts';
import { viewOf } from '../../core/sharing/view.ts';
import type { HttpEvent, HttpResult } from '../http/lambda-http.ts';
import { Problem, problemResult } from '../http/problem.ts';
import { outageProblem } from '../http/outage-problem.ts';
import { ROUTES, routeKey, type SharingRouteId } from '../routes.ts';
import type { Runtime } from '../runtime.ts';
import { sha256 } from '../sha256.ts';
import { requirePartner } from './credential.ts';
import type { DoorInput, Given } from './door.ts';
import { csvFile } from './csv-door.ts';
import { feedKey } from './feed-key.ts';
import { feedSource, idsUnder } from './identifiers.ts';
import { matchingAnswer } from './matching-door.ts';
import { mispFile } from './misp-door.ts';
import { takeSightings } from './sightings-door.ts';
import { SHARING_ROUTES } from './routes.ts';
import { ShareSnapshot } from './snapshot.ts';
import { taxiiAnswer, taxiiProblem } from './taxii-door.ts';

type Door = (input: DoorInput) => Promise<Given>;

const DOORS: Readonly<Record<Exclude<SharingRouteId, 'sharing.key' | 'sharing.sightings'>, Door>> = {
  'sharing.misp': mispFile,
  'sharing.csv': csvFile,
  'sharing.matching': matchingAnswer,
  'sharing.taxii': taxiiAnswer,
  'sharing.taxii-path': taxiiAnswer,
};

export function createSharingHandler(runtime: Runtime): (event: HttpEvent) => Promise<HttpResult> {
  const ids = Object.keys(SHARING_ROUTES) as SharingRouteId[];
  const byKey = new Map<string, SharingRouteId>(ids.map((id) => [routeKey(ROUTES[id]), id]));
  const snapshot = new ShareSnapshot();
  return async (event) => {
    const id = byKey.get(event.routeKey);
    const tell = id?.startsWith('sharing.taxii') === true ? taxiiProblem : problemResult;
    if (id === undefined) return problemResult(new Problem('not-found', 'No such route.'));
    try {
      return await answer(id, event, { runtime, snapshot });
    } catch (error) {
      if (error instanceof Problem) return tell(error);
      runtime.log.error('partner request failed', { route: id, error });
      return tell(
        outageProblem(error) ?? new Problem('internal', 'An unexpected error occurred. It was logged.'),
      );
    }
  };
}

interface Place {
  readonly runtime: Runtime;
  readonly snapshot: ShareSnapshot;
}

async function answer(
  id: SharingRouteId,
  event: HttpEvent,
  { runtime, snapshot }: Place,
): Promise<HttpResult> {
  if (id === 'sharing.key') return publicKey(event, runtime);
  const partner = await requirePartner(event, runtime);
  await takePlace(partner, event, runtime);
  if (id === 'sharing.sightings') return takeSightings(event, partner, runtime);
  const shares = await snapshot.current(runtime.store);
  const given = await DOORS[id](await inputFor(event, partner, shares, runtime));
  return countedAnswer(event, given, partner, runtime);
}

async function inputFor(
  event: HttpEvent,
  partner: Partner,
  shares: readonly Share[],
  runtime: Runtime,
): Promise<DoorInput> {
  const { sharingKey } = await runtime.secrets();
  const idOf = idsUnder(sharingKey);
  const source = feedSource(await runtime.settings.current(), idOf);
  const key = await feedKey(sharingKey, source.organization);
  return { event, partner, view: viewOf(partner, shares, runtime.now()), source, idOf, key, runtime };
}

async function publicKey(event: HttpEvent, runtime: Runtime): Promise<HttpResult> {
  const { sharingKey } = await runtime.secrets();
  const source = feedSource(await runtime.settings.current(), idsUnder(sharingKey));
  const { publicKey: body, fingerprint } = await feedKey(sharingKey, source.organization);
  return tagged(event, { type: KEY_TYPE, body, headers: { 'x-fingerprint': fingerprint }, numbers: 0 });
}

const KEY_TYPE = 'application/pgp-keys';

/** @throws {Problem} too-many-requests */
async function takePlace({ name, terms }: Partner, event: HttpEvent, { store, now }: Runtime): Promise<void> {
  const own = { id: event.requestContext.requestId.slice(0, 13), at: now().getTime() };
  const under = `partner:${name}`;
  const counted = await store.limits.add(under, own, new Date(own.at + 2 * HOUR_MS).toISOString());
  const { allowed, retryAfterSeconds: retryAfter, stale } = judge(counted, own, terms.requestsPerHour);
  const dropped = allowed ? stale : [...stale, own];
  if (dropped.length > 0) await store.limits.remove(under, dropped);
  if (allowed) return;
  throw new Problem(
    'too-many-requests',
    `The agreement allows ${String(terms.requestsPerHour)} requests an hour. Wait ${String(retryAfter)} s.`,
    { retryAfter },
  );
}

/** What is not sent because the partner has it already is no number given. */
async function countedAnswer(
  event: HttpEvent,
  given: Given,
  { name }: Partner,
  { store, now }: Runtime,
): Promise<HttpResult> {
  const result = tagged(event, given);
  const numbers = result.statusCode === 304 ? 0 : given.numbers;
  const lookUps = given.lookUps === undefined ? {} : { lookUps: given.lookUps };
  await store.partners.countFetch(name, { at: now().toISOString(), numbers, ...lookUps });
  return result;
}

/** 304 where the client has this very answer. */
function tagged(event: HttpEvent, { type, body, headers = {} }: Given): HttpResult {
  const etag = `"${sha256(Buffer.from(body)).slice(0, 32)}"`;
  const common = { etag, 'cache-control': 'private, no-cache', ...headers };
  const known = (event.headers['if-none-match'] ?? '')
    .split(',')
    .map((tag) => tag.trim().replace(/^W\//, ''));
  if (known.includes(etag) || known.includes('*')) return { statusCode: 304, headers: common };
  return {
    statusCode: 200,
    headers: { ...common, 'content-type': type, 'x-content-type-options': 'nosniff' },
    body,
  };
}
