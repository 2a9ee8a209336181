// The notice before a recording was told: not to be recorded, the full notice, or on to the recording.
import type { Call, KeysAt } from '../../call-event.ts';
import type { Answer } from '../../decision.ts';
import type { Plan } from '../../plan.ts';
import { departmentOrDefault } from '../../../departments/department.ts';
import { isOpen } from '../../../hours/hours.ts';
import type { VoicemailReason } from '../../../messages/message.ts';
import { canBeTexted } from '../../../numbers/numbering-plan.ts';
import { type AnswersAt, type Context, callerOf, journeyOf, MOST_TURNS, only } from '../../context.ts';
import { caseOpened, firstTold } from '../cases/opening-case.ts';
import { FROM_MENU, ringOrAfterHours } from '../reaching-staff/department-answers.ts';
import { timetableIn } from '../reaching-staff/ringing.ts';
import type { Journey } from '../../steps/journey.ts';
import type { Step } from '../../steps/index.ts';

export const NOTICE_ANSWERS: AnswersAt<'message-notice' | 'description-notice'> = {
  'message-notice': messageNoticeAnswered,
  'description-notice': descriptionNoticeAnswered,
};

const [NOT_RECORDED, IN_FULL] = ['9', '8'];

/**
 * Whether staff are rung for a caller who does not want to be recorded, by what the message was asked for: not where they
 * have just been rung in vain, nor where something spoke against ringing them.
 */
const RINGS: Readonly<Record<VoicemailReason, boolean>> = {
  'asked-for-person': true,
  chosen: true,
  'menu-unanswered': true,
  'after-hours': true,
  'challenge-failed': false,
  withheld: false,
  screened: false,
  'nobody-answered': false,
  'fraud-now': false,
  siege: false,
  'many-calls': false,
};

/** Past the screening, and somebody is there. */
export const mayRing = ({ admission }: Journey, context: Context, department?: string): boolean =>
  admission !== 'unverified' &&
  isOpen(timetableIn(departmentOrDefault(context.settings, department), context), context.now);

function messageNoticeAnswered({ call, at, keys }: KeysAt<'message-notice'>, context: Context): Answer {
  const { department, why, notice, turn } = at;
  if (keys.digits === NOT_RECORDED)
    return only(
      RINGS[why] && mayRing(at, context, department)
        ? ringOrAfterHours(call, journeyOf(at), { ...FROM_MENU, department }, context)
        : inWriting(call, at, context),
    );
  const next: Step<'voicemail'> = {
    ...journeyOf(at),
    step: 'voicemail',
    department,
    why,
    attempt: 1,
    replaces: '',
    notice,
  };
  return only({ kind: 'voicemail', next, ...(again(keys.digits, turn) ?? { told: true }) });
}

/** The case is open already: whoever does not want to be recorded hears its number, and a person then if one is there. */
function descriptionNoticeAnswered(
  { call, at, keys }: KeysAt<'description-notice'>,
  context: Context,
): Answer {
  const { about, official, notice, turn } = at;
  if (keys.digits === NOT_RECORDED) return only(caseOpened(call, firstTold(at, 'yes'), context));
  if (keys.digits === '' || keys.digits === '#' || keys.finishedOn === '#')
    return only(caseOpened(call, firstTold(at), context));
  const next: Step<'description'> = { ...journeyOf(at), step: 'description', about, official, notice };
  return only({ kind: 'describe', next, ...(again(keys.digits, turn) ?? { told: true }) });
}

const again = (digits: string, turn: number) =>
  digits === IN_FULL && turn < MOST_TURNS
    ? ({ notice: { words: 'full', turn: turn + 1 } } as const)
    : undefined;

/** Where to write instead; by text too, where texts are sent. */
function inWriting(call: Call, { language }: Journey, { settings, textRefused = false }: Context): Plan {
  if (!settings.reports.web.on) return { kind: 'goodbye', after: 'not-recorded', language };
  const caller = callerOf(call);
  const sms = settings.reports.sms && !textRefused && caller !== undefined && canBeTexted(caller);
  return { kind: 'goodbye', after: 'in-writing', language, ...(sms ? { sms } : {}) };
}
