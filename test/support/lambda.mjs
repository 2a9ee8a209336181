// One Lambda function: a process of its own that loads the deployed code as AWS does, and answers one event at a time.
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [folder] = process.argv.slice(2);
const { handler } = createRequire(import.meta.url)(join(folder, 'index.js'));

process.on('message', async ({ id, event }) => {
  try {
    process.send({ id, result: await handler(event, { awsRequestId: String(id) }) });
  } catch (error) {
    process.send({ id, error: String(error?.stack ?? error) });
  }
});
process.send({ ready: true });
