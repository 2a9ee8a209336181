// The hours of a week, drawn: a track for each day on which hours are dragged, or moved by keys; beside it they can be
// typed.
import Button from '@cloudscape-design/components/button';
import { useRef, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import { useWords } from '../../../words/index.ts';
import { useDraft } from '../draft.tsx';
import {
  clockOf,
  DAY_MINUTES,
  minutesOf,
  snapped,
  sorted,
  STEP,
  withDrawn,
  withEdge,
  withStart,
  withUsual,
  type Edge,
  type Span,
} from './spans.ts';
import { TypedSpans } from './typed-spans.tsx';

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
type Weekday = (typeof WEEKDAYS)[number];
type Weekly = Readonly<Partial<Record<Weekday, readonly Span[] | undefined>>>;

interface WeekProps {
  readonly at: string;
  readonly weekly: Weekly;
  readonly onChange: (weekly: Weekly) => void;
}

export function Week({ at, weekly, onChange }: WeekProps): ReactNode {
  const { hours } = useWords().settings;
  const { readOnly } = useDraft();
  return (
    <div className="week">
      <div className="week-scale" aria-hidden="true">
        {[0, 6, 12, 18, 24].map((hour) => (
          <span key={hour} style={{ insetInlineStart: `${String((hour / 24) * 100)}%` }}>
            {clockOf(hour * 60)}
          </span>
        ))}
      </div>
      {WEEKDAYS.map((day) => (
        <Day
          key={day}
          at={`${at}/${day}`}
          name={hours.weekdays[day]}
          spans={weekly[day] ?? []}
          onChange={(spans) => {
            onChange({ ...weekly, [day]: [...spans] });
          }}
        />
      ))}
      {!readOnly && (
        <div className="week-foot">
          <Button
            onClick={() => {
              const { monday = [] } = weekly;
              const [, ...others] = WEEKDAYS.slice(0, 5);
              onChange({ ...weekly, ...Object.fromEntries(others.map((day) => [day, [...monday]])) });
            }}
          >
            {hours.copy}
          </Button>
          <p className="week-keys">{hours.keys}</p>
        </div>
      )}
    </div>
  );
}

interface DayProps {
  readonly at: string;
  readonly name: string;
  readonly spans: readonly Span[];
  readonly onChange: (spans: readonly Span[]) => void;
}

function Day({ at, name, spans, onChange }: DayProps): ReactNode {
  return (
    <div className="week-day" role="group" aria-label={name}>
      <span className="week-name">{name}</span>
      <Track name={name} spans={spans} onChange={onChange} />
      <TypedSpans
        at={at}
        day={name}
        spans={spans}
        onChange={onChange}
        onAdd={() => {
          onChange(withUsual(spans));
        }}
      />
    </div>
  );
}

/** What the pointer has taken hold of: an edge, a whole span, or free time in which a new one is drawn. */
interface Hold {
  readonly part: Edge | 'whole' | 'new';
  readonly index: number;
  /** Where it was taken hold of, in minutes. */
  readonly origin: number;
  /** As they were then. */
  readonly spans: readonly Span[];
}

function dragged({ part, index, origin, spans }: Hold, minutes: number): readonly Span[] {
  const to = snapped(minutes);
  if (part === 'new') return withDrawn(spans, snapped(origin), to) ?? spans;
  if (part !== 'whole') return withEdge(spans, index, part, to);
  const start = minutesOf(spans[index]?.from ?? '') ?? 0;
  return withStart(spans, index, snapped(start + minutes - origin));
}

/** Nearer than this to where it began, nothing is drawn: it was a click. */
const CLICK_MINUTES = 8;

function Track({ name, spans, onChange }: Omit<DayProps, 'at'>): ReactNode {
  const { readOnly } = useDraft();
  const track = useRef<HTMLDivElement>(null);
  const hold = useRef<Hold>(undefined);
  const minutesAt = ({ clientX }: PointerEvent): number => {
    const box = track.current?.getBoundingClientRect();
    return box === undefined ? 0 : ((clientX - box.left) / box.width) * DAY_MINUTES;
  };
  const take = (event: PointerEvent): void => {
    if (readOnly || event.button !== 0) return;
    const { part = 'new', index = '-1' } = (event.target as HTMLElement).dataset;
    track.current?.setPointerCapture(event.pointerId);
    hold.current = { part: part as Hold['part'], index: Number(index), origin: minutesAt(event), spans };
  };
  const move = (event: PointerEvent): void => {
    const held = hold.current;
    if (held === undefined) return;
    const minutes = minutesAt(event);
    if (held.part === 'new' && Math.abs(minutes - held.origin) < CLICK_MINUTES) return;
    onChange(dragged(held, minutes));
  };
  const release = (): void => {
    hold.current = undefined;
  };
  return (
    <div
      className="week-track"
      data-track={name}
      ref={track}
      onPointerDown={take}
      onPointerMove={move}
      onPointerUp={release}
      onPointerCancel={release}
    >
      {spans.map((span, index) => (
        <Block key={index} name={name} index={index} spans={spans} span={span} onChange={onChange} />
      ))}
    </div>
  );
}

interface BlockProps extends Omit<DayProps, 'at'> {
  readonly index: number;
  readonly span: Span;
}

function Block({ name, index, spans, span, onChange }: BlockProps): ReactNode {
  const [from, to] = [minutesOf(span.from), minutesOf(span.to)];
  // What is mistyped cannot be drawn; its field says so.
  if (from === undefined || to === undefined || to <= from) return null;
  const part = (minutes: number): string => `${String((minutes / DAY_MINUTES) * 100)}%`;
  return (
    <div
      className="week-span"
      data-part="whole"
      data-index={index}
      style={{ insetInlineStart: part(from), inlineSize: part(to - from) }}
    >
      <Handle edge="from" {...{ name, index, spans, span, onChange }} />
      <Handle edge="to" {...{ name, index, spans, span, onChange }} />
    </div>
  );
}

const KEY_MINUTES: Readonly<Record<string, number>> = {
  ArrowLeft: -STEP,
  ArrowDown: -STEP,
  ArrowRight: STEP,
  ArrowUp: STEP,
  PageDown: -60,
  PageUp: 60,
  Home: -DAY_MINUTES,
  End: DAY_MINUTES,
};

function Handle({ edge, name, index, spans, span, onChange }: BlockProps & { edge: Edge }): ReactNode {
  const { hours } = useWords().settings;
  const { readOnly } = useDraft();
  const minutes = minutesOf(span[edge]) ?? 0;
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = KEY_MINUTES[event.key];
    if (readOnly || (by === undefined && event.key !== 'Delete')) return;
    event.preventDefault();
    const next =
      by === undefined
        ? spans.filter((_, place) => place !== index)
        : withEdge(spans, index, edge, minutes + by);
    onChange(sorted(next));
  };
  return (
    <div
      className={`week-edge week-edge-${edge}`}
      role="slider"
      tabIndex={0}
      data-part={edge}
      data-index={index}
      aria-label={edge === 'from' ? hours.opens(name) : hours.closes(name)}
      aria-valuemin={0}
      aria-valuemax={DAY_MINUTES}
      aria-valuenow={minutes}
      aria-valuetext={span[edge]}
      aria-readonly={readOnly}
      onKeyDown={onKeyDown}
    />
  );
}
