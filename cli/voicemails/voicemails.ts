// Messages and requests to be called back.
import { writeFile } from 'node:fs/promises';
import { writerFor } from '../terminal/numbers.ts';
import { VOICEMAIL } from '../../console/words/en-us/voicemail.ts';
import { named } from '../terminal/tables.ts';
import { localTime, length } from '../terminal/times.ts';
import { type ListOptions, print } from '../terminal/printed.ts';
import { type PageQuery, itemsOf } from '../../api-client/client.ts';
import type { Connection } from '../connection.ts';
export async function voicemails(
  connection: Connection,
  query: PageQuery<'voicemails.page'>,
  options: ListOptions,
): Promise<void> {
  const found = await itemsOf(connection.api, 'voicemails.page', query, options.limit);
  const header = ['received', 'from', 'duration', 'status', 'reason', 'folder', 'recording', 'transcript'];
  const written = await writerFor(connection, options);
  print(found, options, header, (message) => [
    localTime(message.receivedAt),
    written(message.callBack ?? message.caller ?? ''),
    message.kind === 'call-back' ? 'call back' : length(message.seconds),
    message.status,
    message.why === undefined ? '' : named(VOICEMAIL.reasons, message.why),
    message.folder,
    message.recordingSid,
    (message.transcript?.text ?? '').slice(0, 60),
  ]);
}

export async function saveAudio(
  { api }: Connection,
  recordingSid: string,
  { file, why }: { readonly file: string; readonly why: string },
): Promise<void> {
  const audio = await api.download('voicemails.audio', { params: { recordingSid }, why });
  await writeFile(file, Buffer.from(await audio.arrayBuffer()));
  process.stdout.write(`${file}\n`);
}
