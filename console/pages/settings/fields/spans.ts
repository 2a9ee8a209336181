// The arithmetic of opening hours: spans of a day, in minutes since midnight, that never overlap.
export interface Span {
  readonly from: string;
  readonly to: string;
}

export const DAY_MINUTES = 1_440;
/** Edges are drawn to the quarter of an hour; typed, they may be anything. */
export const STEP = 15;
/** As the settings take them. */
export const MOST_SPANS = 6;

export const isClock = (text: string): boolean => /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/.test(text);

/** Undefined for what is not a time. */
export function minutesOf(clock: string): number | undefined {
  if (!isClock(clock)) return undefined;
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
}

export const clockOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

export const snapped = (minutes: number): number =>
  Math.min(DAY_MINUTES, Math.max(0, Math.round(minutes / STEP) * STEP));

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/** The room that a span has between its neighbours. */
function roomOf(spans: readonly Span[], index: number): readonly [low: number, high: number] {
  const own = minutesOf(spans[index]?.from ?? '') ?? 0;
  const others = spans.filter((_, place) => place !== index);
  const before = others.map(({ to }) => minutesOf(to) ?? 0).filter((to) => to <= own);
  const after = others.map(({ from }) => minutesOf(from) ?? DAY_MINUTES).filter((from) => from > own);
  return [Math.max(0, ...before), Math.min(DAY_MINUTES, ...after)];
}

const replaced = (spans: readonly Span[], index: number, from: number, to: number): Span[] =>
  spans.map((span, place) => (place === index ? { from: clockOf(from), to: clockOf(to) } : span));

export type Edge = 'from' | 'to';

/** Moves one edge, no farther than the other one and the neighbours let it. */
export function withEdge(spans: readonly Span[], index: number, edge: Edge, minutes: number): Span[] {
  const span = spans[index];
  const [from, to] = [minutesOf(span?.from ?? ''), minutesOf(span?.to ?? '')];
  if (from === undefined || to === undefined) return [...spans];
  const [low, high] = roomOf(spans, index);
  return edge === 'from'
    ? replaced(spans, index, clamp(minutes, low, to - STEP), to)
    : replaced(spans, index, from, clamp(minutes, from + STEP, high));
}

/** Moves a whole span within its room. */
export function withStart(spans: readonly Span[], index: number, minutes: number): Span[] {
  const span = spans[index];
  const [from, to] = [minutesOf(span?.from ?? ''), minutesOf(span?.to ?? '')];
  if (from === undefined || to === undefined) return [...spans];
  const [low, high] = roomOf(spans, index);
  const start = clamp(minutes, low, high - (to - from));
  return replaced(spans, index, start, start + (to - from));
}

/** A new span from where the drawing began to where it is; undefined where there is no room. */
export function withDrawn(spans: readonly Span[], origin: number, minutes: number): Span[] | undefined {
  if (spans.length >= MOST_SPANS) return undefined;
  const taken = spans.map(({ from, to }) => [minutesOf(from) ?? 0, minutesOf(to) ?? 0] as const);
  if (taken.some(([from, to]) => from <= origin && origin < to)) return undefined;
  const low = Math.max(0, ...taken.map(([, to]) => to).filter((to) => to <= origin));
  const high = Math.min(DAY_MINUTES, ...taken.map(([from]) => from).filter((from) => from > origin));
  const from = clamp(Math.min(origin, minutes), low, high - STEP);
  const to = clamp(Math.max(origin, minutes, from + STEP), from + STEP, high);
  return sorted([...spans, { from: clockOf(from), to: clockOf(to) }]);
}

export const sorted = (spans: readonly Span[]): Span[] =>
  [...spans].sort((a, b) => a.from.localeCompare(b.from));

/** The usual working day where there is room for it, else the first hour that is free. */
export function withUsual(spans: readonly Span[]): Span[] {
  if (spans.length === 0) return [{ from: '09:00', to: '18:00' }];
  const last = minutesOf(spans.at(-1)?.to ?? '') ?? DAY_MINUTES;
  const from = last + 60 <= DAY_MINUTES - 60 ? last + 60 : last;
  if (from < DAY_MINUTES)
    return [...spans, { from: clockOf(from), to: clockOf(Math.min(DAY_MINUTES, from + 240)) }];
  return sorted(withDrawn(spans, 0, 60) ?? spans);
}
