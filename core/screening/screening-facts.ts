// What a screening rests on: what is known of the caller, and the settings that decide about it. Real calls, the look-up and
// the preview of the settings all put it together here.
import { present } from '../basics/present.ts';
import type { BlockOrigin } from '../lists/listing.ts';
import { attestationHistory } from '../evidence/habits.ts';
import type { GuardLevel } from './levels.ts';
import type { Directory, ScreeningFacts } from './screening.ts';
import type { ChallengeSettings, ScreeningSettings } from './screening-settings.ts';
import type { AttestationHistory } from '../numbers/attestation.ts';

/** Settings, as far as they decide what happens to a call that comes in. */
export interface ScreeningPolicies {
  readonly screening: Pick<ScreeningSettings, 'levels' | 'reputation' | 'allowance' | 'attestation'>;
  readonly challenge: Pick<ChallengeSettings, 'pass'>;
  readonly reports: { readonly appealByPhone: Readonly<Record<BlockOrigin, boolean>> };
}

type FromSettings = 'policy' | 'usualAfterCalls' | 'appealByPhone' | 'reputation' | 'allowance' | 'pass';

/** What is known of the caller and the call. */
export type ObservedCall = Omit<ScreeningFacts, FromSettings> & { readonly level: GuardLevel };

export const screeningFacts = (
  { level, ...observed }: ObservedCall,
  { screening, challenge, reports }: ScreeningPolicies,
): ScreeningFacts => ({
  ...observed,
  policy: screening.levels[level],
  usualAfterCalls: screening.attestation.usualAfterCalls,
  appealByPhone: reports.appealByPhone,
  reputation: screening.reputation,
  allowance: screening.allowance,
  pass: challenge.pass,
});

/** How often the network vouched for the number; empty where nothing is known. */
export function historyOf(directory: Directory): { readonly history?: AttestationHistory } {
  if (directory.kind === 'copied') return present({ history: directory.history });
  const habits = directory.kind === 'known' ? directory.evidence?.habits : undefined;
  if (habits === undefined) return {};
  return { history: attestationHistory(habits) };
}
