// The process of everything but calls.
import { setPriority } from 'node:os';
import { buildConsole } from '../console-build.ts';
import { runPart } from '../supervisor/run-part.ts';
import { welcome } from '../welcome.ts';
import { startOffice } from './office.ts';

/** Where processors are scarce, callers come first. */
const NICENESS = 5;

runPart('office', async ({ setting }) => {
  yieldToCallers();
  await prepareConsole();
  const office = await startOffice(setting);
  const { port, noteDown, stop } = office;
  return { port, noteDown, stop, welcome: welcome({ ...office, ...setting }, setting.configuration) };
});

function yieldToCallers(): void {
  try {
    setPriority(NICENESS);
  } catch {
    // A container may not allow it; the hotline works without.
  }
}

/** Calls are answered without a console too. */
async function prepareConsole(): Promise<void> {
  const say = (words: string): void => void process.stdout.write(`${words}\n`);
  try {
    await buildConsole(say);
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
  }
}
