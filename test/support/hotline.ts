// The whole hotline for a story: the handlers that deploy, a real database engine, the simulated carrier, and a clock
// that moves when the test says so. Every document that a handler answers is checked against Twilio's vocabulary.
import { createAdminHandler } from '../../functions/admin/admin-handler.ts';
import { createCarrierApi } from '../../functions/carrier-api.ts';
import type { HttpEvent, HttpResult } from '../../functions/http/lambda-http.ts';
import { createJobsHandler } from '../../functions/jobs/jobs-handler.ts';
import { createLog } from '../../functions/log.ts';
import { createPublicHandler } from '../../functions/public/public-handler.ts';
import type { Route } from '../../functions/routes.ts';
import { createWebhookSender } from '../../functions/notify/webhook.ts';
import type { DeferredTask, Email, JobsRuntime, RecordingStore, Secrets } from '../../functions/runtime.ts';
import { createSettingsSource } from '../../functions/settings-source.ts';
import { createVoiceHandler } from '../../functions/voice/webhook.ts';
import { matchRoute, splitTarget, toEvent } from '../../local/api-gateway.ts';
import { Carrier, type PlacedCall } from '../../local/twilio/carrier.ts';
import { checkTwiml } from '../../local/twilio/check-twiml.ts';
import { VirtualClock } from '../../local/twilio/clock.ts';
import type { Transport } from '../../local/twilio/transport.ts';
import { openStore, type Store } from '../../store/store.ts';
import type { Database } from '../../store/database.ts';
import { FALLBACK_DOCUMENTS } from '../../twiml/fallback.ts';
import type { Settings } from '../../core/settings.ts';
import { SEED_SETTINGS } from '../../local/runtime.ts';
import { typedWords } from '../../local/typed-words.ts';
import { pageFiles } from '../../report-page/build.ts';
import { TestPhone, Switchboard } from './phone.ts';
import { ACCOUNT_SID, ADMIN_TOKEN, AUTH_TOKEN, HOTLINE, PUBLIC_URL } from './twilio-values.ts';

export interface TestHotlineOptions {
  readonly database: Database;
  readonly settings?: Settings;
  readonly start?: Date;
}

const SECRETS: Secrets = {
  twilioAuthTokens: [AUTH_TOKEN],
  challengeKey: 'test-challenge-key',
  pseudonymKey: 'test-pseudonym-key',
  webhookKey: 'test-webhook-key',
  adminToken: ADMIN_TOKEN,
};

export interface ApiOptions {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly token?: string | null;
  readonly sourceIp?: string;
}

export class TestHotline {
  readonly clock: VirtualClock;
  readonly store: Store;
  readonly runtime: JobsRuntime;
  readonly carrier: Carrier;
  readonly staff: Switchboard;
  /** Every TwiML document that was answered, in order. */
  readonly documents: string[] = [];
  readonly queue: DeferredTask[] = [];
  /** That were sent. */
  readonly emails: Email[] = [];
  /** Our own copies of recordings. */
  readonly recordings = new Map<string, Uint8Array>();
  readonly handlers: Readonly<Record<Route['function'], (event: HttpEvent) => Promise<HttpResult>>>;
  /** Called with each webhook before it is answered; what it returns is answered instead. */
  intercept: (event: HttpEvent) => Promise<HttpResult | undefined> = () => Promise.resolve(undefined);
  /** Answers that arrive, and the events they answer. */
  readonly webhooks: { readonly event: HttpEvent; readonly result: HttpResult }[] = [];

  constructor({ database, settings = SEED_SETTINGS, start }: TestHotlineOptions) {
    this.clock = new VirtualClock(start === undefined ? {} : { start });
    this.store = openStore(database);
    this.runtime = this.#runtime(settings);
    this.handlers = {
      voice: createVoiceHandler(this.runtime),
      admin: createAdminHandler(this.runtime),
      public: createPublicHandler(this.runtime, pageFiles),
    };
    this.carrier = new Carrier({
      accountSid: ACCOUNT_SID,
      authToken: AUTH_TOKEN,
      clock: this.clock,
      transport: this.#transport,
      numbers: () => ({
        [settings.hotline.number]: {
          voiceUrl: `${PUBLIC_URL}/voice/incoming`,
          fallbackUrl: `${PUBLIC_URL}/fallback.xml`,
          fallbackMethod: 'GET',
          statusCallback: `${PUBLIC_URL}/voice/status`,
        },
      }),
    });
    this.clock.settleWith(() => this.carrier.settled());
    this.staff = new Switchboard(this.carrier, this.clock);
  }

  /** Places a call and lets everything happen that needs no time. */
  async call(from: string, more: Partial<PlacedCall> = {}): Promise<TestPhone> {
    const phone = new TestPhone(this.carrier.placeCall({ from, to: HOTLINE, ...more }), this.clock);
    await this.clock.settle();
    return phone;
  }

  async api(
    method: string,
    target: string,
    { body, headers = {}, token = ADMIN_TOKEN, sourceIp }: ApiOptions = {},
  ): Promise<ApiAnswer> {
    const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
    const type = typeof body === 'string' ? 'text/csv' : 'application/json';
    const sent = {
      ...(body === undefined ? {} : { 'content-type': type }),
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    };
    const result = await this.request(method, target, text, sent, sourceIp);
    return new ApiAnswer(result);
  }

  /** Through the route table, as API Gateway would. */
  async request(
    method: string,
    target: string,
    body: string,
    headers: Readonly<Record<string, string>>,
    sourceIp = '192.0.2.1',
  ): Promise<HttpResult> {
    const matched = matchRoute(method, splitTarget(target).rawPath);
    if (matched === undefined) return { statusCode: 404, body: '{"message":"Not Found"}' };
    const event = toEvent(matched, { method, target, headers, body: Buffer.from(body), sourceIp });
    const result = (await this.intercept(event)) ?? (await this.handlers[matched.route.function](event));
    this.webhooks.push({ event, result });
    return result;
  }

  /** Delivers what was put off, once each; what fails stays. */
  async drain(): Promise<void> {
    const jobs = createJobsHandler(this.runtime);
    const tasks = this.queue.splice(0);
    const Records = tasks.map((task, index) => ({ messageId: String(index), body: JSON.stringify(task) }));
    const outcome = await jobs({ Records } as unknown as Parameters<typeof jobs>[0] & { Records: never });
    for (const { itemIdentifier } of outcome?.batchItemFailures ?? []) {
      const task = tasks[Number(itemIdentifier)];
      if (task !== undefined) this.queue.push(task);
    }
  }

  #runtime(settings: Settings): JobsRuntime {
    const now = (): Date => this.clock.now();
    const log = createLog('test', 'SILENT');
    const secrets = (): Promise<Secrets> => Promise.resolve(SECRETS);
    const recordings: RecordingStore = {
      put: (key, audio) => Promise.resolve(void this.recordings.set(key, audio)),
      get: (key) => Promise.resolve(this.recordings.get(key)),
      remove: (key) => Promise.resolve(void this.recordings.delete(key)),
    };
    return {
      publicUrl: PUBLIC_URL,
      accountSid: ACCOUNT_SID,
      oidc: undefined,
      store: this.store,
      settings: createSettingsSource({ read: this.store.settings.current, deployed: settings, now, log }),
      deferred: { send: (task) => Promise.resolve(void this.queue.push(task)) },
      recordings,
      transcriber: typedWords(recordings),
      carrier: createCarrierApi({
        baseUrl: 'https://api.test',
        accountSid: ACCOUNT_SID,
        secrets,
        fetch: this.#rest,
      }),
      mailer: { send: (email) => Promise.resolve(void this.emails.push(email)) },
      webhooks: createWebhookSender({ loopback: true }),
      secrets,
      now,
      log,
    };
  }

  readonly #transport: Transport = async ({ method, url, headers, body }) => {
    const target = url.slice(PUBLIC_URL.length);
    const document = Object.entries(FALLBACK_DOCUMENTS).find(
      ([name]) => target.split('?')[0] === `/${name}`,
    )?.[1];
    if (document !== undefined) {
      this.#check(document);
      return { status: 200, headers: { 'content-type': 'text/xml' }, body: document };
    }
    const lower = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
    );
    const result = await this.request(method, target, body, lower);
    if (String(result.headers?.['content-type']).startsWith('text/xml')) this.#check(result.body ?? '');
    return {
      status: result.statusCode ?? 200,
      headers: Object.fromEntries(
        Object.entries(result.headers ?? {}).map(([name, value]) => [name, String(value)]),
      ),
      body: bodyOf(result),
    };
  };

  #check(document: string): void {
    this.documents.push(document);
    const problems = checkTwiml(document);
    if (problems.length > 0)
      throw new Error(`${problems.map(({ message }) => message).join('; ')}\n${document}`);
  }

  readonly #rest: typeof fetch = async (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const headers = new Headers(init.headers);
    const { status, contentType, body } = await this.carrier.handleRest({
      method: init.method ?? 'GET',
      path: url.pathname,
      query: url.searchParams,
      authorization: headers.get('authorization') ?? undefined,
      ...(init.body instanceof URLSearchParams ? { form: init.body } : {}),
    });
    const empty = status === 204;
    return new Response(empty ? null : Buffer.from(body), {
      status,
      headers: { 'content-type': contentType },
    });
  };
}

const bodyOf = ({ body = '', isBase64Encoded }: HttpResult): string | Uint8Array =>
  isBase64Encoded === true ? Buffer.from(body, 'base64') : body;

export class ApiAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;

  constructor({ statusCode = 200, headers = {}, body = '' }: HttpResult) {
    this.status = statusCode;
    this.headers = headers;
    this.text = body;
  }

  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- each test says what it expects
  json<Shape = Record<string, unknown>>(): Shape {
    return JSON.parse(this.text) as Shape;
  }
}
