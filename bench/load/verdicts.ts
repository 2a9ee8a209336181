// What the callers got, and whether it is what the lists say.
import type { CallerKind } from './callers.ts';
import type { Answered } from './carrier.ts';

const GOT = ['rings staff', 'rejected', 'challenge', 'last resort', 'other', 'no answer'] as const;
type Got = (typeof GOT)[number];

/** The sentence with which the constant documents begin. */
const LAST_RESORT = 'Our system is not working right now';

function gotOf({ status, document }: Answered): Got {
  if (status === 0) return 'no answer';
  if (document.includes(LAST_RESORT)) return 'last resort';
  if (document.includes('<Dial')) return 'rings staff';
  if (document.includes('<Reject')) return 'rejected';
  return document.includes('<Gather') ? 'challenge' : 'other';
}

const DUE: Readonly<Record<CallerKind, Got>> = {
  allowed: 'rings staff',
  blocked: 'rejected',
  stranger: 'challenge',
};

const KINDS = Object.keys(DUE) as CallerKind[];

export function tableOf(answers: readonly Answered[]): string {
  const row = (cells: readonly string[]): string => cells.map((cell) => cell.padStart(12)).join('');
  const counts = KINDS.map((kind) => {
    const own = answers.filter(({ caller }) => caller.kind === kind);
    return row([kind, ...GOT.map((got) => String(own.filter((one) => gotOf(one) === got).length))]);
  });
  const times = answers.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  const at = (share: number): string =>
    `${String(Math.round(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0))} ms`;
  return [
    row(['', ...GOT]),
    ...counts,
    `half within ${at(0.5)}, 90 % within ${at(0.9)}, 99 % within ${at(0.99)}, all within ${at(1)}`,
  ].join('\n');
}

export function problemsOf(answers: readonly Answered[], mostMs: number): string[] {
  const wrong = KINDS.flatMap((kind) => {
    const own = answers.filter(({ caller }) => caller.kind === kind);
    const missed = own.filter((one) => gotOf(one) !== DUE[kind]).length;
    return missed === 0 ? [] : [`${String(missed)} of ${String(own.length)} (${kind}): not "${DUE[kind]}"`];
  });
  const late = answers.filter(({ milliseconds }) => milliseconds > mostMs).length;
  return late === 0 ? wrong : [...wrong, `${String(late)} answers took longer than ${String(mostMs)} ms`];
}
