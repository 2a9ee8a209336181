// Decides on a request: carries it out, answers it in words, or refuses it with a reason.
import Box from '@cloudscape-design/components/box';
import FormField from '@cloudscape-design/components/form-field';
import Textarea from '@cloudscape-design/components/textarea';
import { useState, type ReactNode } from 'react';
import type { RightsView, SentBodyOf } from '../../../functions/admin/contract.ts';
import { useApi } from '../../api/api-context.ts';
import { Dialog } from '../../shell/dialog.tsx';
import { Choice } from '../../shell/fields/field.tsx';
import { useNotices } from '../../shell/notices.tsx';
import { useWords } from '../../words/index.ts';
import { CorrectionFields } from './correction-fields.tsx';
import { correctionIn, NOTHING_CORRECTED } from './correction-in.ts';

type Decision = SentBodyOf<'rights.decide'>;
const LONGEST = 2_000;

interface DecideProps {
  readonly request: RightsView;
  readonly onClose: () => void;
  readonly onDecided: () => void;
}

function useDecide({ request, onDecided }: DecideProps): (body: Decision) => Promise<void> {
  const words = useWords().rights;
  const api = useApi();
  const notices = useNotices('rights');
  return async (body) => {
    const { id, version } = request;
    await api.call('rights.decide', { params: { request: id }, body, version });
    notices.done(words.done[body.decision]);
    onDecided();
  };
}

export function CarryOutDialog(props: DecideProps): ReactNode {
  const words = useWords().rights;
  const decide = useDecide(props);
  const kind = props.request.kind === 'erase' ? 'erase' : 'copy';
  return (
    <Dialog
      title={words.carryOutTitle[kind]}
      action={words.carryOut}
      act={() => decide({ decision: 'carry-out' })}
      onClose={props.onClose}
    >
      <Box>{words.carryOutExplained[kind]}</Box>
    </Dialog>
  );
}

export function AnswerDialog(props: DecideProps): ReactNode {
  const words = useWords().rights;
  const decide = useDecide(props);
  const [answer, setAnswer] = useState('');
  const [corrected, setCorrected] = useState(NOTHING_CORRECTED);
  const [tried, setTried] = useState(false);
  const missing = answer.trim() === '';
  const correction = correctionIn(corrected);
  const incomplete = correction?.records.length === 0;
  return (
    <Dialog
      title={words.answerTitle}
      action={words.answer}
      ready={() => {
        setTried(true);
        return !missing && !incomplete;
      }}
      act={() =>
        decide({
          decision: 'answer',
          answer: answer.trim(),
          ...(correction === undefined ? {} : { correction }),
        })
      }
      onClose={props.onClose}
    >
      <FormField
        label={words.answerText}
        description={words.answerHint}
        errorText={tried && missing ? words.answerNeeded : undefined}
      >
        <Words value={answer} onChange={setAnswer} />
      </FormField>
      {props.request.kind === 'correct' && (
        <CorrectionFields corrected={corrected} onChange={setCorrected} showsMissing={tried && incomplete} />
      )}
    </Dialog>
  );
}

const REFUSALS = [
  'not-the-person',
  'legal-hold',
  'law-requires',
  'nothing-kept',
  'repeated',
] as const satisfies NonNullable<RightsView['refusal']>[];

export function RefuseDialog(props: DecideProps): ReactNode {
  const words = useWords().rights;
  const decide = useDecide(props);
  const [refusal, setRefusal] = useState<(typeof REFUSALS)[number]>('not-the-person');
  const [text, setText] = useState('');
  const options = REFUSALS.map((value) => ({ value, label: words.refusals[value] }));
  const answer = text.trim() === '' ? {} : { answer: text.trim() };
  return (
    <Dialog
      title={words.refuseTitle}
      action={words.refuse}
      act={() => decide({ decision: 'refuse', refusal, ...answer })}
      onClose={props.onClose}
    >
      <Choice label={words.refusal} options={options} value={refusal} onChange={setRefusal} />
      <FormField label={words.refusalText}>
        <Words value={text} onChange={setText} />
      </FormField>
    </Dialog>
  );
}

interface WordsProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

const Words = ({ value, onChange }: WordsProps): ReactNode => (
  <Textarea
    value={value}
    rows={4}
    onChange={({ detail }) => {
      onChange(detail.value.slice(0, LONGEST));
    }}
  />
);
