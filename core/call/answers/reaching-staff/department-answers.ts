// Which department a caller gets, and what happens where it is closed.
import type { Call, KeysAt } from '../../call-event.ts';
import { withoutSecretNumbers } from '../../../privacy/secret-numbers.ts';
import { contentNote } from '../../../content/content-note.ts';
import type { Answer } from '../../decision.ts';
import type { Effect } from '../../effect.ts';
import type { Plan } from '../../plan.ts';
import { isOpen, nextOpening, type Opening } from '../../../hours/hours.ts';
import { type Department, departmentOrDefault, departmentsInMenu } from '../../../departments/department.ts';
import { type AnswersAt, type Context, journeyOf, callerOf, only } from '../../context.ts';
import { QUIETLY, ringDepartment, timetableIn } from './ringing.ts';
import { askAgain, question } from '../asking.ts';
import { voicemail } from '../messages/message-answers.ts';
import type { Flag } from '../../steps/fields.ts';
import type { Journey } from '../../steps/journey.ts';

export const DEPARTMENT_ANSWERS: AnswersAt<'department' | 'reason' | 'after-hours'> = {
  department: departmentChosen,
  reason: reasonGiven,
  'after-hours': afterHoursAnswered,
};

/** A key for each department, 1 for the first. */
function departmentChosen({ call, at, keys }: KeysAt<'department'>, context: Context): Answer {
  const chosen = departmentsInMenu(context.settings)[Number(keys.digits) - 1];
  const plan =
    chosen === undefined
      ? askAgain(at, keys.digits, context)
      : ringOrAfterHours(call, journeyOf(at), { ...FROM_MENU, department: chosen.id }, context);
  return only(plan);
}

export const FROM_MENU: Destination = { department: undefined, ringThrough: false, announce: true };

export interface Destination {
  /** The default department where absent. */
  readonly department: string | undefined;
  readonly ringThrough: boolean;
  readonly announce: boolean;
}

export function ringOrAfterHours(
  call: Call,
  journey: Journey,
  destination: Destination,
  context: Context,
): Plan {
  const department = departmentOrDefault(context.settings, destination.department);
  const timetable = timetableIn(department, context);
  if (!isOpen(timetable, context.now)) {
    return destination.ringThrough
      ? ringOnCall(call, journey, department, 'no', context)
      : closed(journey, department, nextOpening(timetable, context.now), context);
  }
  if (department.askReason && destination.announce) {
    return question('first', {
      ...journeyOf(journey),
      step: 'reason',
      department: department.id,
      attempt: 1,
    });
  }
  const { announce } = destination;
  return ringDepartment(call, journey, { ...QUIETLY, department, announce }, context);
}

/** A person, as soon as one can be had: whoever is past the screening rings one, a stranger leaves word and is called back. */
export const person = (call: Call, at: Journey, context: Context): Plan =>
  at.admission === 'unverified'
    ? voicemail('asked-for-person', at, undefined, context)
    : ringOrAfterHours(call, journeyOf(at), FROM_MENU, context);

/**
 * The department is closed: says when it opens, and takes a message. Where somebody is on call for fraud that is happening
 * now, 1 for them is offered first.
 */
function closed(
  journey: Journey,
  department: Department,
  opens: Opening | undefined,
  context: Context,
): Plan {
  const offersOnCall = context.settings.afterHours.fraudNow && department.onCall.length > 0;
  if (!offersOnCall) return voicemail('after-hours', journey, department, context, opens);
  const next = { ...journeyOf(journey), step: 'after-hours', department: department.id, attempt: 1 } as const;
  return { kind: 'after-hours', opening: 'first', opens, next };
}

/** 1: fraud is happening now. Anything else, or nothing: a message. */
function afterHoursAnswered({ call, at, keys: { digits } }: KeysAt<'after-hours'>, context: Context): Answer {
  const department = departmentOrDefault(context.settings, at.department);
  if (digits === '1') return only(ringOnCall(call, at, department, 'yes', context));
  return only(voicemail('chosen', at, department, context));
}

/**
 * Fraud is happening, or has just happened: whoever is there, else whoever is on call, hears so before they accept.
 * Where nobody can be rung the caller hears what to do, and leaves a message that staff hear before all others.
 */
export function urgently(call: Call, journey: Journey, context: Context): Plan {
  const department = departmentOrDefault(context.settings, undefined);
  if (isOpen(timetableIn(department, context), context.now))
    return ringDepartment(call, journey, { ...QUIETLY, department, announce: true, urgent: 'yes' }, context);
  return context.settings.afterHours.fraudNow
    ? ringOnCall(call, journey, department, 'yes', context)
    : voicemail('fraud-now', journey, department, context);
}

function ringOnCall(
  call: Call,
  journey: Journey,
  department: Department,
  urgent: Flag,
  context: Context,
): Plan {
  const announce = urgent === 'yes';
  return ringDepartment(
    call,
    journey,
    { ...QUIETLY, department, group: 'on-call', urgent, announce },
    context,
  );
}

/** As much of it as a member of staff will listen to. */
const LONGEST_REASON = 80;

/** Whatever was said, or nothing: the department rings. */
function reasonGiven({ call, at, keys }: KeysAt<'reason'>, context: Context): Answer {
  const department = departmentOrDefault(context.settings, at.department);
  const reason = [...withoutSecretNumbers((keys.speech ?? '').trim())].slice(0, LONGEST_REASON).join('');
  return {
    plan: ringDepartment(call, at, { ...QUIETLY, department, announce: true, reason }, context),
    effects: reason === '' ? [] : noteReason(call, keys.speech ?? '', context),
  };
}

function noteReason(call: Call, speech: string, { settings, now }: Context): Effect[] {
  if (!settings.screening.content.on) return [];
  const caller = callerOf(call);
  return [
    {
      kind: 'note-content',
      callSid: call.callSid,
      ...(caller === undefined ? {} : { caller }),
      source: 'reason',
      at: now.toISOString(),
      ...contentNote(speech),
    },
  ];
}
