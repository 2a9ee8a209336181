// A hotline to experiment on: the guard's own handlers, the database of maps, the simulated carrier, staff at
// their telephones, the schedule of jobs, and a clock that jumps from event to event.
import { createClient, type ApiClient } from '../api-client/client.ts';
import type { SentRequest } from '../api-client/request.ts';
import { MINUTE_MS } from '../core/basics/durations.ts';
import { SCHEDULED_JOBS } from '../functions/jobs/jobs.ts';
import { levelInForce } from '../core/guard/guard-state.ts';
import type { GuardLevel } from '../core/screening/levels.ts';
import { menuEntries } from '../core/departments/menu-entries.ts';
import type { Settings } from '../core/settings/settings.ts';
import type { Member } from '../core/departments/department.ts';
import type { Attestation } from '../core/numbers/attestation.ts';
import type { Log } from '../functions/log.ts';
import type { RecordingStore } from '../functions/runtime.ts';
import type { E164 } from '../core/numbers/e164.ts';
import { SEED_SETTINGS } from '../local/seed/seed-settings.ts';
import { stirVerstat } from '../carrier/http/stir-verstat.ts';
import { memoryVault } from '../carrier/recordings/recording-vault.ts';
import { speechSeconds } from '../carrier/speech/speech-time.ts';
import { chanceOf, happens, type Chance } from './chance.ts';
import { registered } from '../in-process/registered-writes.ts';
import { memoryDatabase } from '../in-process/tables/memory-database.ts';
import { InProcessHotline } from '../in-process/in-process-hotline.ts';
import type { Mix } from './mix.ts';
import { outcomeOf, type CallOutcome } from './outcome.ts';
import { seatStaff, type StaffDesk } from './staff.ts';
import { converse, type Manner } from './telephone.ts';

export interface LabCall {
  readonly from: string;
  readonly attestation: Attestation;
  readonly manner: Manner;
  /** Whom staff flag after talking with them. */
  readonly nuisance: boolean;
}

export interface EndedLabCall extends CallOutcome {
  readonly callSid: string;
  readonly legSeconds: readonly number[];
  readonly flagged: boolean;
}

export interface LevelChange {
  /** Milliseconds after the start. */
  readonly at: number;
  readonly level: GuardLevel;
}

export interface WorldOptions {
  readonly seed: number;
  readonly staff: Mix['staff'];
  /** What the hotline is set up with, beside the staff; the settings of a new installation where absent. */
  readonly settings?: Settings | undefined;
  /** Since when the hotline is in use; long enough to act on its scores where absent. */
  readonly ageDays?: number | undefined;
}

/** A Monday, midnight in Chicago, where the seeded hotline is. */
export const START = new Date('2026-01-05T06:00:00Z');
const DAYS_IN_USE = 60;
/** A slow machine takes longer, and comes to the same. */
const PATIENCE_MS = 600_000;
const ADMIN_TOKEN = 'lab-admin-token';

export class LabWorld {
  /** As a member of staff uses it. */
  readonly api: ApiClient = createClient({ send: (request) => this.#ask(request) });
  readonly hotline: InProcessHotline;
  readonly settings: Settings;
  readonly levels: LevelChange[] = [{ at: 0, level: 'normal' }];
  /** Errors in the guard's own log, by their words. On a machine that is far too busy its answers are late, and are counted here. */
  readonly faults = new Map<string, number>();
  readonly #options: WorldOptions;
  readonly #desk: StaffDesk;
  readonly #keys: Readonly<Record<'staff' | 'report', string>>;
  #minute = 0;
  #placed = 0;
  #active = 0;
  /** Something happened since the every-minute jobs ran. */
  #eventful = true;

  static async open(options: WorldOptions): Promise<LabWorld> {
    const world = new LabWorld(options);
    const age = (options.ageDays ?? DAYS_IN_USE) * 24 * 60 * MINUTE_MS;
    await world.hotline.store.marks.installed(new Date(START.getTime() - age).toISOString());
    return world;
  }

  private constructor(options: WorldOptions) {
    const { seed, staff } = options;
    this.#options = options;
    this.settings = staffed(options.settings ?? SEED_SETTINGS, staff.members);
    this.hotline = new InProcessHotline({
      database: registered(memoryDatabase()),
      settings: this.settings,
      start: START,
      publicUrl: 'https://hotline.example.com',
      accountSid: `AC${'0'.repeat(32)}`,
      secrets: {
        twilioAuthTokens: ['lab-auth-token'],
        challengeKey: `lab-challenge-key-${seed}`,
        pseudonymKey: 'lab-pseudonym-key',
        webhookKey: 'lab-webhook-key',
        sharingKey: 'lab-sharing-key',
        adminToken: ADMIN_TOKEN,
      },
      recordings: lastRecordings(),
      log: this.#log(),
      patienceMs: PATIENCE_MS,
      carrier: { newSid: sidsOf(seed), speechSeconds, recordings: memoryVault() },
    });
    this.#desk = seatStaff(this.hotline, staff, (leg) => chanceOf(`${seed} leg ${leg.sid}`));
    this.#keys = { staff: keyOf('staff', this.settings), report: keyOf('report', this.settings) };
  }

  /** Milliseconds after the start. */
  get now(): number {
    return this.hotline.clock.now().getTime() - START.getTime();
  }

  get active(): number {
    return this.#active;
  }

  /** Places a call now; `ended` is told once, when the guard has heard of everything. */
  place(call: LabCall, ended: (call: EndedLabCall) => void): void {
    const { hotline } = this;
    const chance = chanceOf(`${this.#options.seed} call ${this.#placed++}`);
    const handle = hotline.carrier.placeCall({
      from: call.from,
      to: this.settings.hotline.number,
      ...stirVerstat(call.attestation),
    });
    this.#active += 1;
    this.#eventful = true;
    const line = converse({ call: handle, clock: hotline.clock, chance, menu: this.#keys }, call.manner);
    handle.subscribe((event) => {
      if (event.type !== 'ended') return;
      const outcome = outcomeOf(handle.log, line.hungUp());
      const concluded = this.#conclude(handle.sid, call, outcome, chance, ended);
      void hotline.during(
        concluded.catch((error: unknown) => {
          this.#fault(String(error));
        }),
      );
    });
  }

  /** Moves time on; jobs run at their minutes, and what was put off is done. */
  async runUntil(at: number): Promise<void> {
    for (;;) {
      const tick = (this.#minute + 1) * MINUTE_MS;
      if (tick > at) break;
      await this.#advanceTo(tick);
      this.#minute += 1;
      await this.#runJobs();
    }
    await this.#advanceTo(at);
  }

  /** @throws for an answer that is no success */
  async #ask({ method, target, headers, body = '' }: SentRequest): Promise<Response> {
    const signed = { ...headers, authorization: `Bearer ${ADMIN_TOKEN}` };
    const answer = await this.hotline.request(method, target, body, signed);
    const { statusCode = 200 } = answer;
    if (statusCode >= 300)
      throw new Error(`${method} ${target}: HTTP ${String(statusCode)} ${answer.body ?? ''}`);
    return new Response(statusCode === 204 ? null : answer.body, { status: statusCode });
  }

  #log(): Log {
    return {
      info: () => undefined,
      warn: () => undefined,
      error: (message, { error } = {}) => {
        const cause =
          error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : '';
        this.#fault(`${message}${cause}`);
      },
    };
  }

  #fault(message: string): void {
    this.faults.set(message, (this.faults.get(message) ?? 0) + 1);
  }

  async #advanceTo(at: number): Promise<void> {
    await this.hotline.clock.advance(Math.max(0, at - this.now) / 1_000);
  }

  async #runJobs(): Promise<void> {
    await this.hotline.drain();
    for (const { job, everyMinutes } of SCHEDULED_JOBS) {
      if (this.#minute % everyMinutes !== 0 || (everyMinutes === 1 && this.#isIdle())) continue;
      await this.hotline.runJob(job);
    }
    if (this.#isIdle()) return;
    this.#eventful = this.#active > 0;
    await this.#noteLevel();
  }

  /** Nobody calls and no level is in force: the minute is like the one before. */
  #isIdle(): boolean {
    return !this.#eventful && this.levels.at(-1)?.level === 'normal';
  }

  async #noteLevel(): Promise<void> {
    const level = levelInForce(await this.hotline.store.guard.get(), this.hotline.clock.now());
    if (level !== this.levels.at(-1)?.level) this.levels.push({ at: this.now, level });
  }

  async #conclude(
    callSid: string,
    { nuisance }: LabCall,
    outcome: CallOutcome,
    chance: Chance,
    ended: (call: EndedLabCall) => void,
  ): Promise<void> {
    const flagged = nuisance && outcome.outcome === 'talked' && happens(this.#options.staff.flags, chance);
    if (flagged) await this.api.call('calls.flag', { params: { callSid }, body: { reason: 'nuisance' } });
    const legSeconds = this.#desk.legSeconds(callSid);
    this.#desk.forget(callSid);
    this.#active -= 1;
    ended({ ...outcome, callSid, legSeconds, flagged });
  }
}

/** Nobody listens to what was said in a run: a recording stays until it has been read back, and some others after it. */
function lastRecordings(most = 100): RecordingStore {
  const kept = new Map<string, Uint8Array>();
  return {
    put: (key, audio) => {
      kept.set(key, audio);
      for (const old of [...kept.keys()].slice(0, -most)) kept.delete(old);
      return Promise.resolve();
    },
    get: (key) => Promise.resolve(kept.get(key)),
    remove: (key) => Promise.resolve(void kept.delete(key)),
    hold: () => Promise.resolve(),
    release: () => Promise.resolve(),
  };
}

/** The first department with so many members, all on duty. */
function staffed(settings: Settings, members: number): Settings {
  const people = Array.from({ length: members }, (_, index): Member => ({
    name: `Member ${index + 1}`,
    number: `+131255501${String(11 + index)}` as E164,
  }));
  return {
    ...settings,
    departments: settings.departments.map((department, index) =>
      index === 0 ? { ...department, members: people } : department,
    ),
  };
}

function keyOf(choice: 'staff' | 'report', settings: Settings): string {
  return menuEntries(settings).find((entry) => entry.choice === choice)?.key ?? '0';
}

/** SIDs that a seed repeats: the challenge's codes are drawn from them. */
function sidsOf(seed: number): (prefix: string) => string {
  let made = 0;
  const run = (seed >>> 0).toString(16).padStart(8, '0');
  return (prefix) => `${prefix}${run}${(made++).toString(16).padStart(24, '0')}`;
}
