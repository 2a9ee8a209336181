// One history again, by its seed: `npm run replay -- --seed 7`. Ends non-zero where something must not have been.
import { parseArgs } from 'node:util';
import { runHistory } from './history.ts';

const { values } = parseArgs({
  options: { seed: { type: 'string' }, count: { type: 'string', default: '1' } },
});
const seed = Number(values.seed);
const count = Number(values.count);
if (!Number.isSafeInteger(seed) || !Number.isSafeInteger(count) || count < 1)
  throw new Error(
    'Say which history: npm run replay -- --seed 7 (and --count 10 for the ten that begin there)',
  );
let violations = 0;
for (let one = seed; one < seed + count; one++) {
  const report = await runHistory(one);
  process.stdout.write(
    `seed ${String(one)}: ${String(report.calls)} calls, ${String(report.webhooks)} webhooks\n`,
  );
  for (const words of report.violations) process.stdout.write(`  ${words}\n`);
  violations += report.violations.length;
}
process.exitCode = violations > 0 ? 1 : 0;
