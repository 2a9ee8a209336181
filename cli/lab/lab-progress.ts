// Lines about a run of the lab on standard error, for those who see no moving bar: a pipe, a file, a build's log.
import { HOUR_SECONDS } from '../../core/basics/durations.ts';

/** Standard output is for the tables. */
export const say = (line: string): void => void process.stderr.write(`${line}\n`);

export interface LabProgress {
  readonly total: number;
  /** `calls` */
  readonly unit: string;
  readonly write: (line: string) => void;
  /** Milliseconds on any clock that only goes forward. */
  readonly now: () => number;
}

/** A line so often at most, in milliseconds. */
const LINE_EVERY_MS = 15_000;

/** What is left is told by the pace so far. @returns to be told how many are done */
export function progressLines({ total, unit, write, now }: LabProgress): (done: number) => void {
  const began = now();
  let last = began;
  return (done) => {
    const at = now();
    if (done === 0 || at - last < LINE_EVERY_MS) return;
    last = at;
    const seconds = (((at - began) / done) * (total - done)) / 1_000;
    write(
      `${count(done)} of ${count(total)} ${unit}, ${Math.floor((100 * done) / total)} %; ${aboutSoLong(seconds)} left`,
    );
  };
}

/** `about 40 seconds`, `about 3 minutes`, `about 2 hours`; rounded up, never `about 0`. */
export function aboutSoLong(seconds: number): string {
  if (seconds < 90) return `about ${count(Math.max(10, Math.ceil(seconds / 10) * 10))} seconds`;
  if (seconds < 90 * 60) return `about ${count(Math.ceil(seconds / 60))} minutes`;
  return `about ${count(Math.ceil(seconds / HOUR_SECONDS))} hours`;
}

const count = (value: number): string => value.toLocaleString('en-US');
