// Why somebody does something: a few lines, asked for in a dialog.
import FormField from '@cloudscape-design/components/form-field';
import Textarea from '@cloudscape-design/components/textarea';
import type { ReactNode } from 'react';

interface ReasonFieldProps {
  readonly label: string;
  readonly description: string;
  /** What is wrong with it; undefined for nothing. */
  readonly problem: string | undefined;
  readonly value: string;
  /** Characters; what is more is not taken. */
  readonly longest: number;
  readonly onChange: (value: string) => void;
}

export function ReasonField({
  label,
  description,
  problem,
  value,
  longest,
  onChange,
}: ReasonFieldProps): ReactNode {
  return (
    <FormField label={label} description={description} errorText={problem}>
      <Textarea
        value={value}
        rows={3}
        onChange={({ detail }) => {
          onChange(detail.value.slice(0, longest));
        }}
      />
    </FormField>
  );
}
