// MISP feeds: https://www.misp-project.org/datamodels/ and the manifest of misp-core-format (github.com/MISP/misp-rfc).
// Every number in them is a text; what others publish is read leniently, and what cannot be read is counted.
import {
  categoryOf,
  Collector,
  epochOf,
  FormatError,
  idOf,
  originKey,
  seenBy,
  timeOf,
  type ReadEntries,
  type ReadingContext,
} from './entry.ts';

export interface ManifestEvent {
  readonly uuid: string;
  /** Unix seconds, as the manifest has them. */
  readonly timestamp: string;
  /** Hexadecimal SHA-256 of the event's file, where the publisher declares one. */
  readonly sha256?: string;
}

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const objectsIn = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : []);
const textIn = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined;
const isTrue = (value: unknown): boolean => value === true || value === '1' || value === 1;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** @throws {FormatError} */
export function parseJson(text: string, what: string): Json {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new FormatError(
      `${what} is not JSON. Check that the address leads to the feed and not to a web page.`,
    );
  }
  if (!isObject(parsed)) throw new FormatError(`${what} is not a JSON object.`);
  return parsed;
}

/** @throws {FormatError} */
export function readManifest(text: string): readonly ManifestEvent[] {
  const manifest = parseJson(text, 'manifest.json');
  return Object.entries(manifest).map(([uuid, event]) => {
    if (!UUID.test(uuid) || !isObject(event))
      throw new FormatError(`manifest.json has an entry "${uuid.slice(0, 40)}", which is no event.`);
    const sha256 = textIn(event['integrity:sha256'])?.toLowerCase();
    return {
      uuid: uuid.toLowerCase(),
      timestamp: textIn(event.timestamp) ?? '',
      ...(sha256 === undefined ? {} : { sha256 }),
    };
  });
}

/** Telephone numbers of one event, its objects' included. @throws {FormatError} */
export function readEvent(text: string, uuid: string, context: ReadingContext): ReadEntries {
  const { Event: event } = parseJson(text, `event ${uuid}`);
  if (!isObject(event)) throw new FormatError(`The file of event ${uuid} holds no Event.`);
  const found = new Collector();
  const attributes = [
    ...objectsIn(event.Attribute),
    ...objectsIn(event.Object).flatMap((one) => (isTrue(one.deleted) ? [] : objectsIn(one.Attribute))),
  ];
  const origins = originsOf(event, context.partner);
  for (const attribute of attributes) readAttribute(attribute, { uuid, event, origins }, context, found);
  return found.result();
}

interface Around {
  readonly uuid: string;
  readonly event: Json;
  readonly origins: readonly string[];
}

function originsOf({ Orgc: creator }: Json, partner: string): readonly string[] {
  const named = isObject(creator) ? [textIn(creator.uuid), textIn(creator.name)] : [];
  const keys = named.flatMap((name) => (name === undefined ? [] : originKey(name) || []));
  return keys.length === 0 ? [originKey(partner)] : keys;
}

function readAttribute(
  attribute: Json,
  { uuid, event, origins }: Around,
  { readNumber, now }: ReadingContext,
  found: Collector,
): void {
  if (attribute.type !== 'phone-number') return;
  const id = textIn(attribute.uuid);
  if (isTrue(attribute.deleted)) {
    if (id !== undefined) found.withdrawn.push(id);
    return;
  }
  const read = readNumber(textIn(attribute.value) ?? '');
  if (!read.ok) {
    found.drop(read.code);
    return;
  }
  const tags = tagsOf(attribute);
  const sightings = objectsIn(attribute.Sighting);
  const isDoubted = sightings.some((one) => textIn(one.type) === '1');
  const expiresAt = expiryOf(sightings);
  found.entries.push({
    about: read.number,
    id: idOf(id, read.number),
    category: categoryOf(tags.get('category') ?? textIn(attribute.category)),
    confirmed: isTrue(attribute.to_ids) && !isDoubted,
    calls: callsIn(textIn(attribute.comment)),
    lastSeen: seenBy(
      timeOf(attribute.last_seen) ?? epochOf(attribute.timestamp) ?? epochOf(event.timestamp),
      now,
    ),
    ...(expiresAt === undefined ? {} : { expiresAt }),
    origins,
    part: uuid,
  });
}

/** `hotline:category="bank"` -> category, bank */
const tagsOf = (attribute: Json): ReadonlyMap<string, string> =>
  new Map(
    objectsIn(attribute.Tag).flatMap((tag): [string, string][] => {
      const [, name, value] = /^hotline:([a-z-]+)="(.*)"$/.exec(textIn(tag.name) ?? '') ?? [];
      return name === undefined || value === undefined ? [] : [[name, value]];
    }),
  );

/** Type 2 is an expiration, at the date of the sighting; of several the first. */
function expiryOf(sightings: readonly Json[]): string | undefined {
  const dates = sightings.flatMap((one) =>
    textIn(one.type) === '2' ? (epochOf(one.date_sighting) ?? []) : [],
  );
  return dates.sort()[0];
}

/** `bank; calls=7; …` and `7 calls/3 days`; other publishers write what they like. */
function callsIn(comment = ''): number {
  const [, named, counted] = /\bcalls=(\d{1,6})\b|\b(\d{1,6}) calls\b/.exec(comment) ?? [];
  return Math.max(1, Number(named ?? counted ?? 1));
}
