// Rightly signed webhooks, and the same signatures with their borders moved, through the reading of webhooks:
// `npm run fuzz:signatures -- --count 1000000 --seed 1`. Fails if one of the first is refused, or one of the second is not.
// The program is bundled before it runs, because tsx names every closure as it is made, which takes as long as the rest.
import { parseArgs } from 'node:util';
import { fuzz } from '../test/support/webhooks/fuzz.ts';

const { values } = parseArgs({
  options: { count: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' } },
});
const count = Number(values.count);
const seed = Number(values.seed);
if (!Number.isSafeInteger(count) || count < 1 || !Number.isSafeInteger(seed))
  throw new Error('--count must be a whole number from 1, --seed a whole number');

// Each refusal is an Error. Nobody reads their stacks here, and collecting them takes a tenth of the time.
Error.stackTraceLimit = 0;
const started = performance.now();
const found = fuzz({ count, seed });
const seconds = Math.round((performance.now() - started) / 1_000);
const say = (text: string): boolean => process.stdout.write(`${text}\n`);
const { user, system } = process.cpuUsage();
say(`seed ${String(seed)}, ${String(seconds)} s, of one core ${String(Math.round((user + system) / 1e6))} s`);
say(`rightly signed: ${String(found.signed)}, refused: ${String(found.signedRefused)}`);
say(`shifted: ${String(found.shifted)}, refused: ${String(found.shiftedRefused)}`);
say(`  the same event under another division: ${String(found.sameEvent)}`);
say(`  another event: ${String(found.otherEvent)}`);
say(`not counted, the same documented parameters and the same event: ${String(found.openNames)}`);
for (const example of found.examples) say(JSON.stringify(example));
if (found.signedRefused + found.sameEvent + found.otherEvent > 0) process.exitCode = 1;
