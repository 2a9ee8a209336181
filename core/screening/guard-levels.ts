// The levels of the guard, from the least to the most: what each means is in `levels.ts`.

export const GUARD_LEVELS = ['normal', 'elevated', 'siege'] as const;
export type GuardLevel = (typeof GUARD_LEVELS)[number];
