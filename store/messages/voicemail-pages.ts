// Pages of messages. What a page leaves out, the next requests make up for: a flood of nuisance must not hide the rest.
import {
  folderOf,
  type DroppedMessage,
  type Folder,
  type Voicemail,
  type VoicemailStatus,
} from '../../core/messages/message.ts';
import { equals } from '../database/conditions.ts';
import { decodeCursor, encodeCursor, keySchema, scopeOf, type Page } from '../database/cursor.ts';
import type { ItemPage, Table } from '../database/table.ts';
import { messageFromItem } from './voicemail-items.ts';

export interface VoicemailQuery {
  readonly status?: VoicemailStatus | undefined;
  readonly folder?: Folder | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** A page is filled from as many pieces as it takes, up to this many requests. */
const MAX_QUERIES = 20;

export async function pageOfVoicemails(
  table: Table,
  { status, folder, limit, cursor }: VoicemailQuery,
): Promise<Page<Voicemail>> {
  const items: Voicemail[] = [];
  const scope = scopeOf('voicemails', { status, folder });
  let after = cursor === undefined ? undefined : decodeCursor(cursor, scope, placeSchema(status));
  for (let requests = 0; requests < MAX_QUERIES; requests++) {
    const piece = await pieceOf(table, status, { limit: limit - items.length, after });
    items.push(...piece.items.map(messageFromItem).filter(isShownIn(folder)));
    after = piece.next;
    if (after === undefined || items.length >= limit) break;
  }
  return after === undefined ? { items } : { items, cursor: encodeCursor(scope, after) };
}

const placeSchema = (status: VoicemailStatus | undefined) =>
  status === undefined ? keySchema(['recordingSid']) : keySchema(['recordingSid', 'receivedAt'], { status });

function pieceOf(
  table: Table,
  status: VoicemailStatus | undefined,
  part: Parameters<Table['scan']>[1],
): Promise<ItemPage> {
  if (status === undefined) return table.scan('page of voicemails', part);
  const where = equals('status', status);
  return table.query('page of voicemails', { index: 'byStatus', where, newestFirst: true, ...part });
}

const isShownIn =
  (folder: Folder | undefined) =>
  (message: Voicemail | DroppedMessage): message is Voicemail =>
    message.dropped === undefined && (folder === undefined || folderOf(message) === folder);
