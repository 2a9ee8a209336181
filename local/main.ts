// `npm start`: the hotline on this machine, until Ctrl-C.
import { writtenNumber } from '../core/numbers/number-words.ts';
import { ROUTES } from '../functions/routes.ts';
import { ConfigurationError, readConfiguration, type Configuration } from './configuration.ts';
import { buildConsole } from './console-build.ts';
import { startHotline, type Hotline } from './hotline.ts';
import { isRunning, noteRunning, noteStopped } from './running.ts';

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

function welcome({ publicUrl, settings, degraded }: Hotline, configuration: Configuration): string {
  const { hotline, departments } = settings;
  const staff = departments.flatMap(({ members }) =>
    members.map(({ name, number }) => `${writtenNumber(number, hotline.region)} (${name})`),
  );
  const lines = [
    ['Console', `${publicUrl}/#token=${configuration.adminToken}`],
    ['Phone', `${publicUrl}/phone#token=${configuration.adminToken}`],
    ['Report page', `${publicUrl}${ROUTES['report.page'].path}`],
    ['API', `${publicUrl}/api/openapi.json`],
    ['Token', configuration.adminToken],
    ['Hotline', writtenNumber(hotline.number, hotline.region)],
    ['Staff', staff.join(', ')],
    ['Data', configuration.dataDir],
    ['Call it', 'npx hotline call --from +13125550177'],
    ['Without keys', 'npx hotline call --from +13125550177 --keys "challenge,1" --staff accept'],
  ];
  const width = Math.max(...lines.map(([label = '']) => label.length));
  const table = lines.map(([label = '', value = '']) => `  ${label.padEnd(width)}  ${value}`).join('\n');
  const warning = degraded
    ? '\n  The database does not answer: calls are taken, lists and API have to wait. It is tried again.\n'
    : '';
  return `\nHotline Guard is running. Ctrl-C stops it.\n\n${table}\n${warning}\n`;
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
