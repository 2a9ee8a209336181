// When a department is open: a week that is drawn or typed, holidays, single days, and do not disturb.
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import DatePicker from '@cloudscape-design/components/date-picker';
import FormField from '@cloudscape-design/components/form-field';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState, type ReactNode } from 'react';
import type { SettingsView } from '../../../../../functions/admin/contract.ts';
import { useLanguage, useWords, type Language } from '../../../../words/index.ts';
import { useDraft, useSettings } from '../../draft.tsx';
import { choiceWords, ChoiceField, Field, fieldWords, useProblem } from '../../fields/field.tsx';
import { sorted, withUsual } from '../../fields/spans.ts';
import { TypedSpans } from '../../fields/typed-spans.tsx';
import { Week } from '../../fields/week.tsx';
import { ChooseDepartment, useDepartment } from '../staff/choose-department.tsx';
import { DoNotDisturb } from '../staff/do-not-disturb.tsx';
import { FieldsSection } from '../fields-section.tsx';

type Hours = SettingsView['departments'][number]['hours'];
type Weekly = Exclude<Hours, 'always'>;

const WORKDAY = [{ from: '09:00', to: '18:00' }];
const USUAL: Weekly = {
  weekly: { monday: WORKDAY, tuesday: WORKDAY, wednesday: WORKDAY, thursday: WORKDAY, friday: WORKDAY },
};

export function HoursSection(): ReactNode {
  const place = useDepartment();
  const at = `/departments/${String(place)}`;
  const department = useSettings().departments[place];
  if (department === undefined) return null;
  return (
    <SpaceBetween size="m">
      <ChooseDepartment />
      <FieldsSection key={at}>
        <TimeZone at={`${at}/timeZone`} zone={department.timeZone} />
        <Open at={`${at}/hours`} hours={department.hours} />
        {department.hours !== 'always' && <Limited at={`${at}/hours`} hours={department.hours} />}
        <DoNotDisturb at={`${at}/doNotDisturbUntil`} />
      </FieldsSection>
    </SpaceBetween>
  );
}

function TimeZone({ at, zone }: { readonly at: string; readonly zone: string }): ReactNode {
  const { language, words } = useLanguage();
  const { hours } = words.settings;
  const zones = Object.fromEntries([...ZONES, zone].map((name) => [name, name]));
  const now = clockIn(zone, new Date(), language);
  return (
    <SpaceBetween size="xs">
      <ChoiceField at={at} choices={zones} />
      {now !== undefined && (
        <Box color="text-body-secondary">
          {hours.clock(zone, now)} {changesClocks(zone) && hours.changesClocks}
        </Box>
      )}
    </SpaceBetween>
  );
}

const ZONES = Intl.supportedValuesOf('timeZone');

/** Undefined where there is no such zone. */
function clockIn(timeZone: string, at: Date, language: Language): string | undefined {
  try {
    return new Intl.DateTimeFormat(language, { timeZone, timeStyle: 'short', dateStyle: 'medium' }).format(
      at,
    );
  } catch {
    return undefined;
  }
}

/** Midwinter and midsummer of this year have clocks that differ from UTC by other amounts. */
function changesClocks(timeZone: string): boolean {
  const year = new Date().getUTCFullYear();
  const [winter, summer] = [0, 6].map((month) =>
    new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
      .formatToParts(new Date(Date.UTC(year, month, 15)))
      .find(({ type }) => type === 'timeZoneName'),
  );
  return winter?.value !== summer?.value;
}

function Open({ at, hours }: { readonly at: string; readonly hours: Hours }): ReactNode {
  const words = useWords();
  const { set, readOnly } = useDraft();
  const [drawn, setDrawn] = useState<Weekly>(hours === 'always' ? USUAL : hours);
  const [label] = fieldWords(at, words);
  const choices = choiceWords(at, words);
  return (
    <Field at={at}>
      <SegmentedControl
        label={label}
        selectedId={hours === 'always' ? 'always' : 'weekly'}
        options={['always', 'weekly'].map((id) => ({ id, text: choices[id] ?? id, disabled: readOnly }))}
        onChange={({ detail }) => {
          if (detail.selectedId === 'weekly') {
            if (hours === 'always') set(at, drawn);
          } else {
            if (hours !== 'always') setDrawn(hours);
            set(at, 'always');
          }
        }}
      />
    </Field>
  );
}

function Limited({ at, hours }: { readonly at: string; readonly hours: Weekly }): ReactNode {
  const { set } = useDraft();
  const words = useWords();
  const { calendars } = useSettings();
  const ids = Object.fromEntries(calendars.map(({ id }) => [id, id]));
  return (
    <SpaceBetween size="l">
      <Field at={`${at}/weekly`} stretch>
        <Week
          at={`${at}/weekly`}
          weekly={hours.weekly}
          onChange={(weekly) => {
            set(`${at}/weekly`, weekly);
          }}
        />
      </Field>
      <ChoiceField at={`${at}/calendar`} choices={ids} nothing={words.settings.hours.noCalendar} />
      <Exceptions at={`${at}/exceptions`} days={hours.exceptions ?? []} />
    </SpaceBetween>
  );
}

type Exception = NonNullable<Weekly['exceptions']>[number];

function Exceptions({ at, days }: { readonly at: string; readonly days: readonly Exception[] }): ReactNode {
  const words = useWords();
  const { set, readOnly } = useDraft();
  const { hours } = words.settings;
  const change = (next: readonly Exception[]): void => {
    set(at, next.length === 0 ? undefined : next);
  };
  return (
    <Field at={at} stretch>
      <SpaceBetween size="s">
        {days.map((day, index) => (
          <OneDay
            key={index}
            at={`${at}/${String(index)}`}
            day={day}
            onChange={(next) => {
              change(days.map((one, place) => (place === index ? next : one)));
            }}
            onRemove={() => {
              change(days.filter((_, place) => place !== index));
            }}
          />
        ))}
        {!readOnly && (
          <Button
            iconName="add-plus"
            onClick={() => {
              change([...days, { date: new Date().toISOString().slice(0, 10), spans: [] }]);
            }}
          >
            {hours.addException}
          </Button>
        )}
      </SpaceBetween>
    </Field>
  );
}

interface OneDayProps {
  readonly at: string;
  readonly day: Exception;
  readonly onChange: (day: Exception) => void;
  readonly onRemove: () => void;
}

function OneDay({ at, day, onChange, onRemove }: OneDayProps): ReactNode {
  const words = useWords();
  const { readOnly } = useDraft();
  const { settings } = words;
  const problem = useProblem(`${at}/date`);
  return (
    <div className="one-day">
      <div data-field={`${at}/date`}>
        <FormField label={fieldWords(`${at}/date`, words)[0]} errorText={problem}>
          <DatePicker
            value={day.date}
            readOnly={readOnly}
            format="iso"
            placeholder={words.audit.dateHint}
            onChange={({ detail }) => {
              onChange({ ...day, date: detail.value });
            }}
          />
        </FormField>
      </div>
      <FormField label={fieldWords(`${at}/spans`, words)[0]} stretch>
        <TypedSpans
          at={`${at}/spans`}
          day={day.date}
          spans={day.spans}
          onChange={(spans) => {
            onChange({ ...day, spans: [...spans] });
          }}
          onAdd={() => {
            onChange({ ...day, spans: sorted(withUsual(day.spans)) });
          }}
        />
      </FormField>
      {!readOnly && (
        <Button
          iconName="remove"
          variant="icon"
          ariaLabel={settings.removeWhat(day.date)}
          onClick={onRemove}
        />
      )}
    </div>
  );
}
