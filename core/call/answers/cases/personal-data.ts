// A request about the caller's own data: asked for by a key, or on the privacy page, whose code shows whose number it is.
import { assertNever } from '../../../basics/assert-never.ts';
import type { AskedOnPage } from '../../../cases/page-appeal.ts';
import { isUnvouched } from '../../../numbers/attestation.ts';
import { dueAt, type RightsKind, type RightsProof } from '../../../rights/rights-request.ts';
import type { Call, KeysAt } from '../../call-event.ts';
import { callerOf, only, type AnswersAt, type Context } from '../../context.ts';
import type { Answer } from '../../decision.ts';
import type { Effect } from '../../effect.ts';
import type { Plan } from '../../plan.ts';
import type { Journey } from '../../steps/journey.ts';
import { askAgain, question } from '../asking.ts';

export const PERSONAL_DATA_ANSWERS: AnswersAt<'personal-data' | 'proof-call'> = {
  'personal-data': personalDataAsked,
  'proof-call': proofCallAnswered,
};

const KINDS: Readonly<Record<string, RightsKind>> = { '1': 'copy', '2': 'erase', '3': 'object' };

function personalDataAsked({ call, at, keys }: KeysAt<'personal-data'>, context: Context): Answer {
  const { language } = at;
  if (callerOf(call) === undefined) return only({ kind: 'goodbye', after: 'number-hidden', language });
  const kind = KINDS[keys.digits];
  if (kind !== undefined) return newRequest(kind, call, at, context);
  const { ownership } = context;
  switch (ownership?.check) {
    case 'proven':
      return ownership.appeal.request === undefined
        ? only(askAgain(at, keys.digits, context))
        : pageRequestProven(ownership.appeal.request, ownership.appeal.id, call, at, context);
    case 'wrong':
    case undefined:
      return only(askAgain(at, keys.digits, context));
    case 'spent':
      return only({ kind: 'goodbye', after: 'code-spent', language });
    case 'unavailable':
      return only({ kind: 'goodbye', after: 'code-unavailable', language });
    default:
      return assertNever(ownership, 'ownership check');
  }
}

/** Times that the question is put in a call of ours: a mailbox that answers is not talked to for longer. */
const MOST_ASKED = 3;

/** Nothing but the code of the page is taken here: whoever picks up has asked for nothing in this call. */
function proofCallAnswered(
  { call, at, keys }: KeysAt<'proof-call'>,
  { ownership, ...context }: Context,
): Answer {
  const { language, attempt } = at;
  if (call.placedByUs === undefined) return only({ kind: 'goodbye', after: 'code-unavailable', language });
  if (attempt === 1 && keys.digits === '') return only(question('first', { ...at, attempt: attempt + 1 }));
  if (ownership?.check === 'unavailable' || ownership?.check === 'spent')
    return only({
      kind: 'goodbye',
      after: ownership.check === 'spent' ? 'code-spent' : 'code-unavailable',
      language,
    });
  if (ownership?.check === 'proven' && ownership.appeal.request !== undefined)
    return pageRequestProven(ownership.appeal.request, ownership.appeal.id, call, at, context);
  if (attempt > MOST_ASKED) return only({ kind: 'goodbye', after: 'code-spent', language });
  const opening = keys.digits === '' ? 'silence' : 'not-understood';
  return only(question(opening, { ...at, attempt: attempt + 1 }));
}

/** The call itself shows whose number it is; where the network does not vouch for it, a person has to look. */
function proofOf({ placedByUs }: Call, { attestation }: Journey): RightsProof {
  if (placedByUs === true) return 'our-call';
  return isUnvouched(attestation) ? 'unvouched-call' : 'call';
}

function newRequest(kind: RightsKind, call: Call, at: Journey, { request, now }: Context): Answer {
  const { language } = at;
  const number = callerOf(call);
  if (request === undefined || number === undefined)
    return only({ kind: 'goodbye', after: 'code-unavailable', language });
  const receivedAt = now.toISOString();
  const due = dueAt(receivedAt);
  const event = { at: receivedAt, by: `call:${call.callSid}`, status: 'open' } as const;
  return {
    plan: told({ kind, dueAt: due }, at),
    effects: [
      {
        kind: 'open-request',
        request: {
          ...request,
          kind,
          number,
          language,
          receivedAt,
          status: 'open',
          channel: 'phone',
          proof: proofOf(call, at),
          dueAt: due,
          history: [event],
          version: 1,
        },
      },
      noticeOf({ id: request.id, kind, dueAt: due }, receivedAt),
    ],
  };
}

/** @param waiting the id under which it waited for this call */
export function pageRequestProven(
  request: AskedOnPage,
  waiting: string,
  call: Call,
  at: Journey,
  { now }: Context,
): Answer {
  const number = callerOf(call);
  const { callSid } = call;
  const proven: Effect[] =
    number === undefined ? [] : [{ kind: 'prove-number', number, id: waiting, callSid }];
  return {
    plan: told(request, at),
    effects: [
      { kind: 'prove-request', id: request.id, proof: proofOf(call, at), callSid, at: now.toISOString() },
      ...proven,
      noticeOf(request, now.toISOString()),
    ],
  };
}

/** Who decides hears of it at once: the time for an answer runs. */
const noticeOf = ({ id, kind, dueAt: due }: AskedOnPage, at: string): Effect => ({
  kind: 'notify',
  notice: { kind: 'privacy-request', at, request: id, about: kind, dueAt: due },
});

const told = ({ kind, dueAt: due }: Pick<AskedOnPage, 'kind' | 'dueAt'>, { language }: Journey): Plan => ({
  kind: 'goodbye',
  after: 'answer',
  opened: { kind, dueAt: due },
  language,
});
