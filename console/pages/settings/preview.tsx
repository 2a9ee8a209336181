// What callers would hear and get under the settings as they stand on the page: asked of the API a moment after the
// last change, and kept while the next answer is on its way. Who may only read them sees those in force: the page may
// show them the staff's numbers masked, and with masked numbers no settings are sound.
import { useEffect, useState } from 'react';
import type { SettingsPreview } from '../../../functions/admin/contract.ts';
import { useApi } from '../../api/api-context.ts';
import { asProblem } from '../../api/problem.ts';
import { useDraft } from './draft.tsx';

export interface Previewed {
  readonly preview: SettingsPreview | undefined;
  readonly why: 'problems' | 'failed' | undefined;
}

const PAUSE_MS = 400;

export function usePreview(): Previewed {
  const api = useApi();
  const { document, readOnly } = useDraft();
  const [state, setState] = useState<Previewed>({ preview: undefined, why: undefined });
  useEffect(() => {
    const aborter = new AbortController();
    const timer = setTimeout(() => {
      api.call('settings.preview', { body: readOnly ? undefined : document, signal: aborter.signal }).then(
        ({ body }) => {
          setState({ preview: body, why: undefined });
        },
        (error: unknown) => {
          if (aborter.signal.aborted) return;
          const why = asProblem(error).kind === 'invalid-settings' ? 'problems' : 'failed';
          setState({ preview: undefined, why });
        },
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      aborter.abort();
    };
  }, [api, document, readOnly]);
  return state;
}
