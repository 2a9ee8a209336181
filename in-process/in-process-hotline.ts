// The whole hotline in one process and without a socket: the handlers that deploy, any database, the simulated carrier,
// and a clock that its owner moves. The stories in test/ and the traffic lab both drive it.
import type { Deployment } from '../core/privacy/deployment.ts';
import type { Database } from '../store/database/database.ts';
import { anchorsIn } from '../functions/anchors/anchor-files.ts';
import { timestamper } from '../functions/packages/time-stamp.ts';
import { createAdminHandler } from '../functions/admin/admin-handler.ts';
import { createCarrierApi } from '../functions/carrier/carrier-api.ts';
import type { HttpEvent, HttpResult } from '../functions/http/lambda-http.ts';
import { createJobsHandler, type ScheduledJob } from '../functions/jobs/jobs-handler.ts';
import { createLog, type Log } from '../functions/log.ts';
import { createWebhookSender } from '../functions/notify/webhook-sender.ts';
import { residencyGuard } from '../functions/privacy/residency-guard.ts';
import { readLocalFile } from '../functions/outgoing/local-file.ts';
import { createOutgoing, type Resolve } from '../functions/outgoing/outgoing.ts';
import { AND_THIS_MACHINE } from '../functions/outgoing/reach.ts';
import { createSharingHandler } from '../functions/sharing/sharing-handler.ts';
import { createPublicHandler } from '../functions/public/public-handler.ts';
import { ROUTES, type Route } from '../functions/routes.ts';
import { createRightsHandler } from '../functions/rights/rights-handler.ts';
import type { SubjectTexts } from '../core/rights/subject.ts';
import { createPackagesHandler } from '../functions/packages/packages-handler.ts';
import type { TimeLeft } from '../functions/packages/payload.ts';
import type {
  DeferredTask,
  Email,
  JobsRuntime,
  PackagesRuntime,
  RecordingStore,
  Runtime,
  Secrets,
  VoiceRuntime,
} from '../functions/runtime.ts';
import { createSettingsSource } from '../functions/settings-source.ts';
import { createSnapshot } from '../functions/snapshot/list-snapshot.ts';
import { createVoiceHandler } from '../functions/voice/webhook.ts';
import { pageFiles } from '../report-page/build.ts';
import type { Settings } from '../core/settings/settings.ts';
import { openStore, type Store } from '../store/store.ts';
import { FALLBACK_DOCUMENTS } from '../twiml/fallback.ts';
import { matchRoute, splitTarget, toEvent } from './api-gateway.ts';
import { Carrier, type CarrierOptions } from '../carrier/carrier.ts';
import { VirtualClock } from '../carrier/clock.ts';
import type { Transport } from '../carrier/http/transport.ts';
import { memoryShelf } from './memory-shelf.ts';
import { memoryEvidence } from './memory-evidence.ts';
import { MemoryErasures } from './memory-erasures.ts';
import { AnchorMap } from './anchor-map.ts';
import { CopyMap } from './copy-map.ts';
import { sqsMessage } from './sqs-message.ts';
import { typedWords } from './typed-words.ts';

export interface InProcessOptions {
  readonly database: Database;
  readonly settings: Settings;
  readonly publicUrl: string;
  readonly accountSid: string;
  readonly secrets: Secrets;
  /** Our own copies of recordings. */
  readonly recordings: RecordingStore;
  readonly start?: Date | undefined;
  /** Where data residency takes it to run; this machine where absent. */
  readonly deployment?: Deployment | undefined;
  /** How names of machines are resolved; by this machine’s own resolver where absent. */
  readonly resolve?: Resolve | undefined;
  /** Where the handlers log; nowhere where absent. */
  readonly log?: Log;
  /** Real milliseconds in which a step must come to rest before time moves on without it. */
  readonly patienceMs?: number;
  /** What else the carrier is told. */
  readonly carrier?: Pick<CarrierOptions, 'newSid' | 'speechSeconds' | 'recordings'>;
}

type Jobs = ReturnType<typeof createJobsHandler>;
type Handlers = Readonly<Record<Route['function'], (event: HttpEvent) => Promise<HttpResult>>>;

export class InProcessHotline {
  readonly clock: VirtualClock;
  readonly store: Store;
  readonly runtime: JobsRuntime & VoiceRuntime;
  readonly carrier: Carrier;
  readonly handlers: Handlers;
  /** Put off, and not done yet. */
  readonly queue: DeferredTask[] = [];
  /** Put off to a later time. */
  readonly #delayed: { readonly task: DeferredTask; readonly due: number }[] = [];
  /** Given up, for a person to look at. */
  readonly shelf = memoryShelf(
    (task) => this.queue.push(task),
    () => this.clock.now(),
  );
  /** Packages that were made. */
  readonly evidence = memoryEvidence();
  /** Anchors of the audit log, by the names of their files. */
  readonly anchorFiles = new AnchorMap();
  /** The copy of the lists; none before the job has made one. */
  readonly listCopies = new CopyMap();
  /** Erasures, which outlast a restore of the database. */
  readonly erasures = new MemoryErasures();
  /** That were sent. */
  readonly emails: Email[] = [];
  readonly #options: InProcessOptions;
  readonly #jobs: Jobs;
  #rights: (() => Promise<void>) | undefined;
  readonly #work = new Set<Promise<unknown>>();

  constructor(options: InProcessOptions) {
    this.#options = options;
    const { start, patienceMs } = options;
    this.clock = new VirtualClock({
      ...(start === undefined ? {} : { start }),
      ...(patienceMs === undefined ? {} : { patienceMs }),
    });
    this.store = openStore(options.database, () => this.clock.now());
    this.runtime = this.#runtime();
    this.#jobs = createJobsHandler(this.runtime);
    this.handlers = {
      voice: createVoiceHandler(this.runtime),
      admin: createAdminHandler(this.runtime),
      public: createPublicHandler(this.runtime, pageFiles),
      sharing: createSharingHandler(this.runtime),
    };
    this.carrier = this.#createCarrier();
    this.clock.settleWith(() => this.#settled());
  }

  /** Time does not move on before this is done; what waits for the clock itself must not be given here. */
  during<Result>(work: Promise<Result>): Promise<Result> {
    const done = work.finally(() => this.#work.delete(done));
    this.#work.add(done);
    return done;
  }

  /** Through the route table, as API Gateway would. */
  async request(
    method: string,
    target: string,
    body: string | Uint8Array,
    headers: Readonly<Record<string, string>>,
    sourceIp = '192.0.2.1',
  ): Promise<HttpResult> {
    const matched = matchRoute(method, splitTarget(target).rawPath);
    if (matched === undefined) return { statusCode: 404, body: '{"message":"Not Found"}' };
    const event = toEvent(matched, { method, target, headers, body: Buffer.from(body), sourceIp });
    return this.answer(event, this.handlers[matched.route.function]);
  }

  /** Delivers what was put off, once each; what fails stays. */
  async drain(): Promise<void> {
    this.#queueDue();
    const tasks = this.queue.splice(0);
    if (tasks.length > 0) this.queue.push(...(await this.deliver(tasks)));
  }

  /** @returns what failed */
  protected async deliver(tasks: readonly DeferredTask[]): Promise<readonly DeferredTask[]> {
    const sentAt = this.clock.now().getTime();
    const Records = tasks.map((task, index) => sqsMessage(task, String(index), sentAt));
    const outcome = await this.#jobs({ Records });
    return (outcome?.batchItemFailures ?? []).flatMap(
      ({ itemIdentifier }) => tasks[Number(itemIdentifier)] ?? [],
    );
  }

  #queueDue(): void {
    const now = this.clock.now().getTime();
    for (const { task } of this.#delayed.filter(({ due }) => due <= now)) this.queue.push(task);
    this.#delayed.splice(0, Infinity, ...this.#delayed.filter(({ due }) => due > now));
  }

  #send(task: DeferredTask, delaySeconds: number): void {
    if (delaySeconds === 0) this.queue.push(task);
    else this.#delayed.push({ task, due: this.clock.now().getTime() + delaySeconds * 1_000 });
  }

  /** What the packages function does once a minute. */
  /** @param timeLeft of the run, where it is not endless */
  async makePackages(own: Omit<PackagesRuntime, keyof Runtime>, timeLeft?: TimeLeft): Promise<void> {
    await createPackagesHandler({ ...this.runtime, ...own })(timeLeft);
  }

  /** What the rights function does once a minute. */
  async answerRights(): Promise<void> {
    this.#rights ??= createRightsHandler({
      ...this.runtime,
      erasureLog: this.erasures,
      traces: {
        erase: (texts) => Promise.resolve(this.#eraseTraces(texts)),
        compact: () => Promise.resolve(),
      },
    });
    await this.#rights();
  }

  /** The next run is the first of a function that starts anew. */
  restartRights(): void {
    this.#rights = undefined;
  }

  #eraseTraces(texts: SubjectTexts): number {
    const before = this.queue.length + this.shelf.tasks.size;
    this.queue.splice(0, Infinity, ...this.queue.filter((task) => !texts.isIn(task)));
    for (const [id, { body }] of this.shelf.tasks) if (texts.isIn(body)) this.shelf.tasks.delete(id);
    return before - this.queue.length - this.shelf.tasks.size;
  }

  async runJob(job: ScheduledJob['job']): Promise<void> {
    await this.#jobs({ job });
  }

  /** A request on its way to its handler, and back. */
  protected answer(event: HttpEvent, handle: Handlers['voice']): Promise<HttpResult> {
    return handle(event);
  }

  /** A document on its way to the carrier. */
  protected documentAnswered(_document: string): void {
    // Nothing to do here: the carrier itself refuses what it cannot read.
  }

  async #settled(): Promise<void> {
    await this.carrier.settled();
    while (this.#work.size > 0) {
      await Promise.allSettled(this.#work);
      await this.carrier.settled();
    }
  }

  #createCarrier(): Carrier {
    const { accountSid, publicUrl, secrets, settings, carrier } = this.#options;
    return new Carrier({
      accountSid,
      authToken: secrets.twilioAuthTokens[0] ?? '',
      clock: this.clock,
      transport: this.#transport,
      numbers: () => ({
        [settings.hotline.number]: {
          voiceUrl: `${publicUrl}${ROUTES['voice.incoming'].path}`,
          fallbackUrl: `${publicUrl}/fallback.xml`,
          fallbackMethod: 'GET',
          statusCallback: `${publicUrl}${ROUTES['voice.status'].path}`,
        },
      }),
      ...carrier,
    });
  }

  #runtime(): JobsRuntime & VoiceRuntime {
    const { accountSid, publicUrl, recordings, settings } = this.#options;
    const now = (): Date => this.clock.now();
    const log = this.#options.log ?? createLog('lab', 'SILENT');
    const secrets = (): Promise<Secrets> => Promise.resolve(this.#options.secrets);
    const source = createSettingsSource({ read: this.store.settings.current, deployed: settings, now, log });
    const outgoing = createOutgoing(AND_THIS_MACHINE, {
      resolve: this.#options.resolve,
      guard: residencyGuard(source),
    });
    return {
      publicUrl,
      accountSid,
      deployment: this.#options.deployment ?? {},
      oidc: undefined,
      store: this.store,
      settings: source,
      deferred: {
        send: (task, delaySeconds = 0) => {
          this.#send(task, delaySeconds);
          return Promise.resolve();
        },
      },
      shelf: this.shelf,
      recordings,
      evidence: this.evidence,
      anchors: anchorsIn(this.anchorFiles),
      listCopies: this.listCopies,
      snapshot: createSnapshot({ place: this.listCopies, clock: Date.now, log, everyMs: 0 }),
      transcriber: typedWords(recordings),
      timestamper: timestamper({ settings: source, outgoing }),
      carrier: createCarrierApi({ baseUrl: 'https://api.test', accountSid, secrets, fetch: this.#rest }),
      mailer: { send: (email) => Promise.resolve(void this.emails.push(email)) },
      webhooks: createWebhookSender(outgoing),
      outgoing,
      readLocalFile,
      secrets,
      now,
      log,
    };
  }

  readonly #transport: Transport = async ({ method, url, headers, body }) => {
    const target = url.slice(this.#options.publicUrl.length);
    const fallback = Object.entries(FALLBACK_DOCUMENTS).find(
      ([name]) => target.split('?')[0] === `/${name}`,
    )?.[1];
    if (fallback !== undefined) {
      this.documentAnswered(fallback);
      return { status: 200, headers: { 'content-type': 'text/xml' }, body: fallback };
    }
    const lower = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
    );
    const result = await this.request(method, target, body, lower);
    if (String(result.headers?.['content-type']).startsWith('text/xml'))
      this.documentAnswered(result.body ?? '');
    return {
      status: result.statusCode ?? 200,
      headers: Object.fromEntries(
        Object.entries(result.headers ?? {}).map(([name, value]) => [name, String(value)]),
      ),
      body: bodyOf(result),
    };
  };

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
