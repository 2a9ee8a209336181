// What is right, and beside which records it will stand.
import FormField from '@cloudscape-design/components/form-field';
import Textarea from '@cloudscape-design/components/textarea';
import type { ReactNode } from 'react';
import { useWords } from '../../words/index.ts';
import type { Corrected } from './correction-in.ts';

const LONGEST = 500;

interface CorrectionFieldsProps {
  readonly corrected: Corrected;
  readonly onChange: (corrected: Corrected) => void;
  readonly showsMissing: boolean;
}

export function CorrectionFields({ corrected, onChange, showsMissing }: CorrectionFieldsProps): ReactNode {
  const words = useWords().rights;
  return (
    <>
      <FormField label={words.correction} description={words.correctionHint}>
        <Textarea
          value={corrected.text}
          rows={2}
          onChange={({ detail }) => {
            onChange({ ...corrected, text: detail.value.slice(0, LONGEST) });
          }}
        />
      </FormField>
      <FormField
        label={words.correctionOf}
        description={words.correctionOfHint}
        errorText={showsMissing ? words.correctionOfNeeded : undefined}
      >
        <Textarea
          value={corrected.records}
          rows={2}
          onChange={({ detail }) => {
            onChange({ ...corrected, records: detail.value });
          }}
        />
      </FormField>
    </>
  );
}
