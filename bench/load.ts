// Very many calls at once on one machine: `npm run bench:load -- --calls 1000`. A hotline of its own is started with an
// empty folder, a tenth of the callers is put on the allowlist and a tenth on the blocklist, and then all call at the same
// moment: this process is the carrier, with webhooks signed as the carrier signs them. Fails unless every listed caller gets
// what the lists say, nobody waits longer than a caller may, and nobody hears the document of last resort.
import { parseArgs } from 'node:util';
import { callAtOnce } from './load/carrier.ts';
import { startMeasured } from './load/hotline.ts';
import { callersOf, WARM_UP } from './load/callers.ts';
import { problemsOf, tableOf } from './load/verdicts.ts';

const { values } = parseArgs({
  options: {
    calls: { type: 'string', default: '1000' },
    most: { type: 'string', default: '2500' },
    profile: { type: 'boolean', default: false },
  },
});
const calls = Number(values.calls);
const mostMs = Number(values.most);
if (!Number.isSafeInteger(calls) || calls < 10 || !(mostMs > 0))
  throw new Error('--calls must be a whole number from 10, --most a number of milliseconds');

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const hotline = await startMeasured({ profile: values.profile });
try {
  const callers = callersOf(calls);
  await hotline.list(callers);
  // Code that has run a few hundred times is compiled, as it is in a hotline that has been up for a minute.
  for (const warm of WARM_UP) await callAtOnce([warm], hotline);
  const cpuBefore = hotline.cpuSeconds();
  const answers = await callAtOnce(callers, hotline);
  const cpu = hotline.cpuSeconds() - cpuBefore;
  say(tableOf(answers));
  say(`processor time of the hotline: ${((cpu / calls) * 1_000).toFixed(1)} ms a call`);
  for (const [message, times] of hotline.logged()) say(`logged ${String(times)} times: ${message}`);
  const problems = problemsOf(answers, mostMs);
  for (const problem of problems) say(`NOT HELD: ${problem}`);
  if (problems.length > 0) process.exitCode = 1;
} finally {
  await hotline.stop();
}
