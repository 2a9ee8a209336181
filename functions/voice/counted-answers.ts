// Answers that are counted before they are compared: to the challenge, and with the code of an appeal.
import type { Facts, Ownership } from '../../core/call/facts.ts';
import type { StepNeeding } from '../../core/call/steps/index.ts';
import { equalInConstantTime } from '../../core/basics/constant-time.ts';
import type { Attestation } from '../../core/numbers/attestation.ts';
import { identityOf } from '../../core/numbers/caller-id.ts';
import { isGuess } from '../../core/screening/challenge-code.ts';
import type { Runtime, Secrets } from '../runtime.ts';
import type { Asked, FactReaders } from './asked.ts';
import { appealCode } from '../keyed/case-numbers.ts';
import { requestId } from '../keyed/request-id.ts';
import { suppressionToken } from '../keyed/suppression-token.ts';

export const COUNTED_ANSWERS: FactReaders<'guess' | 'appeal-by-code' | 'personal-data' | 'proof-call'> = {
  guess: countGuess,
  'appeal-by-code': async (asked, runtime, secrets) => {
    const ownership = await tryCode(asked, runtime, secrets);
    return ownership === undefined ? {} : { ownership };
  },
  'proof-call': async (asked, runtime, secrets) => {
    const ownership = await tryCode(asked, runtime, secrets);
    return ownership === undefined ? {} : { ownership };
  },
  'personal-data': async (asked, runtime, secrets) => {
    if (asked.keys.digits.length > 1) return { ownership: await tryCode(asked, runtime, secrets) };
    const number = identityOf(asked.call.callerId);
    if (number === undefined) return {};
    const token = suppressionToken(secrets, number);
    // Who asks for the same twice in a day has asked once.
    const seed = `${token}:${asked.keys.digits}`;
    return { request: { id: requestId(`${seed}:phone`, runtime.now()), token } };
  },
};

/** The hotline dialed the number itself, so that its codes are counted as those of a call that the network vouches for. */
const attestationOf = ({ call, at }: Asked<StepNeeding<CodeFact>>): Attestation =>
  call.placedByUs === true ? 'A' : at.attestation;

type CodeFact = 'appeal-by-code' | 'personal-data' | 'proof-call';

/** Callers without a number have the attempts of a call, and no more is counted. */
async function countGuess(
  { call, at, keys }: Asked<StepNeeding<'guess'>>,
  { settings, store, now, log }: Runtime,
): Promise<Partial<Facts>> {
  const number = identityOf(call.callerId);
  if (number === undefined || !isGuess(keys)) return {};
  const answer = `${call.callSid}:${at.attempt}:${at.switches}`;
  const guess = { number, attestation: at.attestation, answer };
  try {
    const { answersPerDay } = (await settings.current()).challenge;
    return { guess: (await store.guesses.take(guess, answersPerDay, now())) ? 'counted' : 'spent' };
  } catch (error) {
    log.error('answer could not be counted', { callSid: call.callSid, error });
    return { guess: 'unavailable' };
  }
}

async function tryCode(
  asked: Asked<StepNeeding<CodeFact>>,
  { store, now, log }: Runtime,
  { challengeKey }: Secrets,
): Promise<Ownership | undefined> {
  const { call, at, keys } = asked;
  const number = identityOf(call.callerId);
  if (number === undefined || keys.digits === '') return undefined;
  try {
    const proving = { number, attestation: attestationOf(asked) };
    const waiting = await store.appeals.tryCode(proving, `${call.callSid}:${at.attempt}`, now());
    if (waiting === undefined) return { check: 'spent' };
    const open = waiting.filter(({ provenBy }) => provenBy === undefined || provenBy === call.callSid);
    const appeal = open.find(({ id }) =>
      equalInConstantTime(appealCode(challengeKey, number, id), keys.digits),
    );
    return appeal === undefined ? { check: 'wrong' } : { check: 'proven', appeal };
  } catch (error) {
    log.error('appeal unavailable, no code is right', { callSid: call.callSid, error });
    return { check: 'unavailable' };
  }
}
