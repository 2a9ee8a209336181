// A field of which several choices can be made.
import Multiselect from '@cloudscape-design/components/multiselect';
import type { ReactNode } from 'react';
import { useDraft } from '../draft.tsx';
import { Field } from './field.tsx';

interface ManyFieldProps {
  readonly at: string;
  readonly chosen: readonly string[];
  readonly choices: Readonly<Record<string, string>>;
  /** What it means that none is chosen; the setting is then removed. */
  readonly nothing?: string;
}

export function ManyField({ at, chosen, choices, nothing }: ManyFieldProps): ReactNode {
  const { set, readOnly } = useDraft();
  const options = [...new Set([...Object.keys(choices), ...chosen])].map((value) => ({
    value,
    label: choices[value] ?? value,
  }));
  return (
    <Field at={at} within>
      <Multiselect
        selectedOptions={options.filter(({ value }) => chosen.includes(value))}
        options={options}
        readOnly={readOnly}
        {...(nothing === undefined ? {} : { placeholder: nothing })}
        onChange={({ detail }) => {
          const next = detail.selectedOptions.map(({ value }) => value);
          set(at, next.length === 0 && nothing !== undefined ? undefined : next);
        }}
      />
    </Field>
  );
}
