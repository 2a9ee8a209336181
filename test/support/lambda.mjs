// One Lambda function: a process of its own that loads the deployed code as AWS does, and answers one event at a time.
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** As long as a function may run at most, 15 minutes. */
const MOST_MS = 900_000;
const [folder] = process.argv.slice(2);
const { handler } = createRequire(import.meta.url)(join(folder, 'index.js'));

process.on('message', async ({ id, event }) => {
  try {
    const end = Date.now() + MOST_MS;
    const context = { awsRequestId: String(id), getRemainingTimeInMillis: () => end - Date.now() };
    process.send({ id, result: await handler(event, context) });
  } catch (error) {
    process.send({ id, error: String(error?.stack ?? error) });
  }
});
process.send({ ready: true });
