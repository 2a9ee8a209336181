// The TAXII 2.1 door, read-only (https://docs.oasis-open.org/cti/taxii/v2.1/os/taxii-v2.1-os.html): discovery, one API root,
// one collection, its manifest and its objects. Adding objects and asking for the state of that is not offered.
import { stixObjects, type CollectionObject } from '../../core/sharing/stix.ts';
import {
  DEFAULT_PAGE,
  LARGEST_PAGE,
  pageOfCollection,
  type CollectionQuery,
  type Place,
} from '../../core/sharing/taxii.ts';
import type { HttpEvent, HttpResult } from '../http/lambda-http.ts';
import { Problem, problemResult } from '../http/problem.ts';
import { pathOf, queryOf } from '../http/read-request.ts';
import { instantIn } from './csv-door.ts';
import { requireFormat, type DoorInput, type Given } from './door.ts';

const TAXII_TYPE = 'application/taxii+json;version=2.1';
const STIX_TYPE = 'application/stix+json;version=2.1';
const ROOT = 'numbers';
/** The largest request body that would be taken, were any: TAXII wants a number. */
const MOST_BYTES = 1_048_576;

/** @throws {Problem} not-acceptable, not-agreed, not-found, invalid-request */
export function taxiiAnswer(input: DoorInput): Promise<Given> {
  const { event, partner } = input;
  requireMediaType(event);
  requireFormat(partner, 'taxii');
  const [root, collections, id, what, object, versions, ...more] = segmentsOf(event);
  const found =
    more.length > 0 ? undefined : resource({ root, collections, id, what, object, versions }, input);
  if (found === undefined) throw new Problem('not-found', 'There is no such TAXII resource.');
  return Promise.resolve(found);
}

/** A slash at the end is TAXII's own spelling, and may be missing. */
const segmentsOf = (event: HttpEvent): readonly string[] =>
  (pathOf(event).path ?? '')
    .replace(/\/$/, '')
    .split('/')
    .filter((segment) => segment !== '');

interface Segments {
  readonly root: string | undefined;
  readonly collections: string | undefined;
  readonly id: string | undefined;
  readonly what: string | undefined;
  readonly object: string | undefined;
  readonly versions: string | undefined;
}

function resource(segments: Segments, input: DoorInput): Given | undefined {
  const { root, collections, id, what, object, versions } = segments;
  if (root === undefined) return answer(discovery(input));
  if (root !== ROOT) return undefined;
  if (collections === undefined) return answer(apiRoot(input));
  if (collections !== 'collections') return undefined;
  if (id === undefined) return answer({ collections: [collection(input)] });
  if (id !== collection(input).id) return undefined;
  if (what === undefined) return answer(collection(input));
  if (what === 'manifest' && object === undefined) return manifest(input);
  if (what !== 'objects') return undefined;
  if (object === undefined) return objects(input);
  if (versions === undefined) return oneObject(object, input);
  return versions === 'versions' ? versionsOf(object, input) : undefined;
}

const answer = (body: object, headers: Readonly<Record<string, string>> = {}, numbers = 0): Given => ({
  type: TAXII_TYPE,
  body: JSON.stringify(body),
  headers,
  numbers,
});

const rootUrl = ({ runtime }: DoorInput): string => `${runtime.publicUrl}/taxii2/${ROOT}/`;

const discovery = (input: DoorInput) => ({
  title: input.source.organization,
  default: rootUrl(input),
  api_roots: [rootUrl(input)],
});

const apiRoot = ({ source }: DoorInput) => ({
  title: source.organization,
  versions: [TAXII_TYPE],
  max_content_length: MOST_BYTES,
});

const collection = ({ idOf }: DoorInput) => ({
  id: idOf('taxii-collection'),
  title: 'Fraud callers',
  description: 'Telephone numbers that called with fraud or nuisance, each as an indicator and a sighting.',
  alias: 'fraud-callers',
  can_read: true,
  can_write: false,
  media_types: [STIX_TYPE],
});

const collectionObjects = ({ view, source, partner, idOf }: DoorInput): readonly CollectionObject[] =>
  stixObjects(view, { source, terms: partner.terms, idOf });

function manifest(input: DoorInput): Given {
  const page = pageOfCollection(collectionObjects(input), queryIn(input.event));
  const records = page.objects.map(({ object, added, version }) => ({
    id: object.id,
    date_added: added,
    version,
    media_type: STIX_TYPE,
  }));
  return answer({ more: page.next !== undefined, objects: records }, datesOf(page.objects));
}

function objects(input: DoorInput): Given {
  return envelope(pageOfCollection(collectionObjects(input), queryIn(input.event)));
}

function oneObject(id: string, input: DoorInput): Given | undefined {
  const own = collectionObjects(input).filter(({ object }) => object.id === id);
  return own.length === 0 ? undefined : envelope(pageOfCollection(own, queryIn(input.event)));
}

function versionsOf(id: string, input: DoorInput): Given | undefined {
  const own = collectionObjects(input).filter(({ object }) => object.id === id);
  if (own.length === 0) return undefined;
  const page = pageOfCollection(own, queryIn(input.event));
  return answer({ more: false, versions: page.objects.map(({ version }) => version) }, datesOf(page.objects));
}

/** An empty envelope has no members (section 3.7). */
function envelope({ objects: found, next }: ReturnType<typeof pageOfCollection>): Given {
  const more = next === undefined ? {} : { more: true, next: encodePlace(next) };
  const body = found.length === 0 ? {} : { ...more, objects: found.map(({ object }) => object) };
  const numbers = found.filter(({ object }) => object.type === 'indicator' && object.revoked !== true).length;
  return answer(body, datesOf(found), numbers);
}

function datesOf(found: readonly CollectionObject[]): Readonly<Record<string, string>> {
  const [first, last] = [found[0], found.at(-1)];
  if (first === undefined || last === undefined) return {};
  return { 'x-taxii-date-added-first': first.added, 'x-taxii-date-added-last': last.added };
}

// --- the request ----------------------------------------------------------------------------------------------------

const MATCHES = ['id', 'type', 'version', 'spec_version'] as const;

function queryIn(event: HttpEvent): CollectionQuery {
  const { added_after: after, limit = String(DEFAULT_PAGE), next, ...rest } = queryOf(event);
  if (!/^[1-9]\d{0,8}$/.test(limit))
    throw new Problem('invalid-request', 'query /limit: must be a whole number above 0.');
  const match = Object.fromEntries(MATCHES.map((name) => [name, rest[`match[${name}]`]?.split(',')]));
  return {
    addedAfter: instantIn(after, 'added_after'),
    limit: Math.min(Number(limit), LARGEST_PAGE),
    next: next === undefined ? undefined : decodePlace(next),
    match,
  };
}

const encodePlace = ({ added, id }: Place): string => Buffer.from(`${added} ${id}`).toString('base64url');

function decodePlace(text: string): Place {
  const [added = '', id = '', ...more] = Buffer.from(text, 'base64url').toString('utf8').split(' ');
  if (Number.isNaN(Date.parse(added)) || id === '' || more.length > 0)
    throw new Problem('invalid-request', 'query /next: is not one that this server handed out.');
  return { added, id };
}

const ACCEPTED = /^(\*\/\*|application\/\*|application\/taxii\+json(\s*;\s*version=2\.1)?)$/;

/** A client that accepts nothing of TAXII 2.1 is told so (section 1.6.8.1). */
function requireMediaType({ headers }: HttpEvent): void {
  const accepted = headers.accept?.split(',').map((one) => one.replace(/;\s*q=[\d.]+\s*$/, '').trim());
  if (accepted === undefined || accepted.some((one) => ACCEPTED.test(one))) return;
  throw new Problem('not-acceptable', `This server answers with ${TAXII_TYPE}.`);
}

/** TAXII's own error message (section 3.6.1). */
export function taxiiProblem(problem: Problem): HttpResult {
  const { statusCode = 500, headers = {}, body = '{}' } = problemResult(problem);
  const { title } = JSON.parse(body) as { title: string };
  const message = {
    title,
    description: problem.message,
    error_code: problem.kind,
    http_status: String(statusCode),
  };
  return { statusCode, headers: { ...headers, 'content-type': TAXII_TYPE }, body: JSON.stringify(message) };
}
