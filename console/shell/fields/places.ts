// What the API finds wrong with a form, field by field: a field shows what is said of its place in the request, and the
// dialog shows what belongs to no field of it.
import { createContext, use, useEffect } from 'react';
import type { ProblemPlace } from '../../../functions/admin/contract.ts';
import { useWords } from '../../words/index.ts';

interface Places {
  readonly found: readonly ProblemPlace[];
  /** Places of the fields that are on the screen. */
  readonly shown: Set<string>;
}

export const PlacesContext = createContext<Places>({ found: [], shown: new Set() });

const isWithin = ({ at }: ProblemPlace, place: string): boolean => at === place || at.startsWith(`${place}/`);

/** What no field on the screen shows. */
export const unplaced = (found: readonly ProblemPlace[], shown: ReadonlySet<string>): ProblemPlace[] =>
  found.filter((one) => ![...shown].some((place) => isWithin(one, place)));

/** @param at JSON pointer of the field in the request; undefined for one that the request does not hold */
export function usePlaceProblem(at: string | undefined): string | undefined {
  const { found, shown } = use(PlacesContext);
  const { settings } = useWords();
  useEffect(() => {
    if (at === undefined) return;
    shown.add(at);
    return () => {
      shown.delete(at);
    };
  }, [at, shown]);
  const here = at === undefined ? [] : found.filter((one) => isWithin(one, at));
  return here.length === 0 ? undefined : here.map(({ problem }) => settings.problem(problem)).join(' ');
}
