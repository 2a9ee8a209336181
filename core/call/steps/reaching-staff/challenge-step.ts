// The code that unknown callers are asked for.
import { attempt, count } from '../fields.ts';
import type { OtherRow } from '../step.ts';

export const challengeStep = {
  title: { 'en-US': 'Keypad check', 'zh-CN': '按键验证' },
  carries: {
    attempt,
    /** Length of the code. */
    digits: count(2, 6),
    /** Raised by each change of the language, so that the new prompt has a code of its own. */
    switches: count(0, 9),
  },
  visit: ['attempt', 'switches'],
  event: 'ChallengeAnswered',
  facts: ['guard-level', 'guess'],
  lastResort: 'take-message',
} as const satisfies OtherRow;
