// The process of the embedded database.
import { mkdirSync } from 'node:fs';
import { startEngine } from '../../in-process/dynamo.ts';
import { engineFolder } from './setting.ts';
import { runPart } from '../supervisor/run-part.ts';
import { yieldToCallers } from '../supervisor/yield-to-callers.ts';

/** Calls are decided without it where it is late. */
const NICENESS = 5;

runPart('engine', async ({ setting, enginePort = 0 }) => {
  yieldToCallers(NICENESS);
  const { dataDir } = setting.configuration;
  mkdirSync(dataDir, { recursive: true });
  const { stop } = await startEngine(engineFolder(dataDir), enginePort);
  return { port: enginePort, stop };
});
