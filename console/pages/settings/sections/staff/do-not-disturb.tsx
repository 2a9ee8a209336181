// Until when the phones of a department do not ring: a date and a time in the reader's time zone.
import Button from '@cloudscape-design/components/button';
import DatePicker from '@cloudscape-design/components/date-picker';
import FormField from '@cloudscape-design/components/form-field';
import SpaceBetween from '@cloudscape-design/components/space-between';
import TimeInput from '@cloudscape-design/components/time-input';
import { useState, type ReactNode } from 'react';
import { useWords } from '../../../../words/index.ts';
import { useDraft, useValue } from '../../draft.tsx';
import { Field } from '../../fields/field.tsx';

interface Moment {
  readonly date: string;
  readonly time: string;
}

export function DoNotDisturb({ at }: { readonly at: string }): ReactNode {
  const { settings, audit } = useWords();
  const { set, readOnly } = useDraft();
  const value = useValue(at);
  const [typed, setTyped] = useState<Moment>();
  const shown = typed ?? momentOf(value);
  const change = (next: Moment): void => {
    setTyped(next);
    set(at, instantOf(next));
  };
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <Field at={at} constraint={settings.hours.yourZone(zone)}>
      <SpaceBetween direction="horizontal" size="xs" alignItems="end">
        <FormField label={settings.hours.dndDate}>
          <DatePicker
            value={shown.date}
            readOnly={readOnly}
            format="iso"
            placeholder={audit.dateHint}
            onChange={({ detail }) => {
              change({ time: '08:00', ...nonEmpty(shown), date: detail.value });
            }}
          />
        </FormField>
        <FormField label={settings.hours.dndTime}>
          <TimeInput
            value={shown.time}
            readOnly={readOnly}
            format="hh:mm"
            placeholder="hh:mm"
            onChange={({ detail }) => {
              change({ ...shown, time: detail.value });
            }}
          />
        </FormField>
        {!readOnly && value !== undefined && (
          <Button
            onClick={() => {
              setTyped(undefined);
              set(at, undefined);
            }}
          >
            {settings.hours.dndOff}
          </Button>
        )}
      </SpaceBetween>
    </Field>
  );
}

const nonEmpty = ({ time }: Moment): Partial<Moment> => (time === '' ? {} : { time });

function momentOf(value: unknown): Moment {
  const instant = typeof value === 'string' ? new Date(value) : undefined;
  if (instant === undefined || Number.isNaN(instant.getTime())) return { date: '', time: '' };
  const two = (part: number): string => String(part).padStart(2, '0');
  return {
    date: `${String(instant.getFullYear())}-${two(instant.getMonth() + 1)}-${two(instant.getDate())}`,
    time: `${two(instant.getHours())}:${two(instant.getMinutes())}`,
  };
}

/** What is not whole stays as it was typed, and the API says so; undefined for nothing. */
function instantOf({ date, time }: Moment): string | undefined {
  if (date === '') return undefined;
  const instant = new Date(`${date}T${time}`);
  return Number.isNaN(instant.getTime()) ? `${date}T${time}` : instant.toISOString();
}
