// `npm start`: the hotline on this machine, until Ctrl-C.
import { ConfigurationError, readConfiguration } from './configuration.ts';
import { isRunning, noteRunning, noteStopped } from './running.ts';
import { ignoreLostOutput } from './supervisor/run-part.ts';
import { supervise } from './supervisor/supervisor.ts';

async function main(): Promise<void> {
  ignoreLostOutput();
  const configuration = readConfiguration(process.env);
  const { dataDir, adminToken } = configuration;
  if (await isRunning(dataDir)) {
    throw new ConfigurationError(
      'Another hotline runs with this DATA_DIR. Stop it, or choose another folder.',
    );
  }
  const hotline = await supervise(configuration, (words) => void process.stderr.write(`${words}\n`));
  endWithSignals(hotline, dataDir);
  // An error that nobody foresaw must not take the telephone away: it is logged, and the door stays open.
  process.on('uncaughtException', (error) => void process.stderr.write(`${error.stack ?? error.message}\n`));
  const welcome = await hotline.welcome;
  try {
    noteRunning(dataDir, { url: hotline.url, token: adminToken });
  } catch (error) {
    // On a full disk calls are answered all the same; only the command line does not find the hotline.
    process.stderr.write(`running.json cannot be written: ${String(error)}\n`);
  }
  process.stdout.write(welcome);
}

function endWithSignals({ stop, kill }: Awaited<ReturnType<typeof supervise>>, dataDir: string): void {
  let stopping = false;
  const end = async (): Promise<void> => {
    // Whoever presses Ctrl-C twice does not want to wait.
    if (stopping) {
      kill();
      process.exit(130);
    }
    stopping = true;
    noteStopped(dataDir);
    await stop();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void end());
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
