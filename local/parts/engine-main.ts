// The process of the embedded database.
import { mkdirSync } from 'node:fs';
import { startEngine } from '../../in-process/dynamo.ts';
import { engineFolder } from './setting.ts';
import { runPart } from '../supervisor/run-part.ts';

runPart('engine', async ({ setting, enginePort = 0 }) => {
  const { dataDir } = setting.configuration;
  mkdirSync(dataDir, { recursive: true });
  const { stop } = await startEngine(engineFolder(dataDir), enginePort);
  return { port: enginePort, stop };
});
