// `npm start`: the hotline on this machine, until Ctrl-C.
import { ConfigurationError, readConfiguration } from './configuration.ts';
import { buildConsole } from './console-build.ts';
import { startHotline } from './hotline.ts';
import { isRunning, noteRunning, noteStopped } from './running.ts';
import { welcome } from './welcome.ts';

async function main(): Promise<void> {
  const configuration = readConfiguration(process.env);
  if (await isRunning(configuration.dataDir)) {
    throw new ConfigurationError(
      'Another hotline runs with this DATA_DIR. Stop it, or choose another folder.',
    );
  }
  await prepareConsole();
  const hotline = await startHotline(configuration);
  noteRunning(configuration.dataDir, {
    url: hotline.url,
    token: configuration.adminToken,
  });
  process.stdout.write(welcome(hotline, configuration));
  let stopping = false;
  const stop = async (): Promise<void> => {
    // Somebody who presses Ctrl-C twice does not want to wait.
    if (stopping) process.exit(130);
    stopping = true;
    noteStopped(configuration.dataDir);
    await hotline.stop();
    // A silent database may still hold requests open.
    process.exit(0);
  };
  process.on('SIGINT', () => void stop());
  process.on('SIGTERM', () => void stop());
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

/** What a person can do about it, instead of a stack trace. */
function explain(error: unknown): string {
  if (error instanceof ConfigurationError) return error.message;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'EADDRINUSE')
    return 'The port is taken. Stop what uses it, or choose another: PORT=3001 npm start';
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

try {
  await main();
} catch (error) {
  process.stderr.write(`Hotline Guard cannot start. ${explain(error)}\n`);
  process.exit(1);
}
