// One change of a case that is made at once by a button, against the version that is shown.
import { useState } from 'react';
import type { CaseView, SentBodyOf } from '../../../functions/admin/contract.ts';
import { useApi } from '../../api/api-context.ts';
import { useNotices } from '../../shell/notices.tsx';

export interface CaseProps {
  readonly found: CaseView;
  readonly version: number | undefined;
  readonly onSaved: (answer: { readonly body: CaseView; readonly version: number | undefined }) => void;
}

interface CaseAct {
  readonly busy: boolean;
  /** What fails is said above the page. */
  readonly patch: (change: SentBodyOf<'cases.patch'>, done: string) => Promise<void>;
}

export function useCaseAct({ found: { caseNumber }, version, onSaved }: CaseProps): CaseAct {
  const api = useApi();
  const notices = useNotices('case');
  const [busy, setBusy] = useState(false);
  return {
    busy,
    patch: async (change, done) => {
      setBusy(true);
      try {
        onSaved(await api.call('cases.patch', { params: { caseNumber }, body: change, version }));
        notices.done(done);
      } catch (error) {
        notices.failed(error);
      } finally {
        setBusy(false);
      }
    },
  };
}
