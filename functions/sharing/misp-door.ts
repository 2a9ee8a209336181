// `/feeds/misp/`: what MISP reads as a feed in MISP format (https://www.circl.lu/doc/misp/managing-feeds/).
import { createHash } from 'node:crypto';
import { hashedValues, manifestEntry, mispEvents, type MispEvent } from '../../core/sharing/misp.ts';
import { lastChange } from '../../core/sharing/view.ts';
import { Problem } from '../http/problem.ts';
import { pathOf } from '../http/read-request.ts';
import { sha256 } from '../sha256.ts';
import { requireFormat, type DoorInput, type Given } from './door.ts';

const JSON_TYPE = 'application/json';
export const SIGNATURE_TYPE = 'application/pgp-signature';

/** @throws {Problem} not-agreed, not-found */
export async function mispFile(input: DoorInput): Promise<Given> {
  const { event, partner, view, source, idOf } = input;
  requireFormat(partner, 'misp');
  const events = mispEvents(view, { source, terms: partner.terms, idOf });
  const file = pathOf(event).file ?? '';
  switch (file) {
    case 'manifest.json':
      return { type: JSON_TYPE, body: await manifestOf(events, input), numbers: 0 };
    case 'manifest.json.asc': {
      const body = await input.key.sign(await manifestOf(events, input), signedAt(input));
      return { type: SIGNATURE_TYPE, body, numbers: 0 };
    }
    case 'hashes.csv': {
      const hashes = hashedValues(events);
      const body = hashes.map(([value, uuid]) => `${md5(value)},${uuid}\n`).join('');
      return { type: 'text/csv; charset=utf-8', body, numbers: hashes.length };
    }
    default:
      return eventFile(file, events);
  }
}

function eventFile(file: string, events: readonly MispEvent[]): Given {
  const found = events.find(({ uuid }) => `${uuid}.json` === file);
  if (found === undefined) throw new Problem('not-found', 'The feed has no such file.');
  const numbers = found.Attribute.filter(({ deleted }) => !deleted).length;
  return { type: JSON_TYPE, body: textOf(found), numbers };
}

const textOf = (event: MispEvent): string => JSON.stringify({ Event: event });

/** Signed as of the last change, so that the same content has the same signature. */
export const signedAt = ({ view, partner }: Pick<DoorInput, 'view' | 'partner'>): Date =>
  new Date(lastChange(view) ?? partner.termsSince);

async function manifestOf(events: readonly MispEvent[], input: DoorInput): Promise<string> {
  const entries: [string, object][] = [];
  for (const event of events) {
    const text = textOf(event);
    const sums = {
      'integrity:sha256': sha256(Buffer.from(text)),
      'integrity:pgp': await input.key.sign(text, signedAt(input)),
    };
    entries.push([event.uuid, { ...manifestEntry(event), ...sums }]);
  }
  return JSON.stringify(Object.fromEntries(entries));
}

/** MISP compares a value with a feed by this sum; it protects nothing. */
const md5 = (text: string): string => createHash('md5').update(text).digest('hex');
