// The staff menu.
import { isNumber } from '../../core/numbers/identity.ts';
import { kindOfMessage } from '../../core/messages/message.ts';
import type { StaffFlagged } from '../prompts/catalog.ts';
import { CATALOGS } from '../prompts/index.ts';
import { digitByDigit, say } from '../speak.ts';
import { type Response, type RenderContext, type PlanOf, oneKey, callerWords } from './document.ts';

export function staffMenu(
  response: Response,
  { opening, next }: PlanOf<'staff-menu'>,
  context: RenderContext,
): void {
  const catalog = CATALOGS[next.language];
  const on = { doNotDisturb: next.doNotDisturb === 'yes', attackMode: next.attackMode === 'yes' };
  say(oneKey(response, next, context), next.language, catalog.staffOpening[opening], catalog.staffMenu(on));
}

export function staffFlag(
  response: Response,
  { caller, flagged, next }: PlanOf<'staff-flag'>,
  context: RenderContext,
): void {
  const { language } = next;
  const { staffFlag: words } = CATALOGS[language];
  const spoken = words(callerWords(caller, language, context), flaggedWords(flagged));
  say(oneKey(response, next, context), language, spoken);
}

const ENDING_DIGITS = 3;

function flaggedWords(flagged: PlanOf<'staff-flag'>['flagged']): StaffFlagged {
  if (flagged?.on !== 'earlier-call') return { on: flagged?.on ?? 'no-call' };
  const { caller } = flagged;
  const ending =
    caller === undefined || !isNumber(caller) ? undefined : digitByDigit(caller.slice(-ENDING_DIGITS));
  return { on: 'earlier-call', ending };
}

export function staffVoicemail(
  response: Response,
  { message, more, say: part, next }: PlanOf<'staff-voicemail'>,
  context: RenderContext,
): void {
  const catalog = CATALOGS[next.language];
  const from = message.callBack ?? message.caller;
  const caller = callerWords(from, next.language, context);
  const gather = oneKey(response, next, context);
  if (part === 'held') {
    say(gather, next.language, catalog.messageHeld);
  } else if (part === 'call-back-number') {
    const byAddress = caller !== undefined && from !== undefined && !isNumber(from);
    const words = byAddress ? catalog.noCallBackNumber(caller) : catalog.callBackNumber(caller);
    say(gather, next.language, words);
  } else if (caller !== undefined && kindOfMessage(message) === 'call-back') {
    say(gather, next.language, catalog.staffCallBack(caller, more));
  } else {
    say(gather, next.language, catalog.staffMessage(caller, more));
    gather.play({}, context.playbackUrl(message.recordingSid));
  }
  say(gather, next.language, catalog.staffMessageKeys);
}
