// STIX 2.1 indicators about telephone numbers, in the envelopes of a TAXII 2.1 collection:
// https://docs.oasis-open.org/cti/stix/v2.1/os/stix-v2.1-os.html and …/taxii/v2.1/os/taxii-v2.1-os.html.
import {
  categoryOf,
  Collector,
  FormatError,
  originKey,
  seenBy,
  timeOf,
  type ReadEntries,
  type ReadingContext,
} from './entry.ts';
import { parseJson } from './misp-feed.ts';

type Json = Readonly<Record<string, unknown>>;

export interface Envelope {
  readonly objects: readonly Json[];
  readonly more: boolean;
  readonly next: string | undefined;
}

/** @throws {FormatError} */
export function readEnvelope(text: string): Envelope {
  const { objects = [], more = false, next } = parseJson(text, 'The answer of the TAXII server');
  if (!Array.isArray(objects))
    throw new FormatError('The answer of the TAXII server has no list of objects.');
  return {
    objects: objects.filter((one): one is Json => typeof one === 'object' && one !== null),
    more: more === true,
    next: typeof next === 'string' ? next : undefined,
  };
}

/** Of all pages together: of an object the version that was modified last counts. */
export function readObjects(objects: readonly Json[], context: ReadingContext): ReadEntries {
  const found = new Collector();
  const names = identitiesIn(objects);
  for (const indicator of latestOf(objects.filter(({ type }) => type === 'indicator')))
    readIndicator(indicator, names, context, found);
  return found.result();
}

const textIn = (value: unknown): string => (typeof value === 'string' ? value : '');

function latestOf(objects: readonly Json[]): readonly Json[] {
  const byId = new Map<string, Json>();
  for (const object of objects) {
    const before = byId.get(textIn(object.id));
    if (before === undefined || textIn(before.modified) <= textIn(object.modified))
      byId.set(textIn(object.id), object);
  }
  return [...byId.values()];
}

const identitiesIn = (objects: readonly Json[]): ReadonlyMap<string, string> =>
  new Map(
    objects.flatMap((one): [string, string][] =>
      one.type === 'identity' ? [[textIn(one.id), textIn(one.name)]] : [],
    ),
  );

function readIndicator(
  indicator: Json,
  names: ReadonlyMap<string, string>,
  { readNumber, now, partner }: ReadingContext,
  found: Collector,
): void {
  const id = textIn(indicator.id);
  // What an earlier version named and this one does not is gone.
  found.withdrawn.push(id);
  if (indicator.revoked === true) return;
  const numbers = numbersIn(textIn(indicator.pattern));
  if (numbers === undefined) return;
  const creator = textIn(indicator.created_by_ref);
  const origins = [creator.replace(/^identity--/, ''), names.get(creator) ?? '']
    .map(originKey)
    .filter((key) => key !== '');
  const labels = Array.isArray(indicator.labels)
    ? indicator.labels.filter((one) => typeof one === 'string')
    : [];
  const expiresAt = timeOf(indicator.valid_until);
  for (const [index, text] of numbers.entries()) {
    const read = readNumber(text);
    if (!read.ok) found.drop(read.code);
    else
      found.entries.push({
        about: read.number,
        id: index === 0 ? id : `${id} ${read.number}`,
        category: categoryOf(labels[0]),
        confirmed: !labels.includes('decision-auto'),
        calls: 1,
        lastSeen: seenBy(timeOf(indicator.modified) ?? timeOf(indicator.valid_from), now),
        ...(expiresAt === undefined ? {} : { expiresAt }),
        origins: origins.length === 0 ? [originKey(partner)] : origins,
        ...(index === 0 ? {} : { part: id }),
      });
  }
}

const COMPARISON = String.raw`(?:x-)?(?:phone|telephone)-number:(?:value|number|x_value)\s*=\s*'((?:[^'\\]|\\.)*)'`;
const ALTERNATIVES = new RegExp(
  String.raw`^\s*\[?\s*${COMPARISON}(?:\s*\]?\s*OR\s*\[?\s*${COMPARISON})*\s*\]\s*$`,
);
const EACH = new RegExp(COMPARISON, 'g');
const LONGEST_PATTERN = 5_000;

/**
 * Numbers of a pattern that any one of them fulfils. Undefined for a pattern about something else, and for one that
 * asks for more than a number: it would be wrong to take its number alone.
 */
function numbersIn(pattern: string): readonly string[] | undefined {
  if (pattern.length > LONGEST_PATTERN || !ALTERNATIVES.test(pattern)) return undefined;
  return [...pattern.matchAll(EACH)].map(([, value = '']) => value.replaceAll(/\\(.)/g, '$1'));
}
