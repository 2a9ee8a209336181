// The process of everything but calls.
import { buildConsole } from '../console-build.ts';
import { runPart } from '../supervisor/run-part.ts';
import { yieldToCallers } from '../supervisor/yield-to-callers.ts';
import { welcome } from '../welcome.ts';
import { startOffice } from './office.ts';

const NICENESS = 10;

runPart('office', async ({ setting }) => {
  yieldToCallers(NICENESS);
  await prepareConsole();
  const office = await startOffice(setting);
  const { port, noteDown, stop } = office;
  return { port, noteDown, stop, welcome: welcome({ ...office, ...setting }, setting.configuration) };
});

/** Calls are answered without a console too. */
async function prepareConsole(): Promise<void> {
  const say = (words: string): void => void process.stdout.write(`${words}\n`);
  try {
    await buildConsole(say);
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
  }
}
