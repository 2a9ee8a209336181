// The staff menu: from a member's own number and behind a PIN, what needs no screen.
import { assertNever } from '../../../basics/assert-never.ts';
import type { KeysAt } from '../../call-event.ts';
import type { Keys } from '../../../screening/challenge-code.ts';
import type { Answer } from '../../decision.ts';
import type { Plan } from '../../plan.ts';
import type { GuardLevel } from '../../../screening/levels.ts';
import { newListing } from '../../../lists/listing.ts';
import type { FlaggedCall } from '../../staff-facts.ts';
import { firstChallenge } from '../reaching-staff/challenge-answers.ts';
import { type AnswersAt, journeyOf, only, type Context } from '../../context.ts';
import { askAgain, question } from '../asking.ts';
import {
  audited,
  byMember,
  flag,
  goodbye,
  staffMenu,
  type BehindPin,
  type StaffContext,
} from './staff-menu-answers.ts';
import { staffVoicemailAnswered, tellMessage } from './staff-voicemail-answers.ts';
import type { Step, StaffStepName } from '../../steps/index.ts';
import { HOUR_MS, MINUTE_MS } from '../../../basics/durations.ts';

export const STAFF_ANSWERS: AnswersAt<StaffStepName> = {
  'staff-pin': pinKeyed,
  'staff-menu': staffAnswered,
  'staff-flag': staffAnswered,
  'staff-voicemail': staffAnswered,
  'staff-quiet': staffAnswered,
  'staff-level': staffAnswered,
  'staff-number': staffAnswered,
  'staff-confirm': staffAnswered,
};

/** A single digit is no choice here, but a part of a secret. */
function pinKeyed({ call, at, keys }: KeysAt<'staff-pin'>, context: Context): Answer {
  const { callerId } = call;
  const answer =
    callerId.kind === 'number'
      ? pinAnswered(at, keys, { call, member: callerId.number, context })
      : only(goodbye(at));
  return keys.digits === '' ? answer : { ...answer, outcome: 'keyed' };
}

function staffAnswered({ call, at, keys }: KeysAt<BehindPin['step']>, context: Context): Answer {
  if (call.callerId.kind !== 'number') return only(goodbye(at));
  const member = call.callerId.number;
  const staff: StaffContext = { call, member, context };
  // The URL is ours, and only the right PIN writes this word into it.
  return at.admission === 'staff' ? memberAnswered(at, keys, staff) : only(goodbye(at));
}

// --- the PIN ------------------------------------------------------------------------------------------------------

/** The pound key alone lets a person without the PIN go on as any other caller. The answer was counted before it was compared. */
function pinAnswered(at: Step<'staff-pin'>, keys: Keys, { member, context }: StaffContext): Answer {
  if (keys.digits === '' && keys.finishedOn === '#') return only(firstChallenge(at, context));
  const { pin = 'unavailable' } = context.staff ?? {};
  switch (pin) {
    case 'right':
      return {
        plan: staffMenu('welcome', { ...journeyOf(at), admission: 'staff', turn: 0 }, context),
        effects: [{ kind: 'accept-pin', member }],
      };
    case 'wrong':
      return only(askAgain(at, keys.digits, context));
    case 'locked':
      return only(goodbye(at, 'pin-locked'));
    case 'unavailable':
      return only(goodbye(at, 'pin-unavailable'));
    default:
      return assertNever(pin, 'PIN check');
  }
}

// --- the menu -----------------------------------------------------------------------------------------------------

function memberAnswered(at: BehindPin, keys: Keys, staff: StaffContext): Answer {
  switch (at.step) {
    case 'staff-menu':
      return menuAnswered(at, keys, staff);
    case 'staff-flag':
      return flagAnswered(at, keys, staff);
    case 'staff-voicemail':
      return staffVoicemailAnswered(at, keys, staff);
    case 'staff-quiet': {
      const hours = Number(keys.digits);
      return /^[1-9]$/.test(keys.digits)
        ? beQuiet(at, hours, staff)
        : only(staffMenu(missed(keys), at, staff.context));
    }
    case 'staff-level': {
      const level = LEVEL_OF_KEY[keys.digits];
      return level === undefined
        ? only(staffMenu(missed(keys), at, staff.context))
        : setLevel(at, level, staff);
    }
    case 'staff-number': {
      const { keyed } = staff.context;
      return only(
        keyed === undefined
          ? staffMenu('not-a-number', at, staff.context)
          : question('first', { ...at, step: 'staff-confirm', number: keyed, turn: at.turn + 1 }),
      );
    }
    case 'staff-confirm':
      return confirmAnswered(at, keys, staff);
    default:
      return assertNever(at, 'staff step');
  }
}

const missed = ({ digits }: Keys): 'silence' | 'unknown-key' => (digits === '' ? 'silence' : 'unknown-key');

const LEVEL_OF_KEY: Readonly<Partial<Record<string, GuardLevel>>> = { '1': 'elevated', '2': 'siege' };

function menuAnswered(at: Step<'staff-menu'>, keys: Keys, staff: StaffContext): Answer {
  const { context } = staff;
  const deeper = { ...journeyOf(at), turn: at.turn + 1 };
  switch (keys.digits) {
    case '1':
      return only(askFlag(at, context));
    case '2':
      return only(tellMessage(at, undefined, context));
    case '3':
      return at.doNotDisturb === 'yes'
        ? endQuiet(at, staff)
        : only(question('first', { ...deeper, step: 'staff-quiet' }));
    case '4':
      return at.attackMode === 'yes'
        ? setLevel(at, 'normal', staff)
        : only(question('first', { ...deeper, step: 'staff-level' }));
    case '5':
      return only(question('first', { ...deeper, step: 'staff-number' }));
    default:
      return only(staffMenu(missed(keys), { ...at, misses: at.misses + 1 }, context));
  }
}

// --- 1: the last caller -------------------------------------------------------------------------------------------

function askFlag(at: Step<'staff-menu'>, context: Context): Plan {
  const { lastCall, lastFlag } = context.staff ?? {};
  if (lastCall === undefined) return staffMenu('no-last-call', at, context);
  const { callSid: call, caller } = lastCall;
  return {
    kind: 'staff-flag',
    caller,
    ...(lastFlag === undefined
      ? {}
      : {
          flagged: {
            on: lastFlag.callSid === call ? 'last-call' : 'earlier-call',
            caller: lastFlag.caller,
          },
        }),
    next: {
      ...journeyOf(at),
      step: 'staff-flag',
      turn: at.turn + 1,
      call,
      flagged: lastFlag?.callSid ?? '',
    },
  };
}

/** 1: nuisance. 3: take my last flag back. Only the call that was asked about: another one may have been answered meanwhile. */
function flagAnswered(at: Step<'staff-flag'>, { digits }: Keys, staff: StaffContext): Answer {
  const { lastCall, lastFlag } = staff.context.staff ?? {};
  if (digits === '1' && lastCall?.callSid === at.call) return flagCall(at, lastCall, staff);
  if (digits === '3' && lastFlag?.callSid === at.flagged) return unflagCall(at, lastFlag, staff);
  return only(staffMenu('not-flagged', at, staff.context));
}

function flagCall(at: Step<'staff-flag'>, { caller }: FlaggedCall, staff: StaffContext): Answer {
  const { context, member } = staff;
  return {
    plan: staffMenu('flagged', at, context),
    effects: [
      {
        kind: 'flag-call',
        callSid: at.call,
        ...(caller === undefined ? {} : { caller }),
        by: byMember(member),
        at: context.now.toISOString(),
        reason: 'flagged by phone',
      },
      { kind: 'note-flag', member, callSid: at.call },
      ...(caller === undefined ? [] : [{ kind: 'judge' as const, number: caller }]),
      audited('staff-menu.flag', at, at.call, undefined, staff),
    ],
  };
}

function unflagCall(at: Step<'staff-flag'>, { caller }: FlaggedCall, staff: StaffContext): Answer {
  const { context, member } = staff;
  return {
    plan: staffMenu('unflagged', at, context),
    effects: [
      {
        kind: 'unflag-call',
        callSid: at.flagged,
        ...(caller === undefined ? {} : { caller }),
        by: byMember(member),
        at: context.now.toISOString(),
        reason: 'removed by phone',
      },
      ...(caller === undefined ? [] : [{ kind: 'reconsider-block' as const, number: caller }]),
      audited('staff-menu.unflag', at, at.flagged, undefined, staff),
    ],
  };
}

// --- 3: do not disturb --------------------------------------------------------------------------------------------

function beQuiet(at: BehindPin, hours: number, staff: StaffContext): Answer {
  const { context, member } = staff;
  const until = new Date(context.now.getTime() + hours * HOUR_MS).toISOString();
  const state = { until, since: context.now.toISOString(), by: byMember(member) };
  return {
    plan: staffMenu('do-not-disturb-on', at, context, { doNotDisturb: 'yes' }),
    effects: [
      { kind: 'set-do-not-disturb', state },
      audited('staff-menu.do-not-disturb', at, 'do-not-disturb', `on until ${until}`, staff),
    ],
  };
}

const endQuiet = (at: Step<'staff-menu'>, staff: StaffContext): Answer => ({
  plan: staffMenu('do-not-disturb-off', at, staff.context, { doNotDisturb: 'no' }),
  effects: [
    { kind: 'set-do-not-disturb', state: undefined },
    audited('staff-menu.do-not-disturb', at, 'do-not-disturb', 'off', staff),
  ],
});

// --- 4: attack mode -----------------------------------------------------------------------------------------------

/** Over by itself: whoever switches it on with a telephone at the ear forgets to switch it off. */
function setLevel(at: BehindPin, level: GuardLevel, staff: StaffContext): Answer {
  const { context, member } = staff;
  const since = context.now.toISOString();
  const by = byMember(member);
  const lasts = context.settings.attack.byPhoneMinutes * MINUTE_MS;
  const until = level === 'normal' ? {} : { until: new Date(context.now.getTime() + lasts).toISOString() };
  const on = level !== 'normal';
  return {
    plan: staffMenu(on ? 'attack-mode-on' : 'attack-mode-off', at, context, { attackMode: flag(on) }),
    effects: [
      { kind: 'set-guard', state: { level, since, by, ...until } },
      // Whoever wants to know of a level is told by the watch, within a minute.
      audited('staff-menu.guard-level', at, 'guard', level, staff),
    ],
  };
}

// --- 5: allow a number --------------------------------------------------------------------------------------------

/** 1: it is right. What stands on a list already is not for the telephone. */
function confirmAnswered(at: Step<'staff-confirm'>, keys: Keys, staff: StaffContext): Answer {
  const { context, member } = staff;
  if (keys.digits === '2') {
    return only(question('first', { ...journeyOf(at), turn: at.turn + 1, step: 'staff-number' }));
  }
  if (keys.digits !== '1') return only(staffMenu(missed(keys), at, context));
  if (context.staff?.listed !== undefined) return only(staffMenu('listed-already', at, context));
  const listing = newListing({
    pattern: at.number,
    list: 'allow',
    reason: 'allowed by phone',
    source: 'staff',
    addedBy: byMember(member),
    addedAt: context.now.toISOString(),
  });
  return {
    plan: staffMenu('allowed', at, context),
    effects: [
      { kind: 'allow-number', listing },
      audited('staff-menu.allow', at, at.number, undefined, staff),
    ],
  };
}
