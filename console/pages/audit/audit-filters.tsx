// What of the log is shown: days as the reader's clock has them, a name, an act. They stand in the address.
import Button from '@cloudscape-design/components/button';
import DatePicker from '@cloudscape-design/components/date-picker';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import { useState, type ReactNode } from 'react';
import { setQuery } from '../../routing.ts';
import { useWords } from '../../words/index.ts';

export interface Filters {
  readonly from?: string;
  readonly to?: string;
  readonly by?: string;
  readonly action?: string;
}

type Query = Readonly<Record<string, string>>;

/** The chosen days are days of this browser. They are sent as instants, because the API reads a date as a day of UTC. */
export function filtersIn({ from, to, by, action }: Query): Filters {
  const [first, next] = [startOf(from, 0), startOf(to, 1)];
  return {
    ...(first === undefined ? {} : { from: first }),
    ...(next === undefined ? {} : { to: next }),
    ...(by === undefined ? {} : { by }),
    ...(action === undefined ? {} : { action }),
  };
}

function startOf(day: string | undefined, later: number): string | undefined {
  if (day === undefined || !/^\d{4}-\d\d-\d\d$/.test(day)) return undefined;
  const start = new Date(`${day}T00:00:00`);
  start.setDate(start.getDate() + later);
  return Number.isNaN(start.getTime()) ? undefined : start.toISOString();
}

export function AuditFilters({ query }: { readonly query: Query }): ReactNode {
  const { audit } = useWords();
  const { action } = query;
  const options = [
    { value: '', label: audit.anything },
    ...Object.entries(audit.actions).map(([value, label]) => ({ value, label })),
  ];
  const selected = options.find(({ value }) => value === (action ?? '')) ?? { value: action ?? '' };
  return (
    <div className="filter-row">
      <Day name="from" query={query} />
      <Day name="to" query={query} />
      <Who key={query.by ?? ''} by={query.by ?? ''} />
      <FormField label={audit.action}>
        <Select
          selectedOption={selected}
          options={options}
          filteringType="auto"
          onChange={({ detail }) => {
            setQuery({ action: detail.selectedOption.value });
          }}
        />
      </FormField>
      {Object.keys(filtersIn(query)).length > 0 && (
        <Button
          onClick={() => {
            setQuery({ from: undefined, to: undefined, by: undefined, action: undefined });
          }}
        >
          {audit.clear}
        </Button>
      )}
    </div>
  );
}

function Day({ name, query }: { readonly name: 'from' | 'to'; readonly query: Query }): ReactNode {
  const { audit } = useWords();
  return (
    <FormField label={audit[name]}>
      <DatePicker
        value={query[name] ?? ''}
        placeholder={audit.dateHint}
        format="iso"
        onChange={({ detail }) => {
          setQuery({ [name]: detail.value });
        }}
      />
    </FormField>
  );
}

/** Asked for once the name is whole: each letter would be a search of its own. */
function Who({ by }: { readonly by: string }): ReactNode {
  const { audit } = useWords();
  const [name, setName] = useState(by);
  const apply = (): void => {
    if (name.trim() !== by) setQuery({ by: name.trim() });
  };
  return (
    <FormField label={audit.by}>
      <Input
        value={name}
        placeholder={audit.byHint}
        onChange={({ detail }) => {
          setName(detail.value);
        }}
        onBlur={apply}
        onKeyDown={({ detail }) => {
          if (detail.key === 'Enter') apply();
        }}
      />
    </FormField>
  );
}
