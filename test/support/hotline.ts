// The whole hotline for a story: in-process/in-process-hotline.ts on a real database engine, with staff, an administrator, a
// check of every document that a handler answers against Twilio's vocabulary, one of every table that a handler touches
// against the route table, and one of what callers leave in logs, names and URLs (planted.ts).
import { afterAll, expect } from '@jest/globals';
import type { HttpEvent, HttpResult } from '../../functions/http/lambda-http.ts';
import type { ScheduledJob } from '../../functions/jobs/jobs-handler.ts';
import type { Secrets } from '../../functions/runtime.ts';
import { ADMIN_ROUTE_IDS, needsReason, ROUTES } from '../../functions/routes.ts';
import type { Database } from '../../store/database/database.ts';
import { refusedWrites } from '../../in-process/registered-writes.ts';
import { InProcessHotline } from '../../in-process/in-process-hotline.ts';
import type { PlacedCall } from '../../carrier/carrier.ts';
import { speechSeconds } from '../../carrier/speech/speech-time.ts';
import { checkTwiml } from '../../carrier/twiml/check-twiml.ts';
import type { Deployment } from '../../core/privacy/deployment.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { SEED_SETTINGS } from '../../local/seed/seed-settings.ts';
import { found, plantNumber, plantRequest, see, WATCHED_LOG } from './planted.ts';
import { TestPhone, Switchboard } from './phone.ts';
import { TouchedTables, undeclared, watched } from './touched-tables.ts';
import { ACCOUNT_SID, ADMIN_TOKEN, AUTH_TOKEN, HOTLINE, PUBLIC_URL } from './twilio-values.ts';

export interface TestHotlineOptions {
  readonly database: Database;
  readonly settings?: Settings;
  readonly start?: Date;
  readonly deployment?: Deployment;
  /** Whether what is said takes the time that it takes to say it; no time where absent. */
  readonly speechTakesTime?: boolean;
}

const SECRETS: Secrets = {
  twilioAuthTokens: [AUTH_TOKEN],
  challengeKey: 'test-challenge-key',
  pseudonymKey: 'test-pseudonym-key',
  webhookKey: 'test-webhook-key',
  sharingKey: 'test-sharing-key',
  adminToken: ADMIN_TOKEN,
};

export interface ApiOptions {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly token?: string | null;
  readonly sourceIp?: string;
  /** Replaces a record without having read it; a careful client sends the ETag of what it replaces. */
  readonly unread?: boolean;
}

// Whatever a story is about: no handler touches a table that its route or job does not name, and none writes what the
// register of stored fields does not have.
afterAll(() => {
  expect([...undeclared]).toEqual([]);
  expect([...refusedWrites]).toEqual([]);
});

// Nor does what callers said and pressed get where it does not belong.
afterAll(() => {
  expect(found()).toEqual([]);
});

const WITH_REASON = ADMIN_ROUTE_IDS.filter(needsReason).map((id) => ({
  method: ROUTES[id].method,
  path: new RegExp(`^${ROUTES[id].path.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
}));

/** Why a story looks, where the API wants to know. A story about reasons gives its own, or an empty one. */
export const STORY_REASON = 'a story';
const reasonHeader = (method: string, target: string): Record<string, string> =>
  WITH_REASON.some((route) => route.method === method && route.path.test(target.replace(/\?.*/, '')))
    ? { 'x-audit-reason': STORY_REASON }
    : {};

export class TestHotline extends InProcessHotline {
  readonly staff: Switchboard;
  /** Every TwiML document that was answered, in order. */
  readonly documents: string[] = [];
  /** Tables that each route and job has touched. */
  readonly touched = new TouchedTables();
  /** Our own copies of recordings. */
  readonly recordings: Map<string, Uint8Array>;
  /** Called with each webhook before it is answered; what it returns is answered instead. */
  intercept: (event: HttpEvent) => Promise<HttpResult | undefined> = () => Promise.resolve(undefined);
  /** Answers that arrive, and the events they answer. */
  readonly webhooks: { readonly event: HttpEvent; readonly result: HttpResult }[] = [];

  constructor({
    database,
    settings = SEED_SETTINGS,
    start,
    deployment,
    speechTakesTime = false,
  }: TestHotlineOptions) {
    const recordings = new Map<string, Uint8Array>();
    super({
      database: watched(database),
      settings,
      start,
      deployment,
      log: WATCHED_LOG,
      publicUrl: PUBLIC_URL,
      accountSid: ACCOUNT_SID,
      secrets: SECRETS,
      ...(speechTakesTime ? { carrier: { speechSeconds } } : {}),
      recordings: {
        put: (key, audio) => {
          see('name of an object', key);
          return Promise.resolve(void recordings.set(key, audio));
        },
        get: (key) => Promise.resolve(recordings.get(key) ?? recordings.get(`held/${key}`)),
        remove: (key) => Promise.resolve(void recordings.delete(key)),
        hold: (key) => {
          const audio = recordings.get(key);
          if (audio !== undefined) recordings.set(`held/${key}`, audio);
          return Promise.resolve();
        },
        release: (key) => Promise.resolve(void recordings.delete(`held/${key}`)),
      },
    });
    this.recordings = recordings;
    this.staff = new Switchboard(this.carrier, this.clock);
    this.#watchNames();
  }

  /** The names and URLs under which something leaves us. */
  #watchNames(): void {
    const { evidence, carrier } = this;
    const { webhooks } = this.runtime;
    const { write, link } = evidence;
    const post = webhooks.post.bind(webhooks);
    const rest = carrier.handleRest.bind(carrier);
    Object.assign(evidence, {
      write: (...[key, source]: Parameters<typeof write>) => {
        see('name of an object', key);
        return write(key, source);
      },
      link: (...[key, name, seconds]: Parameters<typeof link>) => {
        see('name of a file', name);
        return link(key, name, seconds);
      },
    });
    Object.assign(webhooks, {
      post: (webhook: Parameters<typeof post>[0]) => {
        see('URL', new URL(webhook.url).pathname + new URL(webhook.url).search);
        return post(webhook);
      },
    });
    Object.assign(carrier, {
      handleRest: (request: Parameters<typeof rest>[0]) => {
        // The carrier finds what it keeps of a number by that number: its erasure is asked for so.
        see('URL', request.path);
        return rest(request);
      },
    });
  }

  /** Places a call and lets everything happen that needs no time. */
  async call(from: string, more: Partial<PlacedCall> = {}): Promise<TestPhone> {
    plantNumber(from);
    const phone = new TestPhone(this.carrier.placeCall({ from, to: HOTLINE, ...more }), this.clock);
    await this.clock.settle();
    return phone;
  }

  async api(
    method: string,
    target: string,
    { unread = false, ...options }: ApiOptions = {},
  ): Promise<ApiAnswer> {
    plantRequest(target, options.body);
    const answer = await this.#ask(method, target, options);
    if (answer.status !== 428 || unread) return answer;
    const read = await this.#ask('GET', target, options.token === undefined ? {} : { token: options.token });
    const headers = { ...options.headers, 'if-match': String(read.headers.etag) };
    return this.#ask(method, target, { ...options, headers });
  }

  async #ask(
    method: string,
    target: string,
    { body, headers = {}, token = ADMIN_TOKEN, sourceIp }: Omit<ApiOptions, 'unread'>,
  ): Promise<ApiAnswer> {
    const content =
      body === undefined
        ? ''
        : typeof body === 'string' || body instanceof Uint8Array
          ? body
          : JSON.stringify(body);
    const type =
      typeof body === 'string'
        ? 'text/csv'
        : body instanceof Uint8Array
          ? 'application/octet-stream'
          : 'application/json';
    const sent = {
      ...reasonHeader(method, target),
      ...(body === undefined ? {} : { 'content-type': type }),
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    };
    const result = await this.request(method, target, content, sent, sourceIp);
    return new ApiAnswer(result);
  }

  protected override async answer(
    event: HttpEvent,
    handle: (event: HttpEvent) => Promise<HttpResult>,
  ): Promise<HttpResult> {
    const result =
      (await this.intercept(event)) ?? (await this.touched.duringRoute(event.routeKey, () => handle(event)));
    const named = result.headers?.['content-disposition'];
    if (typeof named === 'string') see('name of a file', named);
    this.webhooks.push({ event, result });
    return result;
  }

  override drain(): Promise<void> {
    return this.touched.during('deferred', () => super.drain());
  }

  override makePackages(...given: Parameters<InProcessHotline['makePackages']>): Promise<void> {
    return this.touched.during('packages', () => super.makePackages(...given));
  }

  override answerRights(): Promise<void> {
    return this.touched.during('rights', () => super.answerRights());
  }

  override runJob(job: ScheduledJob['job']): Promise<void> {
    return this.touched.during(job, () => super.runJob(job));
  }

  protected override documentAnswered(document: string): void {
    this.documents.push(document);
    const problems = checkTwiml(document);
    if (problems.length > 0)
      throw new Error(`${problems.map(({ message }) => message).join('; ')}\n${document}`);
  }
}

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
