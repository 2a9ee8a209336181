// New messages by telephone: played one after another, kept or deleted, the number to call back read out.
import type { Keys } from '../../../screening/challenge-code.ts';
import type { Answer } from '../../decision.ts';
import type { Effect } from '../../effect.ts';
import type { Plan } from '../../plan.ts';
import type { Voicemail } from '../../../messages/message.ts';
import { journeyOf, only, type Context } from '../../context.ts';
import { audited, byMember, staffMenu, type StaffContext } from './staff-menu-answers.ts';
import type { Journey } from '../../steps/journey.ts';
import type { Step } from '../../steps/index.ts';

/** The oldest new message, or the one after `after`. */
export function tellMessage(
  at: Journey & { readonly turn: number },
  after: Voicemail | undefined,
  context: Context,
): Plan {
  const left = (context.staff?.messages ?? []).filter((message) => isAfter(message, after));
  const [message] = left;
  if (message === undefined) return staffMenu('no-messages', at, context);
  return told(message, at, left.length - 1, 'message');
}

/** In the order in which they are told: as they came in. */
const isAfter = (message: Voicemail, before: Voicemail | undefined): boolean =>
  before === undefined ||
  message.receivedAt > before.receivedAt ||
  (message.receivedAt === before.receivedAt && message.recordingSid > before.recordingSid);

const told = (
  message: Voicemail,
  at: Journey & { readonly turn: number },
  more: number,
  say: Extract<Plan, { kind: 'staff-voicemail' }>['say'],
): Plan => ({
  kind: 'staff-voicemail',
  message,
  more,
  say,
  next: {
    ...journeyOf(at),
    step: 'staff-voicemail',
    turn: at.turn + 1,
    recording: message.recordingSid,
  },
});

/** 1: keep, and on. 2: delete, and on, unless a legal hold keeps it. 3: the number to call back. Star: again. Anything else: back to the menu. */
export function staffVoicemailAnswered(at: Step<'staff-voicemail'>, keys: Keys, staff: StaffContext): Answer {
  const { context } = staff;
  const messages = context.staff?.messages ?? [];
  const message = messages.find(({ recordingSid }) => recordingSid === at.recording);
  if (message === undefined || at.turn >= MOST_TOLD) return only(staffMenu('no-messages', at, context));
  const more = messages.filter((other) => isAfter(other, message)).length;
  switch (keys.digits) {
    case '1':
      return { plan: tellMessage(at, message, context), effects: [heard(message, staff)] };
    case '2':
      if (message.holds !== undefined) return only(told(message, at, more, 'held'));
      return { plan: tellMessage(at, message, context), effects: deleted(at, message, staff) };
    case '3':
      return only(told(message, at, more, 'call-back-number'));
    case '*':
      return only(told(message, at, more, 'message'));
    default:
      return {
        plan: staffMenu('silence', at, context),
        effects: keys.digits === '' ? [] : [heard(message, staff)],
      };
  }
}

/** Before the staff menu itself would end the call. */
const MOST_TOLD = 38;

const heard = ({ recordingSid }: Voicemail, { member }: StaffContext): Effect => ({
  kind: 'hear-voicemail',
  recordingSid,
  by: byMember(member),
});

const deleted = (at: Step<'staff-voicemail'>, { recordingSid }: Voicemail, staff: StaffContext): Effect[] => [
  {
    kind: 'drop-voicemail',
    recordingSid,
    by: byMember(staff.member),
    at: staff.context.now.toISOString(),
  },
  audited('staff-menu.delete-voicemail', at, recordingSid, undefined, staff),
];
