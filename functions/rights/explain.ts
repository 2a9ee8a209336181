// Why calls of a number were decided as they were, in words, and whether the decision comes out the same when it is made again
// from the facts that were kept (PIPL 24, GDPR 15(1)(h)).
import type { Language } from '../../core/basics/language.ts';
import type { CallRecord } from '../../core/records/call-record.ts';
import { isDecided, verdictUnder } from '../../core/records/what-if.ts';
import { describeReason } from '../../core/screening/reasons.ts';
import type { Verdict } from '../../core/screening/verdict.ts';
import type { Settings } from '../../core/settings/settings.ts';
import type { Runtime } from '../runtime.ts';
import { VERDICT_WORDS } from './rights-words.ts';

export interface Explanation {
  readonly callSid: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly verdict: Verdict;
  /** What the caller got, in words. */
  readonly result: string;
  readonly reasons: readonly string[];
  /** What the same facts lead to under the settings that were in force then; absent where they are not kept any more. */
  readonly again?: Verdict;
}

export async function explanations(
  calls: readonly CallRecord[],
  language: Language,
  runtime: Pick<Runtime, 'store' | 'settings'>,
): Promise<Explanation[]> {
  const settingsAt = await settingsOverTime(runtime);
  const { hotline } = await runtime.settings.current();
  return calls.filter(isDecided).map((call) => {
    const then = settingsAt(call.startedAt);
    return {
      callSid: call.callSid,
      at: call.startedAt,
      verdict: call.verdict,
      result: VERDICT_WORDS[language][call.verdict],
      reasons: (call.reasons ?? []).map((reason) => describeReason(reason, language, hotline.region)),
      ...(then === undefined ? {} : { again: verdictUnder(call, then) }),
    };
  });
}

/** Versions that are looked at, newest first; calls are kept for some months. */
const MOST_VERSIONS = 200;

/** The settings in force at a moment. */
async function settingsOverTime({
  store,
  settings,
}: Pick<Runtime, 'store' | 'settings'>): Promise<(at: string) => Settings | undefined> {
  const { items } = await store.settings.versions({ limit: MOST_VERSIONS });
  const saved = items.filter((one) => one.savedAt !== undefined);
  if (saved.length === 0) {
    const current = await settings.current();
    return () => current;
  }
  const documents = await Promise.all(saved.map(({ version }) => store.settings.version(version)));
  const deployed = await store.settings.deployed();
  return (at) => documents.find((one) => one !== undefined && one.savedAt <= at)?.settings ?? deployed;
}
