// What a call takes of its number's allowance, and what happens where there is none left.
import type { VoicemailReason } from '../../../messages/message.ts';
import { assertNever } from '../../../basics/assert-never.ts';
import {
  blockBegins,
  conversationsOf,
  trustOf,
  type RingLimits,
  type RingRefusal,
  type UsageOf,
} from '../../../screening/allowance.ts';
import type { Call, CallEvent } from '../../call-event.ts';
import type { Answer } from '../../decision.ts';
import type { Effect } from '../../effect.ts';
import type { Plan } from '../../plan.ts';
import type { Screening } from '../../../screening/verdict.ts';
import type { Settings } from '../../../settings/settings.ts';
import { departmentOrDefault } from '../../../departments/department.ts';
import { firstChallenge } from './challenge-answers.ts';
import { callerOf, journeyOf, type Context } from '../../context.ts';
import { voicemail } from '../messages/message-answers.ts';
import type { Step } from '../../steps/index.ts';

/** Undefined for a caller without a number: the guard's level is what limits those together. */
export function usageOf(call: Pick<Call, 'callerId' | 'attestation'>): UsageOf | undefined {
  const number = callerOf(call);
  return number === undefined ? undefined : { number, trust: trustOf(call.attestation) };
}

export function blockNumber(call: Call, screening: Screening, { usage, settings, now }: Context): Effect[] {
  const of = usageOf(call);
  if (of === undefined || usage === undefined) return [];
  const until = blockBegins(screening, usage, settings.screening.allowance, now);
  if (until === undefined) return [];
  return [{ kind: 'block-number', of, until, blocks: usage.blocks + 1, at: now.toISOString() }];
}

/** What the first ring of a call needs; undefined where it needs nothing. */
export function ringLimitsOf(
  event: CallEvent,
  { plan }: Answer,
  { screening, challenge }: Settings,
): { readonly of: UsageOf; readonly telephones: number; readonly limits: RingLimits } | undefined {
  // A call that rings already goes on to the next telephone.
  if (plan.kind !== 'ring' || !('call' in event) || event.kind === 'DialEnded') return undefined;
  const of = usageOf(event.call);
  const { admission } = plan.next;
  if (of === undefined || admission === 'never-block') return undefined;
  const { rings, allowlistedTimes } = screening.allowance;
  return {
    of,
    telephones: plan.targets.length,
    limits: {
      rings: Math.round(rings * (admission === 'allowlisted' ? allowlistedTimes : 1)),
      ...(admission === 'verified'
        ? { pass: { conversations: conversationsOf(challenge.pass, event.call.attestation) } }
        : {}),
    },
  };
}

/** Where there is no room to ring: a message, or the code again, after which the caller goes on. */
export function instead(why: RingRefusal, next: Step<'ring'>, context: Context): Plan {
  const message = (reason: VoicemailReason): Plan =>
    voicemail(reason, next, departmentOrDefault(context.settings, next.department), context);
  switch (why) {
    case 'many-rings':
      return message('many-calls');
    case 'day-used':
      return message(next.urgent === 'yes' ? 'fraud-now' : 'nobody-answered');
    case 'pass-used':
    case 'pass-in-two-calls':
      return firstChallenge({ ...journeyOf(next), admission: 'unverified' }, context);
    default:
      return assertNever(why, 'refusal of a ring');
  }
}

/** What a call uses beside itself; and a pass that is heard in two calls is over. */
export function used(event: CallEvent, { plan, effects }: Answer, context: Context): Effect[] {
  if (!('call' in event)) return [];
  const { call } = event;
  const of = usageOf(call);
  if (of === undefined) return [];
  const at = context.now.toISOString();
  const count = (id: string): Effect => ({ kind: 'count-use', of, id, at });
  return [
    ...effects.flatMap((effect): Effect[] => {
      if (effect.kind === 'keep-voicemail') return [count(effect.recordingSid)];
      return effect.kind === 'open-case' ? [count(`${call.callSid}:case`)] : [];
    }),
    ...(event.kind === 'KeysEntered' && event.at.step === 'case-pin' && event.keys.digits !== ''
      ? [count(`${call.callSid}:pin:${String(event.at.attempt)}`)]
      : []),
    ...(event.kind === 'DialEnded' && plan.kind === 'ring'
      ? [
          {
            kind: 'count-rings' as const,
            of,
            callSid: call.callSid,
            telephones: plan.targets.length,
            key: `${plan.next.department}-${plan.next.sweep}-${String(plan.next.position)}`,
            at,
          },
        ]
      : []),
    ...(heardTwice(event, effects, context) ? [{ kind: 'end-pass' as const, number: of.number }] : []),
  ];
}

const heardTwice = (event: CallEvent, effects: readonly Effect[], { ringRefused }: Context): boolean =>
  ringRefused === 'pass-in-two-calls' ||
  (event.kind === 'CallArrived' &&
    effects.some(
      (effect) =>
        effect.kind === 'open-call' &&
        effect.screening.reasons.some(({ code }) => code === 'pass-in-two-calls'),
    ));
