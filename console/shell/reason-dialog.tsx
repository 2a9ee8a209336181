// Asks why somebody looks at personal data or carries it away: a usual reason, own words, or both.
import Box from '@cloudscape-design/components/box';
import FormField from '@cloudscape-design/components/form-field';
import Select from '@cloudscape-design/components/select';
import { useState, type ReactNode } from 'react';
import { USUAL_REASONS, type Question, type Reason } from '../api/reasons.ts';
import { useWords } from '../words/index.ts';
import { Dialog } from './dialog.tsx';
import { ReasonField } from './reason-field.tsx';

const LONGEST = 200;

export default function ReasonDialog({ question }: { readonly question: Question }): ReactNode {
  const { reason: words } = useWords();
  const [usual, setUsual] = useState<Reason['usual'] | undefined>(question.last?.usual);
  const [details, setDetails] = useState(question.last?.details ?? '');
  const [tried, setTried] = useState(false);
  const needsWords = usual === 'other' && !/[\p{L}\p{N}]/u.test(details);
  const options = USUAL_REASONS.map((value) => ({ value, label: words.usual[value] }));
  return (
    <Dialog
      title={words.title}
      action={words.go}
      ready={() => {
        setTried(true);
        return usual !== undefined && !needsWords;
      }}
      act={() => {
        if (usual !== undefined)
          question.answer(textOf(words.usual[usual], usual, details.trim()), { usual, details });
        return Promise.resolve();
      }}
      onClose={question.dismiss}
    >
      <Box>{words.explained(words.about[question.about])}</Box>
      <FormField label={words.reason} errorText={tried && usual === undefined ? words.choose : undefined}>
        <Select
          options={options}
          selectedOption={options.find(({ value }) => value === usual) ?? null}
          placeholder={words.choose}
          onChange={({ detail }) => {
            setUsual(USUAL_REASONS.find((value) => value === detail.selectedOption.value));
          }}
        />
      </FormField>
      <ReasonField
        label={usual === 'other' ? words.ownWords : words.details}
        description={words.detailsHint}
        problem={tried && needsWords ? words.ownWordsNeeded : undefined}
        value={details}
        longest={LONGEST}
        oneLine
        onChange={setDetails}
      />
    </Dialog>
  );
}

function textOf(label: string, usual: Reason['usual'], details: string): string {
  if (usual === 'other') return details;
  return details === '' ? label : `${label}: ${details}`;
}
