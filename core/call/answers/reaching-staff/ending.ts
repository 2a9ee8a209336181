// The carrier reports how the call went on or ended.
import { isFinalStatus } from '../../call-event.ts';
import type { Answer } from '../../decision.ts';
import type { Context, EventOf } from '../../context.ts';
import { callOver } from './ringing.ts';

export function statusReported(
  { call, status, seconds }: EventOf<'StatusReported'>,
  context: Context,
): Answer {
  if (!isFinalStatus(status)) return { plan: { kind: 'noted' }, effects: [] };
  return {
    plan: { kind: 'noted' },
    effects: [
      {
        kind: 'finish-call',
        callSid: call.callSid,
        status,
        seconds,
        endedAt: context.now.toISOString(),
        passEndsAfter: context.settings.challenge.pass.endsAfter,
      },
      // The word that the conversation is over may have been lost.
      ...callOver(call, context),
    ],
  };
}
