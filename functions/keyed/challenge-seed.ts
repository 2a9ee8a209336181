// Where the challenge's digits come from: HMAC-SHA-256 of call and draw, under a key that only the functions have.
// Never stored and never in a URL; drawn again when the answer arrives.
import { createHmac } from 'node:crypto';
import type { ChallengeSeed } from '../../core/screening/challenge-code.ts';

export const challengeSeed =
  (key: string, callSid: string): ChallengeSeed =>
  (draw) =>
    createHmac('sha256', key).update(`challenge:${callSid}:${draw}`).digest();
