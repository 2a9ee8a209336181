// The queue on AWS: a queue of SQS and its dead letters for each kind of neighbor, behind the interfaces of the one on one
// machine. The client is loaded when it is first used: most calls need neither, and no caller should wait for its start.
import type { Message, SQSClient } from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';
import type { DeferredQueue, JobsRuntime } from '../runtime.ts';
import { LANES, QUEUES, type QueueName } from './lanes.ts';
import { SHELF_PROBLEMS, type GivenUp, type Shelf, type ShelvedTask } from './shelf.ts';
import { laneOf, laneOfBody } from './task.ts';

export interface QueueUrls {
  readonly queues: Readonly<Record<QueueName, string>>;
  readonly deadLetters: Readonly<Record<QueueName, string>>;
}

type Sqs = typeof import('@aws-sdk/client-sqs');

interface Connection {
  readonly sqs: Sqs;
  readonly client: SQSClient;
}

interface Parts extends QueueUrls {
  readonly connected: () => Promise<Connection>;
}

export interface SqsRuntime {
  readonly deferred: DeferredQueue;
  readonly shelf: Shelf;
  readonly postpone: NonNullable<JobsRuntime['postpone']>;
}

export function sqsFrom(urls: QueueUrls): SqsRuntime {
  const connect = async (): Promise<Connection> => {
    const sqs = await import('@aws-sdk/client-sqs');
    const limits = { connectionTimeout: 300, requestTimeout: 500, throwOnRequestTimeout: true };
    return { sqs, client: new sqs.SQSClient({ maxAttempts: 2, requestHandler: limits }) };
  };
  let connection: Promise<Connection> | undefined;
  const parts: Parts = { ...urls, connected: () => (connection ??= connect()) };
  return {
    deferred: {
      send: (task, DelaySeconds) =>
        send(
          urls.queues[LANES[laneOf(task)].queue],
          { MessageBody: JSON.stringify(task), DelaySeconds },
          parts,
        ),
    },
    shelf: deadLetters(parts),
    postpone: (record, seconds) => postpone(record, seconds, parts),
  };
}

type NewMessage = Omit<ConstructorParameters<Sqs['SendMessageCommand']>[0], 'QueueUrl'>;

async function send(QueueUrl: string, message: NewMessage, { connected }: Parts): Promise<void> {
  const { sqs, client } = await connected();
  await client.send(new sqs.SendMessageCommand({ QueueUrl, ...message }));
}

/** Where it cannot be hidden for longer, it comes back after the queue's own time. */
async function postpone(
  { eventSourceARN, receiptHandle: ReceiptHandle }: SQSRecord,
  VisibilityTimeout: number,
  { queues, connected }: Parts,
): Promise<void> {
  const QueueUrl = Object.values(queues).find((url) => nameIn(url, '/') === nameIn(eventSourceARN, ':'));
  if (QueueUrl === undefined) return;
  const { sqs, client } = await connected();
  await client.send(new sqs.ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout }));
}

const nameIn = (address: string, separator: string): string | undefined => address.split(separator).at(-1);

// --- dead letters -------------------------------------------------------------------------------------------------

/** SQS gives at most so many messages at once. */
const AT_ONCE = 10;
/** While a message is looked at nobody else sees it; then it is shown again. */
const HIDDEN_SECONDS = 30;
/** SQS answers from a part of its machines: one empty answer does not mean an empty queue. */
const EMPTY_ANSWERS = 3;
/** A message that a person has named is looked for among so many. */
const SEARCHED = 1_000;

function deadLetters(parts: Parts): Shelf {
  const withFound = async (id: string, act: (found: Found) => Promise<void>): Promise<boolean> => {
    const queue = QUEUES.find((name) => id.startsWith(`${name}.`));
    return queue !== undefined && searching(queue, id, act, parts);
  };
  return {
    put: (task) => put(task, parts),
    count: async () => sum(await Promise.all(QUEUES.map((queue) => countOf(queue, parts)))),
    list: async (most) => {
      const found: ShelvedTask[] = [];
      for (const queue of QUEUES) found.push(...(await peek(queue, most - found.length, parts)));
      return found;
    },
    find: async (id) => {
      let found: ShelvedTask | undefined;
      await withFound(id, async ({ task, release }) => {
        found = task;
        await release();
      });
      return found;
    },
    retry: (id) =>
      withFound(id, async ({ task, remove }) => {
        await send(parts.queues[LANES[laneOfBody(task.body)].queue], { MessageBody: task.body }, parts);
        await remove();
      }),
    retryAll: async () => {
      const counts = await Promise.all(QUEUES.map((queue) => countOf(queue, parts)));
      await Promise.all(
        QUEUES.filter((_, index) => counts[index] !== 0).map((queue) => moveBack(queue, parts)),
      );
      return sum(counts);
    },
    drop: (id) => withFound(id, ({ remove }) => remove()),
  };
}

const sum = (counts: readonly number[]): number => counts.reduce((total, one) => total + one, 0);

/** What SQS moves by itself has no attributes of ours. */
async function put({ body, problem, why, attempts, sentAt, lane }: GivenUp, parts: Parts): Promise<void> {
  const text = (StringValue: string) => ({ DataType: 'String', StringValue });
  const MessageAttributes = {
    problem: text(problem),
    why: text(why),
    attempts: text(String(attempts)),
    sentAt: text(sentAt),
    shelvedAt: text(new Date().toISOString()),
  };
  await send(
    parts.deadLetters[LANES[lane].queue],
    // SQS takes no empty message.
    { MessageBody: body === '' ? ' ' : body, MessageAttributes },
    parts,
  );
}

async function countOf(queue: QueueName, { deadLetters: urls, connected }: Parts): Promise<number> {
  const { sqs, client } = await connected();
  const AttributeNames = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
  const { Attributes = {} } = await client.send(
    new sqs.GetQueueAttributesCommand({ QueueUrl: urls[queue], AttributeNames: [...AttributeNames] }),
  );
  return sum(AttributeNames.map((name) => Number(Attributes[name] ?? 0)));
}

async function receive(
  queue: QueueName,
  { deadLetters: urls, connected }: Parts,
): Promise<readonly Message[]> {
  const { sqs, client } = await connected();
  const { Messages = [] } = await client.send(
    new sqs.ReceiveMessageCommand({
      QueueUrl: urls[queue],
      MaxNumberOfMessages: AT_ONCE,
      VisibilityTimeout: HIDDEN_SECONDS,
      MessageAttributeNames: ['All'],
      MessageSystemAttributeNames: ['SentTimestamp', 'ApproximateReceiveCount'],
    }),
  );
  return Messages;
}

/** Different messages, until there are enough or no more come. */
async function* messagesIn(queue: QueueName, most: number, parts: Parts): AsyncGenerator<Message> {
  const seen = new Set<string>();
  for (let empty = 0; empty < EMPTY_ANSWERS && seen.size < most;) {
    const found = (await receive(queue, parts)).filter(({ MessageId = '' }) => !seen.has(MessageId));
    if (found.length === 0) empty += 1;
    for (const message of found) {
      seen.add(message.MessageId ?? '');
      yield message;
    }
  }
}

/** Shown again to others afterwards. */
async function peek(queue: QueueName, most: number, parts: Parts): Promise<ShelvedTask[]> {
  const found: Message[] = [];
  for await (const message of messagesIn(queue, most, parts)) found.push(message);
  await Promise.all(found.map((message) => release(queue, message, parts)));
  return found.slice(0, most).map((message) => shelved(queue, message));
}

async function release(queue: QueueName, { ReceiptHandle }: Message, parts: Parts): Promise<void> {
  const { sqs, client } = await parts.connected();
  const QueueUrl = parts.deadLetters[queue];
  await client.send(
    new sqs.ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }),
  );
}

interface Found {
  readonly task: ShelvedTask;
  readonly release: () => Promise<void>;
  readonly remove: () => Promise<void>;
}

/** @returns whether it was found */
async function searching(
  queue: QueueName,
  id: string,
  act: (found: Found) => Promise<void>,
  parts: Parts,
): Promise<boolean> {
  const others: Message[] = [];
  try {
    for await (const message of messagesIn(queue, SEARCHED, parts)) {
      if (`${queue}.${message.MessageId ?? ''}` === id) {
        await act({
          task: shelved(queue, message),
          release: () => release(queue, message, parts),
          remove: () => remove(queue, message, parts),
        });
        return true;
      }
      others.push(message);
    }
    return false;
  } finally {
    await Promise.all(others.map((message) => release(queue, message, parts)));
  }
}

async function remove(queue: QueueName, { ReceiptHandle }: Message, parts: Parts): Promise<void> {
  const { sqs, client } = await parts.connected();
  const QueueUrl = parts.deadLetters[queue];
  await client.send(new sqs.DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
}

function shelved(queue: QueueName, message: Message): ShelvedTask {
  const { MessageId = '', Body: body = '', Attributes = {}, MessageAttributes = {} } = message;
  const noted = (name: string): string | undefined => MessageAttributes[name]?.StringValue;
  const shelvedAt = noted('shelvedAt');
  const sentAt = noted('sentAt') ?? new Date(Number(Attributes.SentTimestamp)).toISOString();
  return {
    id: `${queue}.${MessageId}`,
    lane: laneOfBody(body),
    body,
    problem: SHELF_PROBLEMS.find((one) => one === noted('problem')) ?? 'attempts',
    why: noted('why') ?? 'SQS delivered it too often; the log of the jobs function says why it failed.',
    attempts: Number(noted('attempts') ?? Attributes.ApproximateReceiveCount ?? 0),
    sentAt,
    ...(shelvedAt === undefined ? {} : { shelvedAt }),
  };
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html: goes on after the answer. */
async function moveBack(queue: QueueName, { queues, deadLetters: urls, connected }: Parts): Promise<void> {
  const { sqs, client } = await connected();
  const arnOf = async (QueueUrl: string): Promise<string | undefined> => {
    const { Attributes } = await client.send(
      new sqs.GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }),
    );
    return Attributes?.QueueArn;
  };
  const [SourceArn, DestinationArn] = await Promise.all([arnOf(urls[queue]), arnOf(queues[queue])]);
  await client.send(new sqs.StartMessageMoveTaskCommand({ SourceArn, DestinationArn }));
}
