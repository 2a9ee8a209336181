// `hotline attack-lab`: spoofed calls and forged reports against victims of every kind, and who was blocked for it.
import { Listr } from 'listr2';
import { attackGoals, attackReport } from '../local/lab/attack-report.ts';
import { studyAttacks, WAYS, type AttackOptions, type AttackStudy } from '../local/lab/attack.ts';
import { bar, textOf } from './simulate.ts';

export interface AttackLabOptions {
  readonly calls: readonly number[];
  readonly reporters: readonly number[];
  readonly days: readonly number[];
  readonly victims: number;
  readonly seed: number;
  readonly attestation: AttackOptions['attestations'];
}

interface Progress {
  study: AttackStudy | undefined;
}

export async function runAttackLab(flags: AttackLabOptions): Promise<void> {
  const grid = WAYS.flatMap((way) =>
    flags.days.flatMap((days) =>
      flags.calls.flatMap((calls) => flags.reporters.map((reporters) => ({ way, days, calls, reporters }))),
    ),
  );
  const tasks = new Listr<Progress, 'default' | 'silent', 'silent'>(
    [
      {
        title: `${grid.length} attacks`,
        task: async (state, task) => {
          state.study = await studyAttacks({
            grid,
            victims: flags.victims,
            seed: flags.seed,
            attestations: flags.attestation,
            progress: (done, total) => (task.title = `${grid.length} attacks  ${bar(done / total)}`),
          });
        },
      },
    ],
    { ctx: { study: undefined }, fallbackRenderer: 'silent' },
  );
  const { study } = await tasks.run();
  if (study === undefined) return;
  process.stdout.write(textOf(attackReport(study)));
  if (attackGoals(study).some(({ passed }) => !passed)) process.exitCode = 1;
}
