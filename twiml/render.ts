// Plan -> TwiML. Pure and total: a writer for each kind of plan.
import VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js';
import type { Plan } from '../core/call/plan.ts';
import { caseOpened, caseTold, checked } from './documents/case-documents.ts';
import type { PlanOf, RenderContext, Response } from './documents/document.ts';
import { describe, review, voicemail } from './documents/message-documents.ts';
import { goodbye } from './documents/goodbye-documents.ts';
import { question } from './documents/question-documents.ts';
import { afterHours, challenge, menu, offer, ring } from './documents/reaching-staff-documents.ts';
import { staffFlag, staffMenu, staffVoicemail } from './documents/staff-documents.ts';
import { EMPTY_RESPONSE } from './fallback.ts';

/** A whole TwiML document. */
export function render(plan: Plan, context: RenderContext): string {
  if (plan.kind === 'noted') return EMPTY_RESPONSE;
  const response = new VoiceResponse();
  write(response, plan, context);
  return response.toString();
}

/** Kinds of plan that have a document of their own. */
type Kind = Exclude<Plan['kind'], 'noted'>;

/** The compiler does not see that a plan's kind and its writer belong together; the table's type says so. */
function write(response: Response, plan: PlanOf<Kind>, context: RenderContext): void {
  const writer = WRITERS[plan.kind] as Writer<Kind>;
  writer(response, plan, context);
}

type Writer<One extends Kind> = (response: Response, plan: PlanOf<One>, context: RenderContext) => void;

const WRITERS: { readonly [One in Kind]: Writer<One> } = {
  // The only verb that leaves the call unanswered and unbilled, and only as the first one.
  reject: (response, { busy }) => void response.reject(busy === true ? { reason: 'busy' } : {}),
  challenge,
  menu,
  question,
  'after-hours': afterHours,
  ring,
  offer,
  // A whisper document that runs out of verbs joins the two legs.
  bridge: () => undefined,
  decline: (response) => void response.hangup(),
  voicemail,
  review,
  describe,
  'case-opened': caseOpened,
  'case-told': caseTold,
  checked,
  'staff-menu': staffMenu,
  'staff-flag': staffFlag,
  'staff-voicemail': staffVoicemail,
  goodbye,
};
