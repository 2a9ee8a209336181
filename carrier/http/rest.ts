// The part of Twilio's REST API that the product uses: recordings, and who called whom.
// https://www.twilio.com/docs/voice/api/recording, https://www.twilio.com/docs/voice/api/call-resource
import { timingSafeEqual } from 'node:crypto';
import { API_VERSION } from './call-parameters.ts';
import type { OutgoingCall } from '../outgoing-call.ts';
import type { Recording, RecordingVault } from '../recordings/recording-vault.ts';
import { rfc2822 } from '../time-format.ts';

export interface RestRequest {
  readonly method: string;
  /** `/2010-04-01/Accounts/AC…/Recordings.json` */
  readonly path: string;
  readonly query: URLSearchParams;
  /** `Basic …` */
  readonly authorization: string | undefined;
  /** Form of a POST. */
  readonly form?: URLSearchParams;
}

export interface RestResponse {
  readonly status: number;
  readonly contentType: string;
  readonly body: Uint8Array;
}

export interface RestOptions {
  readonly accountSid: string;
  readonly authToken: string;
  readonly vault: RecordingVault;
  /** Text messages sent through the API, newest last. */
  readonly messages: SentMessage[];
  readonly newSid: () => string;
  readonly calls: {
    readonly get: (callSid: string) => CallDescription | undefined;
    readonly all: () => readonly CallDescription[];
    /** False where there was none. */
    readonly forget: (callSid: string) => boolean;
    readonly place: (call: OutgoingCall) => CallDescription;
  };
}

export interface SentMessage {
  readonly sid: string;
  readonly from: string;
  readonly to: string;
  readonly body: string;
}

interface CallDescription {
  readonly sid: string;
  readonly from: string;
  readonly to: string;
  readonly status: string;
}

const CALL_PATH = /^\/([^/]+)\/Accounts\/([^/]+)\/Calls\/(CA[0-9a-f]{32})\.json$/;
const CALLS_PATH = new RegExp(`^/${API_VERSION}/Accounts/([^/]+)/Calls\\.json$`);
const MESSAGES_PATH = new RegExp(
  `^/${API_VERSION}/Accounts/([^/]+)/Messages(?:/([A-Z]{2}[0-9a-f]{32}))?\\.json$`,
);
const PATH = /^\/([^/]+)\/Accounts\/([^/]+)\/Recordings(?:\/(RE[0-9a-f]{32}))?(\.json|\.wav)?$/;

export async function handleRest(request: RestRequest, options: RestOptions): Promise<RestResponse> {
  if (!authenticated(request.authorization, options)) return problem(401, 20003, 'Authenticate');
  if (CALL_PATH.test(request.path)) return oneCall(request, options);
  if (CALLS_PATH.exec(request.path)?.[1] === options.accountSid) return listCalls(request, options);
  const [, messagesOf, message] = MESSAGES_PATH.exec(request.path) ?? [];
  if (messagesOf === options.accountSid)
    return message === undefined ? messages(request, options) : oneMessage(request, message, options);
  const [, version, account, sid, form] = PATH.exec(request.path) ?? [];
  if (version !== API_VERSION || account !== options.accountSid) return notFound(request);
  if (sid === undefined) {
    if (request.method !== 'GET') return problem(405, 20004, 'Method not allowed');
    return form === '.json' ? listRecordings(request, options) : notFound(request);
  }
  const answer = await oneRecording(request.method, sid, form, options);
  return answer ?? notFound(request);
}

/** https://www.twilio.com/docs/messaging/api/message-resource */
function messages({ method, form, query }: RestRequest, options: RestOptions): RestResponse {
  const shown = ({ sid, from, to, body }: SentMessage) => ({ sid, from, to, body, status: 'queued' });
  if (method === 'GET') {
    const found = options.messages.filter((one) => isBetween(one, query));
    return json(200, { messages: found.map(shown), next_page_uri: null });
  }
  if (method !== 'POST') return problem(405, 20004, 'Method not allowed');
  const [from = '', to = '', body = ''] = ['From', 'To', 'Body'].map((name) => form?.get(name) ?? '');
  if (!/^\+\d{3,15}$/.test(to)) return problem(400, 21211, `Invalid 'To' Phone Number: ${to}`);
  if (body === '') return problem(400, 21602, 'Message body is required.');
  const message = { sid: options.newSid(), from, to, body };
  options.messages.push(message);
  return json(201, shown(message));
}

/** By `From` and `To`, as far as they are asked for. */
const isBetween = (one: { readonly from: string; readonly to: string }, query: URLSearchParams): boolean =>
  (query.get('From') ?? one.from) === one.from && (query.get('To') ?? one.to) === one.to;

function oneMessage(request: RestRequest, sid: string, { messages: kept }: RestOptions): RestResponse {
  if (request.method !== 'DELETE') return problem(405, 20004, 'Method not allowed');
  const place = kept.findIndex((one) => one.sid === sid);
  if (place < 0) return notFound(request);
  kept.splice(place, 1);
  return NO_CONTENT;
}

/** Those in memory, and those of which there are recordings; all on one page. */
async function listCalls(request: RestRequest, { calls, vault }: RestOptions): Promise<RestResponse> {
  if (request.method === 'POST') return placeCall(request, calls);
  if (request.method !== 'GET') return problem(405, 20004, 'Method not allowed');
  const recorded = (await vault.list()).map(({ callSid: sid, from, to }) => ({ sid, from, to }));
  const bySid = new Map([...recorded, ...calls.all()].map((call) => [call.sid, call]));
  const found = [...bySid.values()].filter((call) => isBetween(call, request.query));
  return json(200, { calls: found.map(({ sid, from, to }) => ({ sid, from, to })), next_page_uri: null });
}

const USUAL_TIMEOUT_SECONDS = 60;

/** https://www.twilio.com/docs/voice/api/call-resource#create-a-call-resource */
function placeCall({ form }: RestRequest, calls: RestOptions['calls']): RestResponse {
  const [from = '', to = '', url = ''] = ['From', 'To', 'Url'].map((name) => form?.get(name) ?? '');
  if (!/^\+\d{3,15}$/.test(to)) return problem(400, 21211, `Invalid 'To' Phone Number: ${to}`);
  if (!URL.canParse(url)) return problem(400, 21205, 'Url parameter is required and must be a URL.');
  const timeoutSeconds = positive(form?.get('Timeout') ?? null, USUAL_TIMEOUT_SECONDS);
  const { sid } = calls.place({ from, to, url, timeoutSeconds });
  return json(201, { sid, from, to, status: 'queued', direction: 'outbound-api' });
}

/** From memory, else from what a recording of the call says. */
async function oneCall(request: RestRequest, options: RestOptions): Promise<RestResponse> {
  const [, version, account, sid = ''] = CALL_PATH.exec(request.path) ?? [];
  if (version !== API_VERSION || account !== options.accountSid) return notFound(request);
  if (request.method === 'DELETE') return options.calls.forget(sid) ? NO_CONTENT : notFound(request);
  if (request.method !== 'GET') return problem(405, 20004, 'Method not allowed');
  const recorded = (await options.vault.list()).find(({ callSid }) => callSid === sid);
  const call = options.calls.get(sid) ?? (recorded && { ...recorded, sid, status: 'completed' });
  if (call === undefined) return notFound(request);
  const { from, to, status } = call;
  const duration = 'durationSeconds' in call && status === 'completed' ? String(call.durationSeconds) : null;
  return json(200, {
    sid,
    account_sid: account,
    api_version: version,
    from,
    to,
    status,
    duration,
    uri: request.path,
  });
}

async function oneRecording(
  method: string,
  sid: string,
  form: string | undefined,
  options: RestOptions,
): Promise<RestResponse | undefined> {
  if (method === 'DELETE') {
    return (await options.vault.delete(sid)) ? NO_CONTENT : undefined;
  }
  if (method !== 'GET') return problem(405, 20004, 'Method not allowed');
  const stored = await options.vault.get(sid);
  if (stored === undefined) return undefined;
  if (form === '.json') return json(200, describe(stored.recording, options));
  return { status: 200, contentType: 'audio/x-wav', body: stored.audio };
}

const USUAL_PAGE = 50;
const LARGEST_PAGE = 1000;

const day = ({ dateCreated }: Recording): string => dateCreated.slice(0, 10);

const FILTERS: readonly (readonly [string, (recording: Recording, value: string) => boolean])[] = [
  ['DateCreated', (recording, value) => day(recording) === value],
  ['DateCreated>', (recording, value) => day(recording) >= value],
  ['DateCreated<', (recording, value) => day(recording) <= value],
  ['CallSid', (recording, value) => recording.callSid === value],
];

/** By `DateCreated`, `DateCreated>` and `DateCreated<` (days in UTC, each included), and by `CallSid`. */
async function listRecordings({ path, query }: RestRequest, options: RestOptions): Promise<RestResponse> {
  const size = Math.min(LARGEST_PAGE, positive(query.get('PageSize'), USUAL_PAGE));
  const page = positive(query.get('Page'), 0);
  const filters = FILTERS.flatMap(([name, fits]) => {
    const value = query.get(name);
    return value === null ? [] : [(recording: Recording) => fits(recording, value)];
  });
  const found = (await options.vault.list()).filter((one) => filters.every((fits) => fits(one)));
  const shown = found.slice(page * size, (page + 1) * size);
  const next = new URLSearchParams(query);
  next.set('Page', String(page + 1));
  return json(200, {
    page,
    page_size: size,
    uri: `${path}?${query.toString()}`,
    next_page_uri: (page + 1) * size < found.length ? `${path}?${next.toString()}` : null,
    recordings: shown.map((recording) => describe(recording, options)),
  });
}

function positive(text: string | null, otherwise: number): number {
  return text !== null && /^\d{1,6}$/.test(text) && Number(text) > 0 ? Number(text) : otherwise;
}

function describe(recording: Recording, { accountSid }: RestOptions): Record<string, unknown> {
  return {
    sid: recording.sid,
    account_sid: accountSid,
    call_sid: recording.callSid,
    api_version: API_VERSION,
    channels: recording.channels,
    source: recording.source,
    status: recording.status,
    duration: String(recording.durationSeconds),
    start_time: rfc2822(new Date(recording.startTime)),
    date_created: rfc2822(new Date(recording.dateCreated)),
    date_updated: rfc2822(new Date(recording.dateCreated)),
    uri: `/${API_VERSION}/Accounts/${accountSid}/Recordings/${recording.sid}.json`,
  };
}

function authenticated(authorization: string | undefined, { accountSid, authToken }: RestOptions): boolean {
  const expected = Buffer.from(`Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`);
  const given = Buffer.from(authorization ?? '');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function notFound({ path }: RestRequest): RestResponse {
  return problem(404, 20404, `The requested resource ${path} was not found`);
}

function problem(status: number, code: number, message: string): RestResponse {
  return json(status, { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status });
}

const NO_CONTENT: RestResponse = { status: 204, contentType: 'application/json', body: new Uint8Array() };

function json(status: number, body: unknown): RestResponse {
  return { status, contentType: 'application/json', body: Buffer.from(JSON.stringify(body)) };
}
