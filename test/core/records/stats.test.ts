// Figures add up: to the list of calls that they are reckoned from, and hour by hour.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DISPOSITIONS, dispositionOf, type CallRecord } from '../../../core/records/call-record.ts';
import type { TimelineEntry } from '../../../core/call/effect.ts';
import {
  addTallies,
  CHALLENGE_ENDS,
  challengeEnd,
  heatMapOf,
  keptFromStaff,
  localHours,
  percentile,
  savedBy,
  secondsToPerson,
  TALLIED_VERDICTS,
  tallyOf,
} from '../../../core/records/stats.ts';
import { VERDICTS } from '../../../core/screening/verdict.ts';

const START = Date.parse('2026-11-24T02:00:00Z');
const after = (seconds: number): string => new Date(START + seconds * 1_000).toISOString();

const entry = (
  [step, outcome, then]: readonly [TimelineEntry['step'], TimelineEntry['outcome'], TimelineEntry['then']],
  index: number,
): TimelineEntry => ({ key: `${step}-${String(index)}`, at: after(index * 10), step, outcome, then });

type Line = Parameters<typeof entry>[0];
const call = (lines: readonly Line[], more: Partial<CallRecord> = {}): CallRecord => ({
  callSid: 'CA1',
  startedAt: after(0),
  timeline: lines.map(entry),
  ...more,
});

const ARRIVED: Line = ['incoming', 'arrived', 'challenge'];
const over = { endedAt: after(60) };

describe('how a challenge ended', () => {
  test.each<[string, readonly Line[], Partial<CallRecord>, string | undefined]>([
    ['none was spoken', [['incoming', 'arrived', 'ring']], over, undefined],
    ['still in it', [ARRIVED], {}, 'open'],
    ['hung up at once', [ARRIVED], over, 'gave-up'],
    ['hung up later', [ARRIVED, ['challenge', 'wrong', 'challenge']], over, 'gave-up'],
    [
      'passed at the second',
      [ARRIVED, ['challenge', 'silence', 'challenge'], ['challenge', 'right', 'menu']],
      over,
      'passed',
    ],
    ['pressed 0', [ARRIVED, ['challenge', 'person', 'voicemail']], over, 'person'],
    [
      'wrong to the end',
      [ARRIVED, ['challenge', 'wrong', 'challenge'], ['challenge', 'failed', 'voicemail']],
      over,
      'failed',
    ],
    [
      'wrong, then silent',
      [ARRIVED, ['challenge', 'wrong', 'challenge'], ['challenge', 'silence', 'voicemail']],
      over,
      'failed',
    ],
    [
      'silent to the end',
      [ARRIVED, ['challenge', 'silence', 'challenge'], ['challenge', 'silence', 'voicemail']],
      over,
      'silent',
    ],
  ])('%s', (_what, lines, more, end) => {
    expect(challengeEnd(call(lines, more))).toBe(end);
  });
});

describe('kept from staff', () => {
  const failed: readonly Line[] = [ARRIVED, ['challenge', 'failed', 'voicemail']];

  test.each<[string, CallRecord, string | undefined]>([
    ['refused', call([['incoming', 'arrived', 'reject']], { verdict: 'reject' }), 'refused'],
    ['refused with an engaged tone', call([], { verdict: 'busy' }), 'refused'],
    ['failed', call(failed, over), 'failed'],
    ['failed, and left a message', call(failed, { ...over, recordingSid: 'RE1' }), undefined],
    ['hung up at the challenge', call([ARRIVED], over), undefined],
    ['still there', call([ARRIVED]), undefined],
    ['talked', call([ARRIVED, ['challenge', 'right', 'menu']], { ...over, talkSeconds: 5 }), undefined],
  ])('%s', (_what, record, way) => {
    expect(keptFromStaff(record)).toBe(way);
  });

  test('what that saves: a minute of staff each, and the carrier’s minute where nothing was billed', () => {
    const tally = tallyOf([
      call(failed, over),
      call([], { verdict: 'reject' }),
      call([], { verdict: 'reject' }),
    ]);
    expect(savedBy(tally)).toEqual({ calls: 3, staffMinutes: 3, billedMinutes: 2 });
  });
});

test('time to a person is from the first ring to the moment when somebody accepts', () => {
  const bridged = call([
    ARRIVED,
    ['challenge', 'right', 'menu'],
    ['menu', 'staff', 'ring'],
    ['accept', 'accepted', 'bridge'],
  ]);
  expect(secondsToPerson(bridged)).toBe(30);
  expect(secondsToPerson(call([ARRIVED]))).toBeUndefined();
});

const LINES: readonly Line[] = [
  ARRIVED,
  ['challenge', 'right', 'menu'],
  ['challenge', 'wrong', 'challenge'],
  ['challenge', 'silence', 'challenge'],
  ['challenge', 'failed', 'voicemail'],
  ['accept', 'accepted', 'bridge'],
];
const calls = fc.array(
  fc.record(
    {
      callSid: fc.string(),
      startedAt: fc.integer({ min: 0, max: 400 * 86_400 }).map(after),
      endedAt: fc.constant(after(90)),
      verdict: fc.constantFrom(...VERDICTS),
      talkSeconds: fc.nat(4_000),
      status: fc.constantFrom('completed' as const, 'busy' as const),
      seconds: fc.nat(4_000),
      timeline: fc.subarray([...LINES]).map((lines) => lines.map(entry)),
    },
    { requiredKeys: ['callSid', 'startedAt', 'timeline'] },
  ),
);
const total = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

test('every figure is the list of calls, counted', () => {
  fc.assert(
    fc.property(calls, (all) => {
      const tally = tallyOf(all);
      expect(total(tally.verdicts)).toBe(all.length);
      expect(total(tally.dispositions)).toBe(all.length);
      for (const name of TALLIED_VERDICTS)
        expect(tally.verdicts[name]).toBe(all.filter((one) => (one.verdict ?? 'unscreened') === name).length);
      for (const name of DISPOSITIONS)
        expect(tally.dispositions[name]).toBe(all.filter((one) => dispositionOf(one) === name).length);
      expect(total(tally.challenge)).toBe(all.filter((one) => challengeEnd(one) !== undefined).length);
      expect(Object.keys(tally.challenge)).toEqual([...CHALLENGE_ENDS]);
      expect(total(tally.kept)).toBeLessThanOrEqual(all.length);
    }),
  );
});

test('the tally of all calls is the sum of the tallies of any parts', () => {
  fc.assert(
    fc.property(calls, fc.nat(20), (all, cut) => {
      expect(addTallies([tallyOf(all.slice(0, cut)), tallyOf(all.slice(cut))])).toEqual(tallyOf(all));
    }),
  );
});

test('each call is in one hour of the week', () => {
  const zones = fc.constantFrom('America/Chicago', 'Asia/Shanghai', 'Asia/Kolkata', 'Australia/Lord_Howe');
  fc.assert(
    fc.property(calls, zones, (all, zone) => {
      const hourAt = localHours(zone);
      const hours = all.map(({ startedAt }) => {
        const instant = Date.parse(startedAt);
        const hour = hourAt(instant);
        expect(instant - hour.from).toBeGreaterThanOrEqual(0);
        expect(instant - hour.from).toBeLessThan(3_600_000);
        return { hour, calls: 1 };
      });
      expect(total(Object.fromEntries(heatMapOf(hours).flat().entries()))).toBe(all.length);
    }),
  );
});

test('hours are those of the hotline’s clocks', () => {
  expect(localHours('America/Chicago')(START)).toEqual({ from: START, weekday: 'monday', hour: 20 });
  expect(localHours('Asia/Kolkata')(START)).toEqual({
    from: START - 30 * 60_000,
    weekday: 'tuesday',
    hour: 7,
  });
});

test('percentiles are values that were measured', () => {
  expect(percentile([], 0.5)).toBeUndefined();
  expect([percentile([3, 1, 2], 0.5), percentile([3, 1, 2], 0.9), percentile([5], 0.9)]).toEqual([2, 3, 5]);
});
