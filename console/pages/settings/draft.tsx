// The settings while somebody works on them: what was read, what stands on the page, what the API finds wrong with it.
// It outlives the page, so that a user who looks something up elsewhere in the console finds it again; it ends with the
// sign-in.
import {
  createContext,
  use,
  useCallback,
  useMemo,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from 'react';
import type { ProblemPlace, SettingsView } from '../../../functions/admin/contract.ts';
import { useMay, useSignedIn } from '../../api/api-context.ts';
import type { Api } from '../../api/client.ts';
import { isSame, valueAt, withValue, type Tree } from './document.ts';
import { differences, type Difference } from './changes/differences.ts';

interface Kept {
  readonly base: Tree;
  readonly version: number | undefined;
  readonly document: Tree;
  readonly problems: readonly ProblemPlace[];
}

/** By who is signed in: another person in the same tab begins anew. */
const kept = new WeakMap<Api, Kept>();
const listeners = new Set<() => void>();

function keep(api: Api, state: Kept | undefined): void {
  if (state === undefined) kept.delete(api);
  else kept.set(api, state);
  for (const listener of listeners) listener();
}

const useKept = (api: Api): Kept | undefined =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => kept.get(api),
  );

export interface Draft {
  readonly base: Tree;
  readonly version: number | undefined;
  readonly document: Tree;
  readonly problems: readonly ProblemPlace[];
  readonly changes: readonly Difference[];
  readonly readOnly: boolean;
  readonly set: (at: string, value: unknown) => void;
  /** Another document stands on the page, not saved yet. */
  readonly put: (document: Tree) => void;
  readonly found: (problems: readonly ProblemPlace[]) => void;
  /** The page begins from this version; `document`, where given, stands on it. */
  readonly begin: (base: Tree, version: number | undefined, document?: Tree) => void;
  readonly discard: () => void;
}

const DraftContext = createContext<Draft | undefined>(undefined);

export function useDraft(): Draft {
  const draft = use(DraftContext);
  if (draft === undefined) throw new Error('no settings are being edited here');
  return draft;
}

/** The document as it would be read; what is mistyped in it may have another shape. */
export const useSettings = (): SettingsView => useDraft().document as unknown as SettingsView;

export const useValue = (at: string): unknown => valueAt(useDraft().document, at);

interface DraftProviderProps {
  readonly read: Tree;
  readonly version: number | undefined;
  readonly children: ReactNode;
}

export function DraftProvider({ read, version, children }: DraftProviderProps): ReactNode {
  const { api } = useSignedIn();
  const may = useMay();
  const [first] = useState<Kept>({ base: read, version, document: read, problems: [] });
  const state = useKept(api) ?? first;
  const current = useCallback((): Kept => kept.get(api) ?? first, [api, first]);
  const readOnly = !may('settings.put');
  const draft = useMemo((): Draft => {
    const put = (document: Tree): void => {
      const before = current();
      // What was wrong elsewhere still is; what has been touched is asked about anew.
      const problems = before.problems.filter(({ at }) =>
        isSame(valueAt(before.document, at), valueAt(document, at)),
      );
      keep(api, { ...before, document, problems });
    };
    return {
      ...state,
      changes: differences(state.base, state.document),
      readOnly,
      put,
      set: (at, value) => {
        put(withValue(current().document, at, value));
      },
      found: (problems) => {
        keep(api, { ...current(), problems });
      },
      begin: (base, next, document = base) => {
        keep(api, { base, version: next, document, problems: [] });
      },
      discard: () => {
        keep(api, { ...current(), document: current().base, problems: [] });
      },
    };
  }, [api, current, readOnly, state]);
  return <DraftContext value={draft}>{children}</DraftContext>;
}
