// Who may use the store, and when: places are few, known callers come first, and what cannot be served in time is told so at
// once.
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { openAdmission, STANDINGS, type Standing } from '../../../functions/voice/admission.ts';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

const admission = (places: number, usualMs = 100) =>
  openAdmission({ places, usualMs, clock: () => performance.now() });

/** What has been said so far, by who asked: `in`, `out`, or nothing yet. */
class Line {
  readonly said = new Map<string, 'in' | 'out'>();
  readonly #leave = new Map<string, () => void>();
  readonly #admission;

  constructor(places: number, usualMs?: number) {
    this.#admission = admission(places, usualMs);
  }

  async ask(name: string, standing: Standing, withinMs = 1_000): Promise<void> {
    void this.#admission.enter(standing, withinMs).then((leave) => {
      this.said.set(name, leave === undefined ? 'out' : 'in');
      if (leave !== undefined) this.#leave.set(name, leave);
    });
    await jest.advanceTimersByTimeAsync(0);
  }

  async leave(name: string): Promise<void> {
    this.#leave.get(name)?.();
    await jest.advanceTimersByTimeAsync(0);
  }
}

describe('admission to the store', () => {
  test('while there is room nobody waits, whoever it is', async () => {
    const line = new Line(2);
    await line.ask('one', 'stranger');
    await line.ask('other', 'callback');
    expect(Object.fromEntries(line.said)).toEqual({ one: 'in', other: 'in' });
  });

  test('known callers come first, then calls that are under way, then strangers, then callbacks', async () => {
    const line = new Line(1);
    await line.ask('first', 'stranger');
    for (const standing of [...STANDINGS].reverse()) await line.ask(standing, standing);
    const order: string[] = [];
    for (let leaver = 'first'; order.length < STANDINGS.length; leaver = order.at(-1) ?? '') {
      await line.leave(leaver);
      order.push([...line.said.keys()].at(-1) ?? '');
    }
    expect(order).toEqual([...STANDINGS]);
  });

  test('within one kind, who came first', async () => {
    const line = new Line(1);
    await line.ask('one', 'stranger');
    await line.ask('two', 'stranger');
    await line.ask('three', 'stranger');
    await line.leave('one');
    expect([...line.said.keys()]).toEqual(['one', 'two']);
  });

  test('who cannot be served in time is told so at once; a known caller steps in before them', async () => {
    const line = new Line(1, 100);
    await line.ask('one', 'stranger');
    for (let index = 0; index < 5; index++) await line.ask(`waiting ${String(index)}`, 'stranger', 600);
    await line.ask('late', 'stranger', 600);
    expect(line.said.get('late')).toBe(undefined);
    await line.ask('too late', 'stranger', 600);
    expect(line.said.get('too late')).toBe('out');
    await line.ask('known', 'known', 600);
    await line.leave('one');
    expect(line.said.get('known')).toBe('in');
  });

  test('whose time runs out is told so, and takes no place afterwards', async () => {
    const line = new Line(1);
    await line.ask('one', 'stranger');
    await line.ask('two', 'stranger', 500);
    await jest.advanceTimersByTimeAsync(499);
    expect(line.said.get('two')).toBeUndefined();
    await jest.advanceTimersByTimeAsync(1);
    expect(line.said.get('two')).toBe('out');
    await line.leave('one');
    await line.ask('three', 'stranger');
    expect(line.said.get('three')).toBe('in');
  });

  test('whose time is over though its timer has not run yet takes no place', async () => {
    let now = 0;
    const gate = openAdmission({ places: 1, usualMs: 100, clock: () => now });
    const leave = await gate.enter('stranger', 600);
    const late = gate.enter('known', 600);
    const later = gate.enter('stranger', 900);
    now = 700;
    leave?.();
    expect([await late, typeof (await later)]).toEqual([undefined, 'function']);
  });

  test('a webhook that is late already is not admitted', async () => {
    const line = new Line(1);
    await line.ask('late', 'known', 0);
    expect(line.said.get('late')).toBe('out');
  });

  test('where the store hangs, nobody waits for it any more', async () => {
    const line = new Line(1, 100);
    for (let index = 0; index < 10; index++) {
      await line.ask(`slow ${String(index)}`, 'stranger');
      await jest.advanceTimersByTimeAsync(5_000);
      await line.leave(`slow ${String(index)}`);
    }
    await line.ask('hanging', 'stranger');
    await line.ask('next', 'known', 600);
    expect(line.said.get('next')).toBe('out');
  });

  test('whatever is asked and left: never more inside than there are places, and everybody is told', async () => {
    const act = fc.oneof(
      fc.record({ ask: fc.constantFrom(...STANDINGS), withinMs: fc.integer({ min: 0, max: 900 }) }),
      fc.record({ leave: fc.nat(60) }),
      fc.record({ pass: fc.integer({ min: 1, max: 400 }) }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 4 }),
        fc.array(act, { maxLength: 60 }),
        async (places, acts) => {
          const gate = admission(places);
          let inside = 0;
          let asked = 0;
          let told = 0;
          const leaving: (() => void)[] = [];
          for (const one of acts) {
            if ('ask' in one) {
              asked += 1;
              void gate.enter(one.ask, one.withinMs).then((leave) => {
                told += 1;
                if (leave === undefined) return;
                inside += 1;
                leaving.push(() => {
                  inside -= 1;
                  leave();
                });
              });
            } else if ('leave' in one) leaving.splice(one.leave % Math.max(1, leaving.length), 1)[0]?.();
            else await jest.advanceTimersByTimeAsync(one.pass);
            await jest.advanceTimersByTimeAsync(0);
            expect(inside).toBeLessThanOrEqual(places);
          }
          await jest.advanceTimersByTimeAsync(1_000);
          expect(told).toBe(asked);
        },
      ),
      { numRuns: 100 },
    );
  });
});
