// The hotline of a history: the product's own handlers on the database of maps, in bad weather, with a carrier that
// delivers twice, late, out of order or never.
import { isDeepStrictEqual } from 'node:util';
import type { HttpEvent, HttpResult } from '../../functions/http/lambda-http.ts';
import type { ScheduledJob } from '../../functions/jobs/jobs-handler.ts';
import type { Log } from '../../functions/log.ts';
import type { DeferredTask, RecordingStore, Secrets } from '../../functions/runtime.ts';
import { CALLBACK_PATHS } from '../../functions/voice/last-resort.ts';
import { SecretsUnavailableError } from '../../functions/secrets-source.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { checkTwiml } from '../../carrier/twiml/check-twiml.ts';
import { memoryVault } from '../../carrier/recordings/recording-vault.ts';
import { InProcessHotline } from '../../in-process/in-process-hotline.ts';
import { memoryDatabase, type MemoryDatabase } from '../../in-process/tables/memory-database.ts';
import { between, happens, type Chance } from '../../lab/chance.ts';
import { ACCOUNT_SID, ADMIN_TOKEN, AUTH_TOKEN, PUBLIC_URL } from '../support/twilio-values.ts';
import { CALM, type Rates, Weather } from './weather.ts';

const SECRETS: Secrets = {
  twilioAuthTokens: [AUTH_TOKEN],
  challengeKey: 'history-challenge-key',
  pseudonymKey: 'history-pseudonym-key',
  webhookKey: 'history-webhook-key',
  sharingKey: 'history-sharing-key',
  adminToken: ADMIN_TOKEN,
};

/** How often the carrier does not deliver once and in time. */
export interface Delivery {
  readonly twice: number;
  readonly late: number;
  readonly never: number;
}
export const PROMPT: Delivery = { twice: 0, late: 0, never: 0 };

export interface StormOptions {
  readonly settings: Settings;
  readonly start: Date;
  readonly rates: Rates;
  readonly delivery: Delivery;
  readonly chance: Chance;
}

const CALLBACKS: ReadonlySet<string> = new Set(['/voice/status', '/voice/recording', '/voice/transcript']);
/** Twilio refuses larger documents at 64 kB. */
const MOST_DOCUMENT_BYTES = 48_000;

export class StormyHotline extends InProcessHotline {
  /** What must not be, in words. */
  readonly violations: string[] = [];
  /** Lines of the log. */
  readonly lines: readonly string[];
  /** CallSids whose first webhook was answered without a fault. */
  readonly wellReceived = new Set<string>();
  readonly weather: Weather;
  readonly tables: MemoryDatabase;
  readonly #chance: Chance;
  #delivery: Delivery;
  #late: { readonly due: number; readonly event: HttpEvent; readonly handle: Handle }[] = [];

  constructor({ settings, start, rates, delivery, chance }: StormOptions) {
    const weather = new Weather(CALM, chance);
    const tables = memoryDatabase();
    const lines: string[] = [];
    let sids = 0;
    super({
      database: weather.over(tables),
      settings,
      start,
      publicUrl: PUBLIC_URL,
      accountSid: ACCOUNT_SID,
      secrets: SECRETS,
      recordings: objects(weather),
      log: logTo(lines),
      patienceMs: 600_000,
      carrier: {
        newSid: (prefix) => `${prefix}${(++sids).toString(16).padStart(32, '0')}`,
        recordings: memoryVault(),
      },
    });
    this.lines = lines;
    this.weather = weather;
    this.tables = tables;
    this.#chance = chance;
    this.#delivery = delivery;
    this.#expose();
    weather.rates = rates;
  }

  /** The other ports fail too. */
  #expose(): void {
    const { weather, carrier } = this;
    const { deferred, secrets } = this.runtime;
    const send = deferred.send.bind(deferred);
    const rest = carrier.handleRest.bind(carrier);
    Object.assign(this.runtime, {
      deferred: {
        send: (...given: Parameters<typeof send>) =>
          weather.strikes('queue') ? Promise.reject(new Error('the queue is gone')) : send(...given),
      },
      secrets: () => (weather.strikes('secrets') ? Promise.reject(new SecretsUnavailableError()) : secrets()),
    });
    Object.assign(carrier, {
      handleRest: (request: Parameters<typeof rest>[0]) =>
        weather.strikes('carrier')
          ? Promise.resolve({ status: 503, contentType: 'text/html', body: '<html>busy</html>' })
          : rest(request),
    });
  }

  /** From now on everything works, and everything is delivered. */
  heal(): void {
    this.weather.rates = CALM;
    this.#delivery = PROMPT;
  }

  /** Callbacks that the carrier has held back and that are due. */
  async deliverLate(): Promise<void> {
    const now = this.clock.now().getTime();
    const due = this.#late.filter((one) => one.due <= now);
    this.#late = this.#late.filter((one) => one.due > now);
    for (const { event, handle } of due) await this.#handled(event, handle).catch(() => undefined);
  }

  get expected(): number {
    return this.#late.length;
  }

  override async runJob(job: ScheduledJob['job']): Promise<void> {
    // A job that fails is run again at its next time.
    await this.weather.during(() => super.runJob(job)).catch(() => undefined);
  }

  /** At least once. */
  protected override async deliver(tasks: readonly DeferredTask[]): Promise<readonly DeferredTask[]> {
    const again = tasks.filter(() => happens(this.#delivery.twice, this.#chance));
    try {
      const { result } = await this.weather.during(() => super.deliver([...tasks, ...again]));
      return result;
    } catch {
      return tasks;
    }
  }

  protected override async answer(event: HttpEvent, handle: Handle): Promise<HttpResult> {
    if (!event.rawPath.startsWith('/voice/')) return this.#requested(event, handle);
    if (CALLBACKS.has(event.rawPath)) return this.#calledBack(event, handle);
    const { result, faults } = await this.#documented(event, handle);
    if (event.rawPath === '/voice/incoming' && faults === 0) this.wellReceived.add(callSidOf(event));
    return result;
  }

  /** A document, by its last delivery, and the faults of all of them. */
  async #documented(event: HttpEvent, handle: Handle): Promise<Handled> {
    const first = await this.#handled(event, handle);
    if (!happens(this.#delivery.twice, this.#chance)) return first;
    const before = this.tables.items();
    const again = await this.#handled(event, handle);
    const faults = first.faults + again.faults;
    if (faults === 0) this.#compare(event, [first.result, again.result], before);
    return { result: again.result, faults };
  }

  /** The same webhook once more, with nothing in between: the same answer, and nothing is written that was not. */
  #compare(
    event: HttpEvent,
    [first, second]: readonly [HttpResult, HttpResult],
    before: ReadonlyMap<string, unknown>,
  ): void {
    if (first.body !== second.body)
      this.#violated(`I7 ${event.rawPath}: delivered twice, answered differently`);
    for (const [key, item] of this.tables.items())
      // The limits of a day are taken twice, on the safe side (store/limits/day-use.ts).
      if (
        !key.startsWith('limits day:') &&
        before.get(key) !== item &&
        !isDeepStrictEqual(before.get(key), item)
      )
        this.#violated(
          `I7 ${event.rawPath}: delivered twice, it changed ${key.replaceAll(/\d{4,}/g, '…')} twice`,
        );
  }

  async #requested(event: HttpEvent, handle: Handle): Promise<HttpResult> {
    try {
      const { result } = await this.weather.during(() => handle(event));
      if ((result.statusCode ?? 200) >= 500 && result.statusCode !== 503)
        this.#violated(`I1 ${event.routeKey}: HTTP ${String(result.statusCode)}`);
      return result;
    } catch {
      return { statusCode: 502, body: '' };
    }
  }

  async #calledBack(event: HttpEvent, handle: Handle): Promise<HttpResult> {
    const { late, never, twice } = this.#delivery;
    if (happens(never, this.#chance)) return { statusCode: 200, body: '' };
    if (happens(late, this.#chance)) {
      const due = this.clock.now().getTime() + between([60, 6 * 3_600], this.#chance) * 1_000;
      this.#late.push({ due, event, handle });
      return { statusCode: 200, body: '' };
    }
    const { result } = await this.#handled(event, handle);
    if (happens(twice, this.#chance)) await this.#handled(event, handle);
    return result;
  }

  async #handled(event: HttpEvent, handle: Handle): Promise<Handled> {
    const answered = await this.weather.during(() => handle(event));
    const { statusCode, body = '' } = answered.result;
    // A callback that cannot be read is refused rather than lost: nobody hears its answer.
    const noSecrets = answered.faults > 0 && statusCode === (CALLBACK_PATHS.has(event.rawPath) ? 503 : 403);
    if (statusCode !== 200 && !noSecrets) this.#violated(`I1 ${event.rawPath}: HTTP ${String(statusCode)}`);
    if (body.length > MOST_DOCUMENT_BYTES)
      this.#violated(`I1 ${event.rawPath}: ${String(body.length)} characters`);
    return answered;
  }

  protected override documentAnswered(document: string): void {
    const [problem] = checkTwiml(document);
    if (problem !== undefined) this.#violated(`I1 invalid TwiML: ${problem.message}`);
  }

  #violated(words: string): void {
    this.violations.push(words);
  }
}

type Handle = (event: HttpEvent) => Promise<HttpResult>;

interface Handled {
  readonly result: HttpResult;
  /** That the process met, `slow` left out. */
  readonly faults: number;
}

const callSidOf = ({ body = '' }: HttpEvent): string =>
  new URLSearchParams(Buffer.from(body, 'base64').toString()).get('CallSid') ?? '';

function objects(weather: Weather): RecordingStore {
  const kept = new Map<string, Uint8Array>();
  const unlessGone = <Result>(work: () => Result): Promise<Result> =>
    weather.strikes('objects') ? Promise.reject(new Error('the bucket is gone')) : Promise.resolve(work());
  return {
    put: (key, audio) => unlessGone(() => void kept.set(key, audio)),
    get: (key) => unlessGone(() => kept.get(key)),
    remove: (key) => unlessGone(() => void kept.delete(key)),
    hold: () => Promise.resolve(),
    release: () => Promise.resolve(),
  };
}

const logTo = (lines: string[]): Log => {
  const write = (message: string, fields?: object): void => {
    lines.push(
      `${message} ${JSON.stringify(fields ?? {}, (_, one: unknown) => (one instanceof Error ? `${one.name} ${one.message}` : one))}`,
    );
  };
  return { info: write, warn: write, error: write };
};
