// Twilio's REST API, as far as the product uses it (https://www.twilio.com/docs/voice/api/recording,
// https://www.twilio.com/docs/voice/api/recording-transcription, https://www.twilio.com/docs/messaging/api/message-resource).
// URLs are made here from a configured host and SIDs of the right shape; a URL out of a webhook is never fetched.
import { CALL_STATUSES } from '../../core/call/call-event.ts';
import type { CarrierApi, CarrierCall, CarrierRecording, Secrets } from '../runtime.ts';

export interface CarrierApiOptions {
  /** `https://api.twilio.com`, no trailing slash. */
  readonly baseUrl: string;
  readonly accountSid: string;
  readonly secrets: () => Promise<Secrets>;
  readonly fetch?: typeof fetch;
}

/** The carrier answered something else than what was asked for. Trying again later may help. */
class CarrierError extends Error {
  override readonly name = 'CarrierError';
}

const TIMEOUT_MS = 20_000;
/** Four rings or five; most mailboxes answer later. */
const RING_SECONDS = 22;
/** 20 minutes of 8 kHz 16-bit audio: more than any message may hold. */
const MOST_BYTES = 20_000_000;
const RECORDING_SID = /^RE[0-9a-f]{32}$/;
const TRANSCRIPTION_SID = /^TR[0-9a-f]{32}$/;
const CALL_SID = /^CA[0-9a-f]{32}$/;

export function createCarrierApi(options: CarrierApiOptions): CarrierApi {
  const ask = requests(options);
  return {
    sendSms: async ({ from, to, body }) => {
      const response = await ask('POST', 'Messages.json', { From: from, To: to, Body: body });
      if (!response.ok) throw new CarrierError(`text message: HTTP ${response.status}`);
    },
    placeCall: async ({ from, to, url }) => {
      const form = { From: from, To: to, Url: url, Timeout: String(RING_SECONDS) };
      const response = await ask('POST', 'Calls.json', form);
      if (!response.ok) throw new CarrierError(`call to a number: HTTP ${response.status}`);
    },
    fetchRecording: async (recordingSid) => {
      const response = await ask('GET', `Recordings/${checked(recordingSid)}.wav`);
      if (response.status === 404) return undefined;
      if (!response.ok) throw new CarrierError(`recording ${recordingSid}: HTTP ${response.status}`);
      return wholeBody(response, recordingSid);
    },
    deleteRecording: (recordingSid) =>
      remove(ask, `Recordings/${checked(recordingSid)}.json`, `recording ${recordingSid}`),
    deleteTranscription: async (transcriptionSid) => {
      if (!TRANSCRIPTION_SID.test(transcriptionSid)) throw new CarrierError('not a transcription SID');
      await remove(ask, `Transcriptions/${transcriptionSid}.json`, `transcription ${transcriptionSid}`);
    },
    getCall: (callSid) => getCall(ask, callSid),
    deleteTracesOf: (number) => deleteTracesOf(ask, number),
    listRecordings: (createdAfter) => listRecordings(ask, createdAfter),
  };
}

/** @param path behind the account: `Recordings/RE….wav` */
type Ask = (
  method: 'GET' | 'DELETE' | 'POST',
  path: string,
  form?: Readonly<Record<string, string>>,
) => Promise<Response>;

function requests({ baseUrl, accountSid, secrets, fetch: send = fetch }: CarrierApiOptions): Ask {
  return async (method, path, form) => {
    const token = (await secrets()).twilioAuthTokens[0] ?? '';
    return send(`${baseUrl}/2010-04-01/Accounts/${accountSid}/${path}`, {
      method,
      headers: { authorization: `Basic ${Buffer.from(`${accountSid}:${token}`).toString('base64')}` },
      ...(form === undefined ? {} : { body: new URLSearchParams(form) }),
      // Twilio's media answers are direct; a redirect elsewhere would carry the credentials along.
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  };
}

/** What is gone already counts as deleted. */
async function remove(ask: Ask, path: string, what: string): Promise<void> {
  const response = await ask('DELETE', path);
  if (!response.ok && response.status !== 404)
    throw new CarrierError(`deleting ${what}: HTTP ${response.status}`);
}

/**
 * Recordings of its calls, the calls themselves, and texts to and from it. Twilio keeps these for 400 days otherwise.
 * https://www.twilio.com/docs/voice/api/call-resource#delete-a-call-resource,
 * https://www.twilio.com/docs/messaging/api/message-resource#delete-a-message-resource
 */
async function deleteTracesOf(ask: Ask, number: string): Promise<number> {
  let deleted = 0;
  const gone = async (path: string): Promise<void> => {
    await remove(ask, path, path);
    deleted += 1;
  };
  for (const side of ['From', 'To'])
    for (const { sid } of await listed(ask, 'Calls', { [side]: number })) {
      for (const recording of await listed(ask, 'Recordings', { CallSid: sid }))
        await gone(`Recordings/${recording.sid}.json`);
      await gone(`Calls/${sid}.json`);
    }
  for (const side of ['From', 'To'])
    for (const { sid } of await listed(ask, 'Messages', { [side]: number }))
      await gone(`Messages/${sid}.json`);
  return deleted;
}

const LISTS = { Calls: 'calls', Messages: 'messages', Recordings: 'recordings' } as const;
const SID = /^[A-Z]{2}[0-9a-f]{32}$/;

interface ListPage {
  readonly next_page_uri?: string | null;
  readonly calls?: readonly { readonly sid: string }[];
  readonly messages?: readonly { readonly sid: string }[];
  readonly recordings?: readonly { readonly sid: string }[];
}

/** Page after page. */
async function listed(
  ask: Ask,
  resource: keyof typeof LISTS,
  filter: Readonly<Record<string, string>>,
): Promise<{ readonly sid: string }[]> {
  const found: { readonly sid: string }[] = [];
  let path: string | undefined =
    `${resource}.json?${new URLSearchParams({ ...filter, PageSize: '200' }).toString()}`;
  while (path !== undefined) {
    const response = await ask('GET', path);
    if (!response.ok) throw new CarrierError(`listing ${resource}: HTTP ${response.status}`);
    const page = (await response.json()) as ListPage;
    found.push(...(page[LISTS[resource]] ?? []).filter(({ sid }) => SID.test(sid)));
    path = nextPage(page.next_page_uri);
  }
  return found;
}

async function getCall(ask: Ask, callSid: string): Promise<CarrierCall | undefined> {
  if (!CALL_SID.test(callSid)) throw new CarrierError('not a call SID');
  const response = await ask('GET', `Calls/${callSid}.json`);
  if (response.status === 404) return undefined;
  if (!response.ok) throw new CarrierError(`call ${callSid}: HTTP ${response.status}`);
  return readCall((await response.json()) as CallResource);
}

/** Page after page, those that are complete. The carrier filters by day, and the time is compared here. */
async function listRecordings(ask: Ask, createdAfter: Date): Promise<CarrierRecording[]> {
  const day = createdAfter.toISOString().slice(0, 10);
  const found: CarrierRecording[] = [];
  let page: string | undefined = `Recordings.json?DateCreated%3E=${day}&PageSize=200`;
  while (page !== undefined) {
    const response = await ask('GET', page);
    if (!response.ok) throw new CarrierError(`listing recordings: HTTP ${response.status}`);
    const body = (await response.json()) as RecordingsPage;
    found.push(...body.recordings.filter(({ status }) => status === 'completed').map(readRecording));
    page = nextPage(body.next_page_uri);
  }
  return found.filter(({ createdAt }) => Date.parse(createdAt) >= createdAfter.getTime());
}

/** https://www.twilio.com/docs/voice/api/call-resource */
interface CallResource {
  readonly from: string;
  readonly to: string;
  readonly status: string;
  /** Seconds; null while the call lasts. */
  readonly duration?: string | null;
}

function readCall({ from, to, status: word, duration }: CallResource): CarrierCall {
  const status = CALL_STATUSES.find((known) => known === word) ?? 'unknown';
  return { from, to, status, ...(duration == null ? {} : { seconds: Number(duration) }) };
}

interface RecordingsPage {
  readonly recordings: readonly {
    sid: string;
    call_sid: string;
    duration: string | null;
    date_created: string;
    status: string;
  }[];
  readonly next_page_uri?: string | null;
}

const readRecording = (recording: RecordingsPage['recordings'][number]): CarrierRecording => ({
  recordingSid: checked(recording.sid),
  callSid: recording.call_sid,
  seconds: Math.max(0, Number(recording.duration ?? 0)),
  // RFC 2822, as Twilio writes dates.
  createdAt: new Date(recording.date_created).toISOString(),
});

/** The part behind the account, whatever host or account the answer names. */
function nextPage(uri: string | null | undefined): string | undefined {
  const resource = /\/(?:Recordings|Calls|Messages)\.json\?/.exec(uri ?? '');
  return resource === null ? undefined : uri?.slice(resource.index + 1);
}

function checked(recordingSid: string): string {
  if (!RECORDING_SID.test(recordingSid)) throw new CarrierError('not a recording SID');
  return recordingSid;
}

/** A copy cut short must not pass for the recording, which is deleted afterwards. */
async function wholeBody(response: Response, recordingSid: string): Promise<Uint8Array> {
  const audio = new Uint8Array(await response.arrayBuffer());
  const announced = response.headers.get('content-length');
  const encoded = response.headers.get('content-encoding') !== null;
  if (announced !== null && !encoded && Number(announced) !== audio.byteLength) {
    throw new CarrierError(`recording ${recordingSid} arrived cut short`);
  }
  if (audio.byteLength > MOST_BYTES) throw new CarrierError(`recording ${recordingSid} is too large`);
  return audio;
}
