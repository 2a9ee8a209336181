// Plans and effects that several parts of the flow make.
import type { Call } from '../call-event.ts';
import type { Journey, MenuStep } from '../call-step.ts';
import type { Effect, MenuOpening, Plan } from '../decision.ts';
import { numberOf, retention, type Context } from './context.ts';

export const menu = (opening: MenuOpening, next: MenuStep): Plan => ({ kind: 'menu', opening, next });

export const rememberLanguage = (call: Call, language: Journey['language'], context: Context): Effect[] => {
  const number = numberOf(call);
  return number === undefined || call.attestation === 'failed'
    ? []
    : [{ kind: 'remember-language', number, language, expiresAt: retention(context) }];
};
