// Messages: what came in, who has heard it, and the recording itself.
import { folderOf, kindOfMessage, type Voicemail } from '../../../core/messages/message.ts';
import { Problem } from '../../http/problem.ts';
import type { Runtime } from '../../runtime.ts';
import type { VoicemailView } from '../contract.ts';
import { audioOf } from '../../carrier/message-audio.ts';
import { answer, pathSegment, requireVersion, type Operations } from '../operation.ts';

export const VOICEMAIL_OPERATIONS: Operations<
  'voicemails.page' | 'voicemails.get' | 'voicemails.patch' | 'voicemails.audio'
> = {
  'voicemails.page': async ({ query, runtime }) => {
    const { items, cursor } = await runtime.store.voicemails.page(query);
    return answer('voicemails.page', {
      items: items.map(voicemailView),
      ...(cursor === undefined ? {} : { cursor }),
    });
  },

  'voicemails.get': async ({ path, runtime }) => {
    const message = await requireMessage(pathSegment(path, 'recordingSid'), runtime);
    return answer('voicemails.get', voicemailView(message), message.version);
  },

  'voicemails.patch': async ({ path, body, ifMatch, writeKey, subject, runtime }) => {
    const message = await requireMessage(pathSegment(path, 'recordingSid'), runtime);
    if (writeKey !== undefined && message.writeKey === writeKey) {
      return answer('voicemails.patch', voicemailView(message), message.version);
    }
    requireVersion(ifMatch, message.version);
    const heard = body.status === 'heard' && message.heardBy === undefined ? { heardBy: subject.id } : {};
    const change = { ...body, ...heard, writeKey };
    const changed = await runtime.store.voicemails.update(message.recordingSid, change, message.version);
    const words = [
      body.status,
      body.assignedTo && `assigned to ${body.assignedTo}`,
      body.folder && `moved to ${body.folder}`,
    ];
    return {
      ...answer('voicemails.patch', voicemailView(changed), changed.version),
      audit: { detail: words.filter((word) => word !== undefined).join(', ') },
    };
  },

  'voicemails.audio': async ({ path, runtime }) => {
    const { recordingSid, callBack } = await requireMessage(pathSegment(path, 'recordingSid'), runtime);
    if (callBack !== undefined)
      throw new Problem('not-found', 'This is a call-back request without a recording.');
    const audio = await audioOf(recordingSid, runtime);
    if (audio === undefined) throw new Problem('not-found', 'This recording no longer exists.');
    return {
      statusCode: 200,
      headers: { 'content-type': 'audio/wav', 'cache-control': 'private, no-store' },
      body: Buffer.from(audio).toString('base64'),
      isBase64Encoded: true,
    };
  },
};

async function requireMessage(recordingSid: string, runtime: Runtime): Promise<Voicemail> {
  const message = await runtime.store.voicemails.get(recordingSid);
  if (message?.dropped !== undefined)
    throw new Problem('not-found', 'This message was deleted or replaced by the caller.');
  if (message === undefined)
    throw new Problem('not-found', `There is no record of message ${recordingSid.slice(0, 60)}.`);
  return message;
}

const voicemailView = ({ audio, writeKey: _, dropped: __, ...message }: Voicemail): VoicemailView => ({
  ...message,
  kind: kindOfMessage(message),
  folder: folderOf(message),
  audio: audio.place,
});
