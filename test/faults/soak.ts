// All of it for as long as one likes: `npm run soak -- --minutes 20 --seed 1`. Histories, webhooks, signatures and requests
// to the API have a share of the time each. Prints what was done of the full amounts and what came of it, and ends
// non-zero where something must not have been.
import { execFileSync } from 'node:child_process';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { fuzz } from '../support/webhooks/fuzz.ts';
import { fuzzApi } from './api-fuzz.ts';
import type { Found, Fuzz } from './found.ts';
import { runHistory } from './history.ts';
import { fuzzWebhooks } from './webhook-fuzz.ts';

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '20' }, seed: { type: 'string', default: '1' } },
});
const minutes = Number(values.minutes);
const seed = Number(values.seed);
if (!(minutes > 0) || !Number.isSafeInteger(seed))
  throw new Error('--minutes must be a number above 0, --seed a whole number');

async function histories({ goesOn, seed: first }: Fuzz): Promise<Found> {
  const violations: string[] = [];
  let done = 0;
  for (; goesOn(done); done++) {
    const report = await runHistory(first + done);
    violations.push(...report.violations.map((words) => `seed ${String(report.seed)}: ${words}`));
  }
  return { done, violations };
}

const SIGNATURES_AT_ONCE = 1_000;

function signatures({ goesOn, seed: first }: Fuzz): Promise<Found> {
  const violations: string[] = [];
  let done = 0;
  while (goesOn(done)) {
    const found = fuzz({ count: SIGNATURES_AT_ONCE, seed: first + done });
    if (found.signedRefused + found.sameEvent + found.otherEvent > 0)
      violations.push(...found.examples.map((example) => JSON.stringify(example)));
    done += found.signed + found.shifted;
  }
  return Promise.resolve({ done, violations });
}

interface Part {
  readonly name: string;
  readonly target: number;
  /** Of the time. */
  readonly share: number;
  readonly run: (fuzz: Fuzz) => Promise<Found>;
}

const PARTS: readonly Part[] = [
  { name: 'histories', target: 200_000, share: 0.4, run: histories },
  { name: 'webhooks', target: 20_000_000, share: 0.25, run: fuzzWebhooks },
  { name: 'signatures', target: 10_000_000, share: 0.15, run: signatures },
  { name: 'requests to the API', target: 1_000_000, share: 0.2, run: fuzzApi },
];

const say = (text: string): boolean => process.stdout.write(`${text}\n`);
const unhandled: string[] = [];
process.on('unhandledRejection', (reason) => unhandled.push(String(reason)));
// Each refusal is an Error. Nobody reads their stacks here.
Error.stackTraceLimit = 3;

const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
const [cpu] = cpus();
say(
  `${new Date().toISOString().slice(0, 10)}, commit ${commit}, seed ${String(seed)}, Node ${process.versions.node}, ${String(cpus().length)} x ${cpu?.model ?? 'unknown processor'}`,
);
let failed = 0;
for (const { name, target, share, run } of PARTS) {
  const until = performance.now() + minutes * 60_000 * share;
  const { done, violations } = await run({ seed, goesOn: (so) => so < target && performance.now() < until });
  for (const words of violations.slice(0, 20)) say(`  ${words}`);
  say(
    `${name}: ${String(done)} of ${String(target)}, ${String(violations.length)} failures${violations.length === 0 && done > 0 ? ` (0 failures in ${String(done)}, 95 % upper bound ${(3 / done).toPrecision(2)})` : ''}`,
  );
  failed += violations.length;
}
for (const reason of unhandled.slice(0, 20)) say(`  unhandled rejection: ${reason}`);
say(`unhandled rejections: ${String(unhandled.length)}`);
process.exitCode = failed + unhandled.length > 0 ? 1 : 0;
