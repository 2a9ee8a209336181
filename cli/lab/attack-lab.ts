// `hotline attack-lab`: spoofed calls and forged reports against victims of every kind, and who was blocked for it.
import { counted } from '../../core/basics/counted.ts';
import { Listr } from 'listr2';
import { VICTIMS, WAYS, type Attack } from '../../lab/attack/attack-plan.ts';
import { attackGoals, attackReport, type AttackStudies } from '../../lab/attack/attack-report.ts';
import { studyAttacks, type AttackOptions } from '../../lab/attack/attack.ts';
import { studyEachAttestation, studyWorst } from '../../lab/attack/attack-worst.ts';
import { exitCodeOf } from '../../lab/goals.ts';
import { aboutSoLong, progressLines, say } from './lab-progress.ts';
import { bar, textOf } from './simulate.ts';

export interface AttackLabOptions {
  readonly calls: readonly number[];
  readonly reporters: readonly number[];
  readonly days: readonly number[];
  /** Through the whole guard, of each kind and for each attack. */
  readonly victims: number;
  /** Through its judgement alone. */
  readonly numbers: number;
  readonly seed: number;
  readonly attestation: AttackOptions['attestations'];
}

interface Progress {
  guard?: AttackStudies['guard'];
  worst?: AttackStudies['worst'];
  byAttestation: AttackStudies['byAttestation'];
}

export async function runAttackLab(flags: AttackLabOptions): Promise<void> {
  const { seed, numbers, attestation: attestations } = flags;
  const grid = gridOf(flags);
  say(
    `Studying ${numbers === 1 ? '1 attack' : `${numbers.toLocaleString('en-US')} attacks`} through the judgement alone, then ${grid.length} through the whole guard (seed ${seed}), on this machine; ` +
      `nothing is sent or kept. This takes ${aboutSoLong(expectedSeconds(numbers, grid, flags.victims))}, longer where other programs need the processor.`,
  );
  const now = (): number => performance.now();
  const lines = process.stdout.isTTY
    ? undefined
    : progressLines({ total: grid.length, unit: 'attacks through the whole guard', write: say, now });
  const tasks = new Listr<Progress, 'default' | 'silent', 'silent'>(
    [
      {
        title: `${counted(numbers, 'attack')} through the judgement alone`,
        task: (state) => {
          state.worst = studyWorst({ numbers, seed, attestations });
          state.byAttestation = studyEachAttestation({ numbers: Math.ceil(numbers / 10), seed });
        },
      },
      {
        title: `${counted(grid.length, 'attack')} through the whole guard`,
        task: async (state, task) => {
          const progress = (done: number, total: number): void => {
            task.title = `${counted(grid.length, 'attack')} through the whole guard  ${bar(done / total)}`;
            lines?.(done);
          };
          state.guard = await studyAttacks({ grid, victims: flags.victims, seed, attestations, progress });
        },
      },
    ],
    { ctx: { byAttestation: [] }, fallbackRenderer: 'silent' },
  );
  const { guard, worst, byAttestation } = await tasks.run();
  if (guard === undefined || worst === undefined) return;
  process.stdout.write(textOf(attackReport({ guard, worst, byAttestation })));
  process.exitCode = exitCodeOf(attackGoals({ guard, worst }));
}

/** Of one processor of a busy server of two cores (28 November 2026); the progress lines go by this machine's own pace. */
const SECONDS = { aNumber: 0.0004, aCall: 0.2, anAttack: 5 } as const;

function expectedSeconds(numbers: number, grid: readonly Attack[], victims: number): number {
  const calls = grid.reduce(
    (sum, attack) => sum + (attack.calls + attack.reporters) * victims * VICTIMS.length,
    0,
  );
  return numbers * SECONDS.aNumber + calls * SECONDS.aCall + grid.length * SECONDS.anAttack;
}

const gridOf = ({ days, calls, reporters }: AttackLabOptions): Attack[] =>
  WAYS.flatMap((way) =>
    days.flatMap((span) =>
      calls.flatMap((count) =>
        reporters.map((people) => ({ way, days: span, calls: count, reporters: people })),
      ),
    ),
  );
