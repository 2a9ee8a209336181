// The keypad challenge: right, wrong, silent, a person please, the other language.
import { assertNever } from '../../../basics/assert-never.ts';
import type { Call } from '../../call-event.ts';
import { drawPrompt } from '../../../screening/challenge-prompt.ts';
import {
  codeOfDraw,
  firstCode,
  gradeAnswer,
  type ChallengeAnswer,
} from '../../../screening/challenge-code.ts';
import type { ChallengeOpening, Plan } from '../../plan.ts';
import type { Decision } from '../../decision.ts';
import { OTHER_LANGUAGE } from '../../../basics/language.ts';
import {
  callerOf,
  type Context,
  type EventOf,
  journeyOf,
  laterOf,
  policyOf,
  retention,
} from '../../context.ts';
import { DAY_MS } from '../../../basics/durations.ts';
import { judged, seen } from './habits-learned.ts';
import { menu, rememberLanguage } from '../asking.ts';
import { voicemail } from '../messages/message-answers.ts';
import type { Step } from '../../steps/index.ts';
import type { Journey } from '../../steps/journey.ts';

export function firstChallenge(journey: Journey, context: Context, harder = false): Plan {
  const code = firstCode(context.settings.challenge, policyOf(context), harder);
  const next: Step<'challenge'> = { ...journeyOf(journey), step: 'challenge', switches: 0, ...code };
  return challenge('welcome', next, context);
}

/** A caller may change the language back and forth so often within the challenge. */
const MAX_SWITCHES = 2;

export function challengeAnswered(event: EventOf<'ChallengeAnswered'>, context: Context): Decision {
  const { at, call } = event;
  const code = codeOfDraw(context.challengeSeed, drawOf(at), at.digits);
  if (context.guess === 'spent') return failed(call, at, 'failed', context);
  const given = gradeAnswer(code, event.keys);
  switch (given) {
    case 'right':
      return passed(call, at, context);
    case 'person':
      return {
        plan: voicemail('asked-for-person', at, undefined, context),
        effects: [],
        outcome: 'person',
      };
    case 'other-language':
      return at.switches < MAX_SWITCHES
        ? switchedChallenge(call, at, context)
        : retry(call, at, 'wrong', context);
    case 'wrong':
    case 'silence':
      return retry(call, at, given, context);
    default:
      return assertNever(given, 'challenge answer');
  }
}

function passed(call: Call, at: Step<'challenge'>, context: Context): Decision {
  const number = callerOf(call);
  const { verifiedDays, verifiedDaysUnattested } = context.settings.challenge;
  const days = at.attestation === 'A' ? verifiedDays : Math.min(verifiedDays, verifiedDaysUnattested);
  // A failed signature means that the number belongs to somebody else: passing must not open their door.
  const verifies = number !== undefined && at.attestation !== 'failed' && days > 0;
  const until = new Date(context.now.getTime() + days * DAY_MS).toISOString();
  const journey = { ...journeyOf(at), admission: 'challenged' } as const;
  return {
    plan:
      policyOf(context).passed === 'voicemail'
        ? voicemail('siege', journey, undefined, context)
        : menu('passed', { ...journey, step: 'menu', turn: 1, misses: 0 }),
    effects: [
      ...seen(call, at.attestation, ['passed'], context),
      ...(number === undefined
        ? []
        : [
            {
              kind: 'forget-guesses' as const,
              number,
              attestation: at.attestation,
              at: context.now.toISOString(),
            },
          ]),
      ...(verifies
        ? [
            {
              kind: 'verify-caller' as const,
              number,
              callSid: call.callSid,
              attestation: at.attestation,
              until,
              expiresAt: laterOf(until, retention(context)),
            },
          ]
        : []),
    ],
    outcome: 'right',
  };
}

function switchedChallenge(call: Call, at: Step<'challenge'>, context: Context): Decision {
  const language = OTHER_LANGUAGE[at.language];
  return {
    plan: challenge('other-language', { ...at, language, switches: at.switches + 1 }, context),
    effects: rememberLanguage(call, language, context),
    outcome: 'other-language',
  };
}

function retry(
  call: Call,
  at: Step<'challenge'>,
  given: Extract<ChallengeAnswer, 'wrong' | 'silence'>,
  context: Context,
): Decision {
  const attempt = at.attempt + 1;
  if (attempt > context.settings.challenge.attempts)
    return failed(call, at, given === 'silence' ? 'silent' : 'failed', context);
  return {
    plan: challenge(given === 'silence' ? 'slower' : 'again', { ...at, attempt }, context),
    effects: [],
    outcome: given,
  };
}

/** The caller is asked for a message; no one is hung up on for a code. */
function failed(call: Call, at: Step<'challenge'>, how: 'failed' | 'silent', context: Context): Decision {
  return {
    plan: voicemail('challenge-failed', at, undefined, context),
    effects: [...seen(call, at.attestation, [how], context), ...judged(call, at.attestation)],
    outcome: how === 'silent' ? 'silence' : 'failed',
  };
}

function challenge(opening: ChallengeOpening, next: Step<'challenge'>, context: Context): Plan {
  const { challengeSeed, settings } = context;
  const code = codeOfDraw(challengeSeed, drawOf(next), next.digits);
  const [voice = 0] = challengeSeed(VOICE_DRAW);
  const prompt = drawPrompt(code, challengeSeed(drawOf(next)), voice, {
    kinds: settings.challenge.kinds,
    language: next.language,
    plain: opening === 'again' || opening === 'slower',
  });
  return { kind: 'challenge', opening, code, prompt, next };
}

/**
 * The draw that chooses the voice, once a call. Prompts are numbered from attempt 1 on, so that no code shares its random
 * bytes with the voice.
 */
const VOICE_DRAW = 0;

/** Numbers the prompts of one call; each has a code of its own. */
const drawOf = ({ attempt, switches }: Step<'challenge'>): number => attempt * (MAX_SWITCHES + 1) + switches;
