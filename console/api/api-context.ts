// The API client, the signed-in user, and the hotline's settings, for every page.
import { createContext, use } from 'react';
import type { AdminRouteId, AnswerOf, MeView } from '../../functions/admin/contract.ts';
import type { NumberFormats } from '../../core/numbers/number-format.ts';
import type { Api } from './client.ts';

export interface SignedIn {
  readonly api: Api;
  readonly me: MeView;
  readonly settings: AnswerOf<'settings.get'>;
  readonly numberFormats: NumberFormats;
  /** They were saved: every page goes by the new ones. */
  readonly replaceSettings: (settings: AnswerOf<'settings.get'>) => void;
}

export const SignedInContext = createContext<SignedIn | undefined>(undefined);

export function useSignedIn(): SignedIn {
  const signedIn = use(SignedInContext);
  if (signedIn === undefined) throw new Error('nobody is signed in here');
  return signedIn;
}

export const useApi = (): Api => useSignedIn().api;

/** Whether the role admits to an operation: what would be refused is not offered. */
export function useMay(): (id: AdminRouteId) => boolean {
  const { may } = useSignedIn().me;
  return (id) => may.includes(id);
}
