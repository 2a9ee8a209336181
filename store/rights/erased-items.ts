// What erasing needs to know of single items: where their audio and attachments lie, and how a link of the audit log is
// emptied without breaking the chain.
import type { SubjectTexts } from '../../core/rights/subject.ts';
import { contentHashOf } from '../audit/audit-chain.ts';
import { linkFromItem } from '../audit/audit-items.ts';
import type { Item } from '../database/items.ts';

/** Of a voicemail that has been copied from the carrier. */
export const audioKeyOf = ({ audio }: Item): string | undefined => keyIn(audio, 'stored');

/** Of a file that is attached to a case. */
export const attachmentKeyOf = ({ kind, key }: Item): string | undefined =>
  kind === 'attachment' && typeof key === 'string' ? key : undefined;

function keyIn(place: unknown, kind: string): string | undefined {
  if (typeof place !== 'object' || place === null) return undefined;
  const { place: where, key } = place as { readonly place?: unknown; readonly key?: unknown };
  return where === kind && typeof key === 'string' ? key : undefined;
}

/**
 * A link whose words no longer name the person. The hash of its content stays in place of the content, so that the chain
 * through it can still be checked; `erasure` names the request, which the log tells in an entry of its own.
 */
export function linkWithout(item: Item, texts: SubjectTexts, erasure: string): Item {
  const contentHash = item.contentHash ?? contentHashOf(linkFromItem(item));
  const left = texts.takenOut(item);
  // A record that was the number itself still has to be there.
  return { ...left, record: left.record ?? '[erased]', contentHash, erasure: item.erasure ?? erasure };
}
