// Calendars of public holidays: taken in by country and year, corrected by hand, followed by departments.
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState, type ReactNode } from 'react';
import type { HolidayView, SettingsView } from '../../../../../functions/admin/contract.ts';
import { useApi } from '../../../../api/api-context.ts';
import { asProblem, type ApiProblem } from '../../../../api/problem.ts';
import { ProblemAlert } from '../../../../shell/problem-alert.tsx';
import { SubmitForm } from '../../../../shell/submit-form.tsx';
import { useWords } from '../../../../words/index.ts';
import { useDraft, useSettings } from '../../draft.tsx';
import { CalendarFields } from './calendar-fields.tsx';
import { FieldsSection } from '../fields-section.tsx';

type Calendar = SettingsView['calendars'][number];

export function HolidaysSection(): ReactNode {
  const { holidays } = useWords().settings;
  const { readOnly } = useDraft();
  const { calendars } = useSettings();
  return (
    <SpaceBetween size="m">
      {calendars.length === 0 && <Box color="text-body-secondary">{holidays.empty}</Box>}
      {!readOnly && <TakeIn />}
      {calendars.map((calendar, index) => (
        <CalendarFields key={index} at={`/calendars/${String(index)}`} calendar={calendar} />
      ))}
    </SpaceBetween>
  );
}

/** Days of the year that stood there give way: what is taken in is the whole year. */
function takenIn(calendars: readonly Calendar[], { country, year, days }: HolidayView): Calendar[] {
  const before = calendars.find(({ id }) => id === country);
  const others = (before?.days ?? []).filter(({ date }) => !date.startsWith(`${String(year)}-`));
  const calendar = {
    id: country,
    years: [...new Set([...(before?.years ?? []), year])].sort((a, b) => a - b),
    days: [...others, ...days].sort((a, b) => a.date.localeCompare(b.date)),
  };
  return before === undefined
    ? [...calendars, calendar]
    : calendars.map((one) => (one === before ? calendar : one));
}

function TakeIn(): ReactNode {
  const { holidays } = useWords().settings;
  const { hotline } = useSettings();
  const [country, setCountry] = useState<string>(hotline.region);
  const [year, setYear] = useState(String(new Date().getFullYear()));
  const { busy, seed, problem, fetchDays } = useTakenIn();
  return (
    <FieldsSection title={holidays.take}>
      <SubmitForm className="filter-row" onSubmit={() => fetchDays(country, Number(year))}>
        <FormField label={holidays.country} description={holidays.countryHint}>
          <Input
            value={country}
            onChange={({ detail }) => {
              setCountry(detail.value.trim().toUpperCase());
            }}
          />
        </FormField>
        <FormField label={holidays.year}>
          <Input
            value={year}
            inputMode="numeric"
            onChange={({ detail }) => {
              setYear(detail.value.trim());
            }}
          />
        </FormField>
        <Button loading={busy} formAction="submit">
          {holidays.fetch}
        </Button>
      </SubmitForm>
      <ProblemAlert problem={problem} />
      {seed !== undefined && <Seed seed={seed} />}
    </FieldsSection>
  );
}

/** The days that the hotline knows of a year, put into the calendars of the draft. */
function useTakenIn() {
  const api = useApi();
  const { set } = useDraft();
  const { calendars } = useSettings();
  const [busy, setBusy] = useState(false);
  const [seed, setSeed] = useState<HolidayView>();
  const [problem, setProblem] = useState<ApiProblem>();
  const fetchDays = async (country: string, year: number): Promise<void> => {
    setBusy(true);
    setSeed(undefined);
    setProblem(undefined);
    try {
      const { body } = await api.call('holidays', { query: { country, year } });
      setSeed(body);
      if (body.published) set('/calendars', takenIn(calendars, body));
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return { busy, seed, problem, fetchDays };
}

function Seed({ seed }: { readonly seed: HolidayView }): ReactNode {
  const { holidays } = useWords().settings;
  return (
    <div role="status">
      <Alert type={seed.published ? 'success' : 'warning'}>
        {seed.published
          ? holidays.taken(seed.days.length, seed.country, String(seed.year))
          : holidays.notPublished(seed.country, String(seed.year))}
      </Alert>
    </div>
  );
}
