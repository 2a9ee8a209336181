// One delivery: what is done, tried again or given up; pauses as a table; and the batches that SQS brings.
import type { SQSEvent, SQSRecord } from 'aws-lambda';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { deliver } from '../../../functions/queue/delivery.ts';
import { pauseAfter, RETRIES, type RetryPolicy } from '../../../functions/queue/attempts.ts';
import { LANES, LANE_NAMES, maxReceiveCount, QUEUES } from '../../../functions/queue/lanes.ts';
import { withoutPersonalData, type GivenUp } from '../../../functions/queue/shelf.ts';
import { describeTask, laneOf, parseTask } from '../../../functions/queue/task.ts';
import { createJobsHandler } from '../../../functions/jobs/jobs-handler.ts';
import { createLog } from '../../../functions/log.ts';
import type { DeferredTask, JobsRuntime } from '../../../functions/runtime.ts';
import { StoreRefusedError, StoreUnavailableError } from '../../../store/database/errors.ts';

const POLICIES = Object.keys(RETRIES) as RetryPolicy[];

describe('pauses', () => {
  test.each(POLICIES)(
    'of %s grow, stay under what SQS can hide, and end within the 14 days that it keeps',
    (policy) => {
      const pauses: number[] = [];
      for (let attempt = 1; ; attempt++) {
        const pause = pauseAfter(policy, attempt, 1);
        if (pause === undefined) break;
        pauses.push(pause);
      }
      expect(pauses).toEqual(pauses.toSorted((one, other) => one - other));
      expect(Math.max(...pauses)).toBeLessThan(12 * 3_600);
      const days = pauses.reduce((sum, pause) => sum + pause, 0) / 86_400;
      expect(days).toBeGreaterThan(2.5);
      expect(days).toBeLessThan(4);
      expect(pauses).toHaveLength(RETRIES[policy].attempts - 1);
    },
  );

  test('are spread by a fifth either way', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...POLICIES),
        fc.integer({ min: 1, max: 19 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (policy, attempt, chance) => {
          const [least, pause, most] = [0, chance, 1].map((one) => pauseAfter(policy, attempt, one) ?? 0);
          expect(pause).toBeGreaterThanOrEqual(least ?? 0);
          expect(pause).toBeLessThanOrEqual(most ?? 0);
          expect((most ?? 0) / (least ?? 0)).toBeCloseTo(1.5, 0);
        },
      ),
    );
  });

  test('SQS moves a message by itself only after the function would have', () => {
    for (const lane of LANE_NAMES) {
      const { queue, retries, deadlineMs } = LANES[lane];
      expect(maxReceiveCount(queue)).toBeGreaterThan(RETRIES[retries].attempts);
      expect(deadlineMs).toBeLessThan(60_000);
    }
    for (const queue of QUEUES) expect(maxReceiveCount(queue)).toBeLessThanOrEqual(1_000);
  });
});

describe('lanes', () => {
  test.each<[DeferredTask['kind'], object, string]>([
    ['commit', { effects: [] }, 'writes'],
    ['notify', { notice: {} }, 'work'],
    ['fetch-recording', { recordingSid: 'RE1', callSid: 'CA1' }, 'carrier'],
    ['transcribe', { recordingSid: 'RE1' }, 'transcription'],
    ['send-email', { email: {} }, 'mail'],
    ['send-sms', { to: '+1', body: 'b' }, 'sms'],
    ['post-webhook', { url: 'https://a.example', id: '1', body: '{}' }, 'webhooks'],
  ])('a task %s', (kind, fields, lane) => {
    const task = parseTask(JSON.stringify({ kind, ...fields }));
    expect(task && laneOf(task)).toBe(lane);
  });

  test('nothing that a queue brings back makes reading it or describing it fail', () => {
    const kinds = ['commit', 'notify', 'end-import', 'send-email', 'launch', 'constructor', '__proto__'];
    const field = fc.constantFrom('effects', 'notice', 'entry', 'email', 'claim');
    const record = fc.tuple(fc.constantFrom(...kinds), fc.dictionary(field, fc.jsonValue()));
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          record.map(([kind, more]) => JSON.stringify({ ...more, kind })),
        ),
        (body) => {
          const task = parseTask(body);
          if (task !== undefined) expect(typeof describeTask(task)).toBe('string');
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

test('why something failed is kept without numbers and addresses', () => {
  expect(
    withoutPersonalData(
      `The 'To' number +1 (312) 555-0177 is unknown; mail to a.b@bank.example bounced, 8613800138000`,
    ),
  ).toBe(`The 'To' number (number) is unknown; mail to (address) bounced, (number)`);
  expect(withoutPersonalData('x'.repeat(5_000))).toHaveLength(300);
});

interface World {
  readonly runtime: JobsRuntime;
  readonly shelved: GivenUp[];
  readonly postponed: number[];
  readonly sent: DeferredTask[];
}

/** Writes answer as their `action` says; e-mails always fail; webhooks never answer. */
function world(): World {
  const shelved: GivenUp[] = [];
  const postponed: number[] = [];
  const sent: DeferredTask[] = [];
  const errors: Record<string, Error> = {
    refused: new StoreRefusedError('write', new Error('Item size'), true),
    gone: new StoreUnavailableError('write', new Error('gone')),
  };
  const runtime = {
    now: () => new Date('2026-11-28T12:00:00Z'),
    log: createLog('test', 'SILENT'),
    store: {
      commit: (effects: { entry: { action: string } }[]) =>
        Promise.resolve({
          failed: effects
            .filter(({ entry }) => errors[entry.action] !== undefined)
            .map((effect) => ({ effect, error: errors[effect.entry.action] })),
        }),
    },
    mailer: { send: () => Promise.reject(new Error('no server for duty@example.com')) },
    shelf: { put: (task: GivenUp) => Promise.resolve(void shelved.push(task)) },
    deferred: { send: (task: DeferredTask) => Promise.resolve(void sent.push(task)) },
    postpone: (_: SQSRecord, seconds: number) => Promise.resolve(void postponed.push(seconds)),
  } as unknown as JobsRuntime;
  return { runtime, shelved, postponed, sent };
}

const audit = (action: string) => ({ kind: 'audit', entry: { action, at: '2026-11-27T00:00:00Z' } });
const commitOf = (...actions: string[]): string =>
  JSON.stringify({ kind: 'commit', effects: actions.map(audit) });
const EMAIL = JSON.stringify({ kind: 'send-email', email: { id: '1', to: 'duty@example.com' } });

describe('a delivery', () => {
  test.each<[string, string, number, object]>([
    ['a write that is taken', commitOf('fine'), 1, { kind: 'done' }],
    ['a write that found no answer', commitOf('gone'), 1, { kind: 'again', pauseSeconds: 5 }],
    ['a write that found none for long', commitOf('gone'), 400, { kind: 'again', pauseSeconds: 300 }],
    ['a write that found none for days', commitOf('gone'), 900, { kind: 'given-up', problem: 'attempts' }],
    ['a write that is refused', commitOf('refused'), 1, { kind: 'given-up', problem: 'refused' }],
    ['an e-mail that fails', EMAIL, 19, { kind: 'again', pauseSeconds: 21_600 }],
    [
      'an e-mail that fails too often',
      EMAIL,
      20,
      { kind: 'given-up', problem: 'attempts', why: 'Error: no server for (address)' },
    ],
    ['no JSON', 'hello', 1, { kind: 'given-up', problem: 'unreadable' }],
    ['nothing', '', 1, { kind: 'given-up', problem: 'unreadable', why: 'It is empty.' }],
  ])('of %s', async (_, body, attempt, outcome) => {
    expect(await deliver({ body, attempt }, world().runtime, 0.5)).toMatchObject(outcome);
  });

  test('of writes of which one is refused: it alone is set aside, what found no answer waits alone', async () => {
    const { runtime, shelved, sent } = world();
    expect(await deliver({ body: commitOf('refused', 'gone', 'fine'), attempt: 1 }, runtime, 0)).toEqual({
      kind: 'done',
    });
    expect(shelved.map(({ body }) => body)).toEqual([commitOf('refused')]);
    expect(sent.map((task) => JSON.stringify(task))).toEqual([commitOf('gone')]);
  });
});

const record = (messageId: string, body: string, count = 1): SQSRecord =>
  ({
    messageId,
    body,
    receiptHandle: messageId,
    attributes: { ApproximateReceiveCount: String(count), SentTimestamp: '1795867200000' },
    eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:queue',
  }) as SQSRecord;

describe('a batch of SQS', () => {
  test('garbage, a failure and a refusal among good messages: each for itself', async () => {
    const { runtime, shelved, postponed } = world();
    const event: SQSEvent = {
      Records: [
        record('good', commitOf('fine')),
        record('garbage', '{"kind":'),
        record('failing', EMAIL, 3),
        record('refused', commitOf('refused')),
        record('tired', EMAIL, 20),
        record('also-good', commitOf('fine')),
      ],
    };
    expect(await createJobsHandler(runtime)(event)).toEqual({
      batchItemFailures: [{ itemIdentifier: 'failing' }],
    });
    expect(shelved.map(({ problem, attempts, lane, sentAt }) => [problem, attempts, lane, sentAt])).toEqual([
      ['unreadable', 1, 'work', '2026-11-28T12:00:00.000Z'],
      ['refused', 1, 'writes', '2026-11-28T12:00:00.000Z'],
      ['attempts', 20, 'mail', '2026-11-28T12:00:00.000Z'],
    ]);
    expect(postponed).toHaveLength(1);
    expect(Math.abs((postponed[0] ?? 0) - 60)).toBeLessThanOrEqual(12);
  });

  test('of nothing but failures is no error of the function', async () => {
    const { runtime } = world();
    expect(await createJobsHandler(runtime)({ Records: [record('one', EMAIL)] })).toEqual({
      batchItemFailures: [{ itemIdentifier: 'one' }],
    });
  });

  test('what the shelf does not take comes back, and ends among the dead letters of SQS', async () => {
    const { runtime } = world();
    const full = { ...runtime, shelf: { ...runtime.shelf, put: () => Promise.reject(new Error('no')) } };
    expect(
      await createJobsHandler(full)({ Records: [record('garbage', 'x'), record('good', commitOf('fine'))] }),
    ).toEqual({
      batchItemFailures: [{ itemIdentifier: 'garbage' }],
    });
  });
});
