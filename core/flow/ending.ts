// The carrier reports how the call went on or ended.
import type { Decision } from '../decision.ts';
import type { Context, EventOf } from './context.ts';

const FINAL_STATUSES: ReadonlySet<string> = new Set(['completed', 'busy', 'failed', 'no-answer', 'canceled']);

export function statusReported(
  { call, status, seconds }: EventOf<'StatusReported'>,
  context: Context,
): Decision {
  if (!FINAL_STATUSES.has(status)) return { plan: { kind: 'noted' }, effects: [] };
  return {
    plan: { kind: 'noted' },
    effects: [
      {
        kind: 'finish-call',
        callSid: call.callSid,
        status,
        seconds,
        endedAt: context.now.toISOString(),
      },
    ],
  };
}
