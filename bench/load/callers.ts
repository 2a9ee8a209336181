// Who calls: of ten callers one is allowed, one is blocked, and eight are strangers, mixed.

export type CallerKind = 'allowed' | 'blocked' | 'stranger';

export interface LoadCaller {
  readonly kind: CallerKind;
  readonly number: string;
}

const kindOf = (index: number): CallerKind => {
  if (index % 10 === 3) return 'allowed';
  return index % 10 === 7 ? 'blocked' : 'stranger';
};

const caller = (index: number, kind: CallerKind): LoadCaller => ({
  kind,
  number: `+1312${String(5_000_000 + index * 7)}`,
});

export const callersOf = (calls: number): LoadCaller[] =>
  Array.from({ length: calls }, (_, index) => caller(index, kindOf(index)));

/** Callers who are measured by nobody, one after the other. */
export const WARM_UP: readonly LoadCaller[] = Array.from({ length: 150 }, (_, index) =>
  caller(500_000 + index, 'stranger'),
);
