// Opening hours of a day, typed.
import Button from '@cloudscape-design/components/button';
import Input from '@cloudscape-design/components/input';
import type { ReactNode } from 'react';
import { useWords } from '../../../words/index.ts';
import { useDraft } from '../draft.tsx';
import { useProblem } from './field.tsx';
import { isClock, MOST_SPANS, type Edge, type Span } from './spans.ts';

interface TypedSpansProps {
  /** JSON pointer of the list of time spans in the settings. */
  readonly at: string;
  /** The name of the day, for labels. */
  readonly day: string;
  readonly spans: readonly Span[];
  readonly onChange: (spans: readonly Span[]) => void;
  readonly onAdd: () => void;
}

export function TypedSpans({ at, day, spans, onChange, onAdd }: TypedSpansProps): ReactNode {
  const { settings } = useWords();
  const { readOnly } = useDraft();
  const { hours } = settings;
  const problem = useProblem(at, { within: true });
  const odd = spans.some(({ from, to }) => !isClock(from) || !isClock(to) || from >= to);
  const wrong = problem ?? (odd ? hours.badTime : undefined);
  return (
    <div data-field={at}>
      <div className="typed-spans">
        {spans.length === 0 && <span className="closed">{hours.closed}</span>}
        {spans.map((span, index) => (
          <span key={index} className="typed-span">
            <Clock at={`${at}/${String(index)}`} edge="from" {...{ day, span, index, spans, onChange }} />
            <span aria-hidden="true">–</span>
            <Clock at={`${at}/${String(index)}`} edge="to" {...{ day, span, index, spans, onChange }} />
            {!readOnly && (
              <Button
                variant="icon"
                iconName="close"
                ariaLabel={hours.remove(day, hours.span(span.from, span.to))}
                onClick={() => {
                  onChange(spans.filter((_, place) => place !== index));
                }}
              />
            )}
          </span>
        ))}
        {!readOnly && spans.length < MOST_SPANS && (
          <Button variant="icon" iconName="add-plus" ariaLabel={hours.add(day)} onClick={onAdd} />
        )}
      </div>
      {wrong !== undefined && (
        <div role="alert" className="field-problem">
          {wrong}
        </div>
      )}
    </div>
  );
}

interface ClockProps extends Pick<TypedSpansProps, 'day' | 'spans' | 'onChange'> {
  readonly at: string;
  readonly edge: Edge;
  readonly span: Span;
  readonly index: number;
}

function Clock({ at, day, edge, span, index, spans, onChange }: ClockProps): ReactNode {
  const { hours } = useWords().settings;
  const { readOnly } = useDraft();
  const text = span[edge];
  return (
    <span data-field={`${at}/${edge}`} className="clock">
      <Input
        value={text}
        readOnly={readOnly}
        invalid={!isClock(text) || span.from >= span.to}
        ariaLabel={edge === 'from' ? hours.opens(day) : hours.closes(day)}
        onChange={({ detail }) => {
          const typed = { ...span, [edge]: detail.value.trim() };
          onChange(spans.map((one, place) => (place === index ? typed : one)));
        }}
        onBlur={() => {
          const whole = withColon(text);
          if (whole !== text)
            onChange(spans.map((one, place) => (place === index ? { ...one, [edge]: whole } : one)));
        }}
      />
    </span>
  );
}

/** `9` -> `09:00`, `930` -> `09:30`, `9:30` -> `09:30`; anything else as it is. */
function withColon(text: string): string {
  const found = /^(\d{1,2})(?::?([0-5]\d))?$/.exec(text.replace(/[：.]/, ':'));
  if (found === null) return text;
  const [, hour = '', minute = '00'] = found;
  const clock = `${hour.padStart(2, '0')}:${minute}`;
  return isClock(clock) ? clock : text;
}
