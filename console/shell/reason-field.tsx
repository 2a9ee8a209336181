// Why somebody does something: a line or a few, asked for in a dialog.
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
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
  /** A single line, so that Enter answers the dialog. */
  readonly oneLine?: true;
  readonly onChange: (value: string) => void;
}

export function ReasonField({
  label,
  description,
  problem,
  value,
  longest,
  oneLine,
  onChange,
}: ReasonFieldProps): ReactNode {
  const take = ({ detail }: { readonly detail: { readonly value: string } }): void => {
    onChange(detail.value.slice(0, longest));
  };
  return (
    <FormField label={label} description={description} errorText={problem}>
      {oneLine === true ? (
        <Input value={value} onChange={take} />
      ) : (
        <Textarea value={value} rows={3} onChange={take} />
      )}
    </FormField>
  );
}
