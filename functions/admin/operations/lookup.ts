// What would happen if this number called now: the same policy that decides real calls, asked without a call.
import { readCallerId, type CallerId } from '../../../core/caller-id.ts';
import { levelInForce } from '../../../core/guard-level.ts';
import { normaliseNumber } from '../../../core/number-input.ts';
import { describeReason } from '../../../core/reasons.ts';
import { screen, type Reason } from '../../../core/screening.ts';
import type { Settings } from '../../../core/settings.ts';
import { staffNumbers } from '../../../core/staff.ts';
import { Problem } from '../../http/problem.ts';
import { answer, pathSegment, type Operations } from '../operation.ts';

export const LOOKUP_OPERATIONS: Operations<'lookup'> = {
  lookup: async ({ path, query, runtime }) => {
    const settings = await runtime.settings.current();
    const callerId = callerIn(pathSegment(path, 'number'), settings);
    const number = callerId.kind === 'number' ? callerId.number : undefined;
    const staff = number !== undefined && staffNumbers(settings).includes(number) ? [number] : [];
    const { directory, guard, members } = await runtime.store.incoming(number, {
      members: staff,
      now: runtime.now(),
    });
    const { attestation } = query;
    const policy = settings.screening.levels[levelInForce(guard, runtime.now())];
    const { verdict, reasons, listing } = screen({
      callerId,
      attestation,
      directory,
      policy,
      staff: settings.staffMenu.on && number !== undefined && members.get(number)?.hasPin === true,
      now: runtime.now(),
    });
    const { caller } = directory;
    return answer('lookup', {
      number: number ?? 'withheld',
      verdict,
      reasons: reasons.map(withWords),
      ...(listing === undefined ? {} : { listing }),
      listings: [...directory.listings],
      ...(caller?.verifiedUntil === undefined ? {} : { verifiedUntil: caller.verifiedUntil }),
      ...(caller?.language === undefined ? {} : { language: caller.language }),
      flaggedCalls: caller?.flaggedCalls?.length ?? 0,
      reporters: caller?.reporters?.length ?? 0,
    });
  },
};

function callerIn(text: string, { hotline }: Settings): CallerId {
  const asCaller = readCallerId(text);
  if (asCaller.kind === 'withheld') return asCaller;
  const read = normaliseNumber(text, hotline.region);
  if (read.ok) return { kind: 'number', number: read.number };
  throw new Problem('invalid-number', `"${text.slice(0, 60)}" ${read.problem}.`);
}

export const withWords = (reason: Reason): Reason & { text: string } => ({
  ...reason,
  text: describeReason(reason),
});
