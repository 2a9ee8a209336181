// Fields of a dialog: a line, a day, one choice of several, several of several; each shows what the API says of its place.
import DatePicker from '@cloudscape-design/components/date-picker';
import FormField from '@cloudscape-design/components/form-field';
import Input, { type InputProps } from '@cloudscape-design/components/input';
import Multiselect from '@cloudscape-design/components/multiselect';
import Select from '@cloudscape-design/components/select';
import type { ReactNode } from 'react';
import { usePlaceProblem } from './places.ts';

interface FieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
  /** JSON pointer in the request. */
  readonly at?: string;
  /** What the dialog itself finds wrong. */
  readonly problem?: string | undefined;
}

export function Field({
  label,
  hint,
  at,
  problem,
  children,
}: FieldProps & { readonly children: ReactNode }): ReactNode {
  const placed = usePlaceProblem(at);
  return (
    <FormField label={label} description={hint} errorText={problem ?? placed}>
      {children}
    </FormField>
  );
}

interface TypedProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** @param longest in characters; what is more is not taken */
export function LineField({
  value,
  onChange,
  type = 'text',
  longest,
  ...field
}: TypedProps & { readonly type?: InputProps.Type; readonly longest?: number }): ReactNode {
  return (
    <Field {...field}>
      <Input
        value={value}
        type={type}
        autoComplete={false}
        onChange={({ detail }) => {
          onChange(detail.value.slice(0, longest));
        }}
      />
    </Field>
  );
}

export function DayField({ value, onChange, ...field }: TypedProps): ReactNode {
  return (
    <Field {...field}>
      <DatePicker
        value={value}
        format="iso"
        placeholder="YYYY-MM-DD"
        onChange={({ detail }) => {
          onChange(detail.value);
        }}
      />
    </Field>
  );
}

interface Option<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

interface ChoiceProps<Value extends string> extends FieldProps {
  readonly options: readonly Option<Value>[];
  readonly value: Value;
  readonly disabled?: boolean;
  readonly onChange: (value: Value) => void;
}

export function Choice<Value extends string>({
  options,
  value,
  disabled = false,
  onChange,
  ...field
}: ChoiceProps<Value>): ReactNode {
  return (
    <Field {...field}>
      <Select
        options={options}
        disabled={disabled}
        selectedOption={options.find((option) => option.value === value) ?? null}
        onChange={({ detail }) => {
          const chosen = options.find((option) => option.value === detail.selectedOption.value);
          if (chosen !== undefined) onChange(chosen.value);
        }}
      />
    </Field>
  );
}

interface SeveralProps<Value extends string> extends FieldProps {
  readonly options: readonly Option<Value>[];
  readonly values: readonly Value[];
  readonly onChange: (values: readonly Value[]) => void;
}

export function Several<Value extends string>({
  options,
  values,
  onChange,
  ...field
}: SeveralProps<Value>): ReactNode {
  return (
    <Field {...field}>
      <Multiselect
        options={options}
        selectedOptions={options.filter(({ value }) => values.includes(value))}
        onChange={({ detail }) => {
          const chosen = detail.selectedOptions.map(({ value }) => value);
          onChange(options.map(({ value }) => value).filter((value) => chosen.includes(value)));
        }}
      />
    </Field>
  );
}
