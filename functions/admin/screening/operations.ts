// What scores did or would have done, and what other settings would do to the calls of the past.
import { DAY_MS } from '../../../core/basics/durations.ts';
import { isDecided, whatIf } from '../../../core/records/what-if.ts';
import type { CallRecord } from '../../../core/records/call-record.ts';
import { checkSettings } from '../../../core/settings/settings-check.ts';
import { shadowReport } from '../../../core/records/shadow.ts';
import { modeInForce } from '../../../core/screening/treatment.ts';
import { Problem } from '../../http/problem.ts';
import type { Runtime } from '../../runtime.ts';
import { answer, type Operations } from '../operation.ts';
import { spanOf, type Bounds } from '../span.ts';
import { merged } from '../settings/merged-settings.ts';

/** More calls than this are not read for one answer; the span says how far they reach. */
const MOST_CALLS = 20_000;
const PAGE = 500;
const DEFAULT_DAYS = 7;

export const SCREENING_OPERATIONS: Operations<'what-if' | 'shadow'> = {
  'what-if': async ({ body, runtime }) => {
    const now = await runtime.settings.current();
    const checked = checkSettings(merged(now, body.settings));
    if (!checked.ok) {
      const detail = checked.problems.map(({ at, problem }) => `${at}: ${problem}`).join('; ');
      throw new Problem('invalid-settings', detail, { problems: checked.problems });
    }
    const { calls, from, to, complete } = await callsIn(body, runtime);
    const result = whatIf(calls.filter(isDecided), now, checked.settings);
    const { spend } = now.attack;
    const money =
      spend === undefined
        ? {}
        : { saved: { amount: result.minutesSaved * spend.pricePerMinute, currency: spend.currency } };
    return answer('what-if', {
      from,
      to,
      complete,
      ...result,
      ...money,
      changes: result.changes.map((change) => ({ ...change, examples: [...change.examples] })),
    });
  },

  shadow: async ({ query, runtime }) => {
    const { calls, from, to, complete } = await callsIn(query, runtime);
    const { installedAt } = await runtime.store.incoming(undefined, { members: [], now: runtime.now() });
    const { reputation } = (await runtime.settings.current()).screening;
    const { rows, ...report } = shadowReport(calls);
    return answer('shadow', {
      from,
      to,
      complete,
      mode: modeInForce(reputation, installedAt, runtime.now()),
      ...(installedAt === undefined ? {} : { since: installedAt }),
      ...report,
      rows: rows.map((row) => ({ ...row, byReason: { ...row.byReason }, examples: [...row.examples] })),
    });
  },
};

/** Newest first; `complete` is false where there were more. */
async function callsIn(bounds: Bounds, runtime: Runtime) {
  const span = spanOf(bounds, await runtime.settings.current());
  const to = span.to ?? new Date(runtime.now().getTime() + 1);
  const from = span.from ?? new Date(to.getTime() - DEFAULT_DAYS * DAY_MS);
  if (from >= to) throw new Problem('invalid-request', 'from must be earlier than to.');
  const calls: CallRecord[] = [];
  let cursor: string | undefined;
  do {
    const page = await runtime.store.calls.page({ from, to, limit: PAGE, cursor });
    calls.push(...page.items);
    ({ cursor } = page);
  } while (cursor !== undefined && calls.length < MOST_CALLS);
  return { calls, from: from.toISOString(), to: to.toISOString(), complete: cursor === undefined };
}
