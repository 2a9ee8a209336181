// What is learned from a call that is over, as a table.
import { describe, expect, test } from '@jest/globals';
import type { CallRecord } from '../../../core/records/call-record.ts';
import { learnedFromEnding, learnedFromWords } from '../../../core/records/learned.ts';
import { NUMBER } from '../arbitraries.ts';

const AT = '2026-11-24T10:00:00.000Z';
const SILENT = { key: 'k', at: AT, step: 'challenge', outcome: 'silence', then: 'challenge' } as const;
const RIGHT = { ...SILENT, outcome: 'right', then: 'menu' } as const;

type More = { readonly [Key in keyof CallRecord]?: CallRecord[Key] | undefined };

const record = (more: More): CallRecord =>
  ({
    callSid: 'CA1',
    caller: NUMBER,
    attestation: 'none',
    verdict: 'challenge',
    timeline: [],
    ...more,
  }) as CallRecord;

describe('from the end of a call', () => {
  const learned = (more: More, seconds: number): string[] =>
    learnedFromEnding(record(more), {
      kind: 'finish-call',
      callSid: 'CA1',
      status: 'completed',
      seconds,
      endedAt: AT,
    }).map((effect) => (effect.kind === 'add-habit' ? effect.habit : 'unanswered'));

  test.each<readonly [string, More, number, string[]]>([
    ['seconds', {}, 2, ['short']],
    ['a minute', {}, 60, []],
    ['a code that nobody answered', { timeline: [SILENT, SILENT] }, 60, ['unanswered']],
    ['both', { timeline: [SILENT] }, 2, ['short', 'unanswered']],
    ['a code that was right in the end', { timeline: [SILENT, RIGHT] }, 60, []],
    ['a forged number', { attestation: 'failed', timeline: [SILENT] }, 2, []],
    ['no number', { caller: undefined, timeline: [SILENT] }, 2, []],
    ['a member who keys a PIN', { verdict: 'pin' }, 2, []],
    ['a call that staff forwarded', { verdict: 'forwarding-loop' }, 2, []],
  ])('%s', (_, more, seconds, expected) => {
    expect(learned(more, seconds)).toEqual(expected);
  });
});

test.each<readonly [string, More, number, number]>([
  ['words of a nuisance', {}, 0.99, 1],
  ['other words', {}, 0.1, 0],
  ['under a forged number', { attestation: 'failed' }, 0.99, 0],
])('from words: %s', (_, more, score, habits) => {
  const said = {
    kind: 'note-content',
    callSid: 'CA1',
    caller: NUMBER,
    source: 'reason',
    score,
    words: [],
    at: AT,
  } as const;
  expect(learnedFromWords(record(more), said)).toHaveLength(habits);
});
