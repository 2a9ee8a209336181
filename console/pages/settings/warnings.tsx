// What is allowed and probably not meant, by its place: of the settings as they stand on the page, and until those have
// been looked at, of the settings in force.
import { createContext, use, type ReactNode } from 'react';
import type { ProblemPlace } from '../../../functions/admin/contract.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { useWords } from '../../words/index.ts';
import { usePreview } from './preview.tsx';

const WarningsContext = createContext<readonly ProblemPlace[]>([]);

export function WarningsProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const inForce = useAnswer('settings.warnings', {}).body?.items ?? [];
  const { preview } = usePreview();
  return <WarningsContext value={preview?.warnings ?? inForce}>{children}</WarningsContext>;
}

/** @param within for a field of several parts: what is said of its parts too */
export function useWarning(at: string, { within = false } = {}): string | undefined {
  const { settings } = useWords();
  const found = use(WarningsContext).filter(
    (place) => place.at === at || (within && place.at.startsWith(`${at}/`)),
  );
  return found.length === 0 ? undefined : found.map(({ problem }) => settings.problem(problem)).join(' ');
}
