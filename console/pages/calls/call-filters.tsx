// The filters above the list of calls.
import Button from '@cloudscape-design/components/button';
import DatePicker from '@cloudscape-design/components/date-picker';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import { useState, type ReactNode } from 'react';
import { setQuery } from '../../routing.ts';
import { useWords } from '../../words/index.ts';
import { DISPOSITIONS, VERDICTS, type Filters } from './filters.ts';

interface CallFiltersProps {
  readonly filters: Filters;
  readonly query: Readonly<Record<string, string>>;
}

export function CallFilters({ filters, query }: CallFiltersProps): ReactNode {
  const { calls } = useWords();
  return (
    <div className="filters">
      <CallerFilter caller={filters.caller} key={filters.caller} />
      <Choice
        name="verdict"
        label={calls.filters.verdict}
        value={filters.verdict}
        options={VERDICTS.map((value) => ({ value, label: calls.verdicts[value] }))}
      />
      <Choice
        name="disposition"
        label={calls.filters.disposition}
        value={filters.disposition}
        options={DISPOSITIONS.map((value) => ({ value, label: calls.dispositions[value] }))}
      />
      {(['from', 'to'] as const).map((name) => (
        <FormField key={name} label={calls.filters[name]}>
          <DatePicker
            value={query[name] ?? ''}
            placeholder="YYYY/MM/DD"
            onChange={({ detail }) => {
              setQuery({ [name]: detail.value });
            }}
          />
        </FormField>
      ))}
      {Object.values(filters).some((value) => value !== undefined) && (
        <div className="filters-clear">
          <Button
            variant="inline-link"
            onClick={() => {
              setQuery({ caller: '', verdict: '', disposition: '', from: '', to: '' });
            }}
          >
            {calls.filters.clear}
          </Button>
        </div>
      )}
    </div>
  );
}

/** Sought when it is entered: a part of a number is none. */
function CallerFilter({ caller = '' }: { readonly caller: string | undefined }): ReactNode {
  const { calls } = useWords();
  const [text, setText] = useState(caller);
  const seek = (): void => {
    setQuery({ caller: text.trim() });
  };
  return (
    <FormField label={calls.filters.caller}>
      <Input
        type="search"
        value={text}
        placeholder={calls.filters.callerHint}
        onChange={({ detail }) => {
          setText(detail.value);
          if (detail.value === '') setQuery({ caller: '' });
        }}
        onBlur={seek}
        onKeyDown={({ detail }) => {
          if (detail.key === 'Enter') seek();
        }}
      />
    </FormField>
  );
}

interface ChoiceProps {
  readonly name: 'verdict' | 'disposition';
  readonly label: string;
  readonly value: string | undefined;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

function Choice({ name, label, value = '', options }: ChoiceProps): ReactNode {
  const { calls } = useWords();
  const all = [{ value: '', label: calls.filters.any }, ...options];
  return (
    <FormField label={label}>
      <Select
        options={all}
        selectedOption={all.find((option) => option.value === value) ?? null}
        onChange={({ detail }) => {
          setQuery({ [name]: detail.selectedOption.value ?? '' });
        }}
      />
    </FormField>
  );
}
