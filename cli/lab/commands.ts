// The laboratories, which run whole hotlines of their own on this machine.
import { InvalidArgumentError } from 'commander';
import type { SimulateOptions } from './simulate.ts';
import { STIR_VERSTAT } from '../../carrier/http/stir-verstat.ts';
import type { AttackLabOptions } from './attack-lab.ts';
import { type Commands, whole } from '../options.ts';

const wholes = (text: string): number[] => text.split(',').map(whole);
const attestations = (text: string): AttackLabOptions['attestation'] =>
  text.split(',').map((word) => {
    if (word !== 'none' && !Object.hasOwn(STIR_VERSTAT, word))
      throw new InvalidArgumentError('It must be levels like none,B,C.');
    return word as AttackLabOptions['attestation'][number];
  });

export const labCommands: Commands = (program) => {
  program
    .command('simulate')
    .description(
      'simulate customers, robocalls, and attackers, and report who gets through (docs/traffic-lab.md)',
    )
    .option('--calls <n>', 'number of calls', whole, 20_000)
    .option('--days <n>', 'number of simulated days', whole, 14)
    .option('--mix <file>', 'who calls: a JSON file, or default, small, quiet, storm, new-callers', 'default')
    .option('--seed <n>', 'seed; the same seed repeats a run exactly', whole, 1)
    .option('--arrivals <file>', 'CSV of calls counted by time, or synthetic')
    .option('--fresh', 'simulate the first weeks, when scores are only recorded', false)
    .option('--out <folder>', 'folder for the chart and the tables')
    .action(async (options: SimulateOptions) => {
      const { runSimulation } = await import('./simulate.ts');
      await runSimulation(options);
    });

  program
    .command('attack-lab')
    .description(
      'simulate spoofing attacks and report how many are needed to block a number (docs/traffic-lab.md)',
    )
    .option('--calls <list>', 'spoofed calls for each victim', wholes, [3, 20])
    .option('--reporters <list>', 'forged reporters for each victim', wholes, [5])
    .option('--days <list>', 'number of days', wholes, [1, 7])
    .option('--victims <n>', 'victims of each kind for each attack', whole, 2)
    .option(
      '--numbers <n>',
      'attacked with budgets drawn at random, through its judgement alone',
      whole,
      100_000,
    )
    .option('--seed <n>', 'seed; the same seed repeats a study exactly', whole, 1)
    .option('--attestation <list>', 'caller ID attestation of the spoofed calls', attestations, [
      'none',
      'C',
      'B',
    ])
    .action(async (options: AttackLabOptions) => {
      const { runAttackLab } = await import('./attack-lab.ts');
      await runAttackLab(options);
    });
};
