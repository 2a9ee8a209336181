// What EventBridge does on AWS, and what keeps this machine tidy.
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../core/basics/durations.ts';
import { SCHEDULED_JOBS, type ScheduledJobId } from '../../functions/jobs/jobs.ts';
import { SNAPSHOT_EVERY_MS } from '../runtime.ts';
import type { Log } from '../../functions/log.ts';

export interface Scheduled {
  readonly jobs: (job: { readonly job: ScheduledJobId }) => Promise<unknown>;
  readonly packages: () => Promise<unknown>;
  readonly rights: () => Promise<unknown>;
  /** Removes what is past its period. */
  readonly tidy: () => Promise<unknown>;
}

/** A person who tries the hotline out here does not wait a minute. */
const SOON_MS = 2 * SECOND_MS;
/** A minute after the start as well: a machine that is switched off each night has no whole day. */
const FIRST_TIDY_MS = MINUTE_MS;
const TIDY_MS = HOUR_MS;

export function startSchedule(
  { jobs, packages, rights, tidy }: Scheduled,
  log: Log,
): { readonly stop: () => void } {
  const safely =
    (run: () => Promise<unknown>, failure: string): (() => void) =>
    () => {
      run().catch((error: unknown) => {
        log.error(failure, { error });
      });
    };
  const repeat = (run: () => Promise<unknown>, ms: number): NodeJS.Timeout =>
    setInterval(safely(run, 'scheduled job failed'), ms).unref();
  const tidySafely = safely(tidy, 'what is past its period was not removed');
  const timers = [
    ...SCHEDULED_JOBS.map(({ job, everyMinutes }) => repeat(() => jobs({ job }), everyMinutes * MINUTE_MS)),
    repeat(packages, SOON_MS),
    repeat(rights, SOON_MS),
    // Whoever is listed stays known while the database does not answer.
    repeat(() => jobs({ job: 'snapshot' }), SNAPSHOT_EVERY_MS),
    setTimeout(tidySafely, FIRST_TIDY_MS).unref(),
    setInterval(tidySafely, TIDY_MS).unref(),
  ];
  return {
    stop: () => {
      for (const timer of timers) clearInterval(timer);
    },
  };
}
