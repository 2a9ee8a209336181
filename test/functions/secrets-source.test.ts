// Secrets: served stale while a fresh copy comes, replaced without a call that waits or is refused, and gone for good only
// when there is no copy that may still be used.
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { createLog } from '../../functions/log.ts';
import type { Secrets } from '../../functions/runtime.ts';
import { createSecretsSource } from '../../functions/secrets-source.ts';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** Secrets Manager, which answers when it is let. */
class Manager {
  tokens = ['old'];
  mode: 'answers' | 'fails' | 'hangs' = 'answers';
  asked = 0;

  readonly fetch = (): Promise<Secrets> => {
    this.asked += 1;
    if (this.mode === 'hangs') return new Promise(() => undefined);
    if (this.mode === 'fails') return Promise.reject(new Error('no answer'));
    return Promise.resolve({ twilioAuthTokens: this.tokens } as unknown as Secrets);
  };
}

const started = () => {
  const manager = new Manager();
  const source = createSecretsSource({
    ask: manager.fetch,
    clock: Date.now,
    log: createLog('test', 'SILENT'),
  });
  return { manager, ...source };
};

const pass = (ms: number): Promise<void> => jest.advanceTimersByTimeAsync(ms);

/** Without any time passing; undefined where that is not enough. */
async function atOnce<Result>(asked: Promise<Result>): Promise<Result | 'waits' | 'throws'> {
  let said: Result | 'waits' | 'throws' = 'waits';
  asked.then(
    (result) => (said = result),
    () => (said = 'throws'),
  );
  await pass(0);
  return said;
}

describe('secrets', () => {
  test.each(['fails', 'hangs'] as const)('a manager that %s later: no call ever waits', async (mode) => {
    const { manager, secrets } = started();
    await secrets();
    manager.mode = mode;
    for (let minute = 0; minute < 60; minute++) {
      await pass(MINUTE);
      expect(await atOnce(secrets())).toMatchObject({ twilioAuthTokens: ['old'] });
    }
    expect(manager.asked).toBeGreaterThan(1);
  });

  test('a rotation: both tokens for a while, then the new one alone, each within the time that a copy is fresh', async () => {
    const { manager, secrets } = started();
    const tokens = async (): Promise<readonly string[]> => (await secrets()).twilioAuthTokens;
    expect(await tokens()).toEqual(['old']);
    manager.tokens = ['new', 'old'];
    await pass(5 * MINUTE);
    await tokens();
    await pass(0);
    expect(await tokens()).toEqual(['new', 'old']);
    manager.tokens = ['new'];
    await pass(5 * MINUTE);
    await tokens();
    await pass(0);
    expect(await tokens()).toEqual(['new']);
  });

  test('a new token signs before the copy is old: it is fetched when its signature is not known', async () => {
    const { manager, secrets, newerSecrets } = started();
    const first = await secrets();
    manager.tokens = ['new', 'old'];
    await pass(15 * SECOND);
    expect(await newerSecrets(first)).toMatchObject({ twilioAuthTokens: ['new', 'old'] });
  });

  test('forged requests ask the manager no more than four times a minute', async () => {
    const { manager, secrets, newerSecrets } = started();
    const first = await secrets();
    for (let request = 0; request < 600; request++) {
      await newerSecrets(first);
      await pass(100);
    }
    expect(manager.asked).toBeLessThanOrEqual(5);
  });

  test('a function without a copy waits 1.2 s at most, and tells the next calls at once', async () => {
    const { manager, secrets } = started();
    manager.mode = 'hangs';
    const asked = secrets().then(
      () => 'there',
      () => 'none',
    );
    await pass(1_199);
    expect(await atOnce(asked)).toBe('waits');
    await pass(1);
    expect(await asked).toBe('none');
    const next = secrets();
    await pass(1);
    expect(await atOnce(next)).toBe('throws');
    manager.mode = 'answers';
    await pass(15 * SECOND);
    expect(await atOnce(secrets())).toMatchObject({ twilioAuthTokens: ['old'] });
  });

  test('after a failure it tries again every fifteen seconds, and answers at once in between', async () => {
    const { manager, secrets } = started();
    manager.mode = 'fails';
    expect(await atOnce(secrets())).toBe('throws');
    expect(await atOnce(secrets())).toBe('throws');
    expect(manager.asked).toBe(1);
    manager.mode = 'answers';
    await pass(15 * SECOND);
    expect(await atOnce(secrets())).toMatchObject({ twilioAuthTokens: ['old'] });
  });

  test('a copy of yesterday is none', async () => {
    const { manager, secrets } = started();
    await secrets();
    manager.mode = 'fails';
    await pass(24 * 60 * MINUTE);
    expect(await atOnce(secrets())).toBe('throws');
  });
});
