// One calendar: its name, the years it knows, and the days of a year, each of which can be corrected.
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import DatePicker from '@cloudscape-design/components/date-picker';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState, type ReactNode } from 'react';
import type { SettingsView } from '../../../../../functions/admin/contract.ts';
import { useWords } from '../../../../words/index.ts';
import { DayRanges } from './day-ranges.tsx';
import { useDraft, useSettings } from '../../draft.tsx';
import { ChoiceInput, Field, fieldWords, TextField, TextInput, useProblem } from '../../fields/field.tsx';
import { asPlainNumber } from '../../fields/plain-number.ts';
import { useDepartmentNames } from '../staff/choose-department.tsx';
import { FieldsSection } from '../fields-section.tsx';

type Calendar = SettingsView['calendars'][number];

interface CalendarProps {
  readonly at: string;
  readonly calendar: Calendar;
}

export function CalendarFields({ at, calendar }: CalendarProps): ReactNode {
  const { settings } = useWords();
  const { set, readOnly } = useDraft();
  const { calendars } = useSettings();
  return (
    <FieldsSection title={calendar.id} description={useFollowers(calendar.id)}>
      <TextField at={`${at}/id`} />
      <Years at={`${at}/years`} years={calendar.years} />
      <Days at={at} calendar={calendar} />
      {!readOnly && (
        <Button
          iconName="remove"
          onClick={() => {
            set(
              '/calendars',
              calendars.filter((one) => one !== calendar),
            );
          }}
        >
          {settings.holidays.removeCalendar}
        </Button>
      )}
    </FieldsSection>
  );
}

function useFollowers(id: string): string {
  const { holidays } = useWords().settings;
  const names = useDepartmentNames();
  const followers = useSettings().departments.flatMap(({ hours }, index) =>
    hours !== 'always' && hours.calendar === id ? [names[index] ?? ''] : [],
  );
  return followers.length === 0 ? holidays.unused : holidays.usedBy(followers.join(', '));
}

function Years({ at, years }: { readonly at: string; readonly years: readonly number[] }): ReactNode {
  const { set, readOnly } = useDraft();
  const [typed, setTyped] = useState<string>();
  return (
    <Field at={at} within>
      <Input
        value={typed ?? years.join(', ')}
        readOnly={readOnly}
        onChange={({ detail }) => {
          setTyped(detail.value);
          const parts = detail.value.split(/[\s,，、]+/).filter((part) => part !== '');
          set(at, parts.map(asPlainNumber));
        }}
        onBlur={() => {
          setTyped(undefined);
        }}
      />
    </Field>
  );
}

function Days({ at, calendar: { days, years } }: CalendarProps): ReactNode {
  const { holidays } = useWords().settings;
  const { set, readOnly } = useDraft();
  const thisYear = new Date().getFullYear();
  const known = [...new Set([...years, ...days.map(({ date }) => Number(date.slice(0, 4)))])].sort();
  const [year, setYear] = useState(known.includes(thisYear) ? thisYear : (known.at(-1) ?? thisYear));
  const shown = days
    .map((day, index) => ({ day, index }))
    .filter(({ day }) => !/^\d{4}/.test(day.date) || day.date.startsWith(`${String(year)}-`));
  const options = [...new Set([...known, thisYear, thisYear + 1])]
    .sort()
    .map((one) => ({ value: String(one), label: String(one) }));
  return (
    <SpaceBetween size="s">
      <FormField label={holidays.show}>
        <div className="narrow">
          <Select
            selectedOption={{ value: String(year), label: String(year) }}
            options={options}
            onChange={({ detail }) => {
              setYear(Number(detail.selectedOption.value));
            }}
          />
        </div>
      </FormField>
      {!years.includes(year) && <Alert type="warning">{holidays.notKnown(String(year))}</Alert>}
      {shown.length === 0 && <Box color="text-body-secondary">{holidays.noDays}</Box>}
      <DayRanges days={shown.map(({ day }) => day)} />
      {shown.map(({ day, index }) => (
        <DayRow
          key={index}
          at={`${at}/days/${String(index)}`}
          date={day.date}
          onRemove={() => {
            set(
              `${at}/days`,
              days.filter((_, place) => place !== index),
            );
          }}
        />
      ))}
      {!readOnly && (
        <Button
          iconName="add-plus"
          onClick={() => {
            set(`${at}/days`, [...days, { date: `${String(year)}-01-01`, name: '', kind: 'holiday' }]);
          }}
        >
          {holidays.addDay}
        </Button>
      )}
    </SpaceBetween>
  );
}

interface DayRowProps {
  readonly at: string;
  readonly date: string;
  readonly onRemove: () => void;
}

function DayRow({ at, date, onRemove }: DayRowProps): ReactNode {
  const words = useWords();
  const { set, readOnly } = useDraft();
  const label = (part: string): string => `${fieldWords(`${at}/${part}`, words)[0]}, ${date}`;
  return (
    <div className="calendar-day">
      <Part at={`${at}/date`}>
        <DatePicker
          value={date}
          readOnly={readOnly}
          format="iso"
          placeholder={words.audit.dateHint}
          ariaLabel={label('date')}
          onChange={({ detail }) => {
            set(`${at}/date`, detail.value);
          }}
        />
      </Part>
      <Part at={`${at}/name`}>
        <TextInput at={`${at}/name`} label={label('name')} />
      </Part>
      <Part at={`${at}/kind`}>
        <ChoiceInput at={`${at}/kind`} label={label('kind')} />
      </Part>
      {!readOnly && (
        <Button
          variant="icon"
          iconName="remove"
          ariaLabel={words.settings.removeWhat(date)}
          onClick={onRemove}
        />
      )}
    </div>
  );
}

function Part({ at, children }: { readonly at: string; readonly children: ReactNode }): ReactNode {
  const problem = useProblem(at);
  return (
    <div data-field={at}>
      <FormField errorText={problem} stretch>
        {children}
      </FormField>
    </div>
  );
}
