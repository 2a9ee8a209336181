// Enters a request that came by letter, in person, or in a call that somebody took.
import Box from '@cloudscape-design/components/box';
import DatePicker from '@cloudscape-design/components/date-picker';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import Textarea from '@cloudscape-design/components/textarea';
import { useState, type ReactNode } from 'react';
import type { RightsView, SentBodyOf } from '../../../functions/admin/contract.ts';
import { useApi } from '../../api/api-context.ts';
import { Dialog } from '../../shell/dialog.tsx';
import { useNotices } from '../../shell/notices.tsx';
import { useWords } from '../../words/index.ts';
import { namesIn } from './names-in.ts';

type Body = SentBodyOf<'rights.post'>;

const KINDS = ['copy', 'correct', 'erase', 'object', 'explain'] as const satisfies RightsView['kind'][];

const EMPTY = {
  kind: 'copy' as RightsView['kind'],
  number: '',
  proof: '',
  text: '',
  names: '',
  receivedAt: '',
};
type Entered = typeof EMPTY;

function bodyOf({ kind, number, proof, text, names, receivedAt }: Entered): Body {
  const words = namesIn(names);
  return {
    kind,
    number: number.trim(),
    proof: proof.trim(),
    ...(text.trim() === '' ? {} : { text: text.trim() }),
    ...(kind === 'erase' && words.length > 0 ? { words } : {}),
    ...(receivedAt === '' ? {} : { receivedAt }),
  };
}

interface EnterDialogProps {
  readonly onClose: () => void;
  readonly onEntered: () => void;
}

export function EnterDialog({ onClose, onEntered }: EnterDialogProps): ReactNode {
  const words = useWords().rights;
  const api = useApi();
  const notices = useNotices('rights');
  const [entered, setEntered] = useState(EMPTY);
  const [tried, setTried] = useState(false);
  return (
    <Dialog
      title={words.enterTitle}
      action={words.enter}
      ready={() => {
        setTried(true);
        return entered.number.trim() !== '' && entered.proof.trim() !== '';
      }}
      act={async () => {
        await api.call('rights.post', { body: bodyOf(entered) });
        notices.done(words.done.enter);
        onEntered();
      }}
      onClose={onClose}
    >
      <Box>{words.enterExplained}</Box>
      <Fields
        entered={entered}
        tried={tried}
        change={(more) => {
          setEntered((before) => ({ ...before, ...more }));
        }}
      />
    </Dialog>
  );
}

interface FieldsProps {
  readonly entered: Entered;
  readonly tried: boolean;
  readonly change: (more: Partial<Entered>) => void;
}

function Fields({ entered, tried, change }: FieldsProps): ReactNode {
  const words = useWords().rights;
  const options = KINDS.map((value) => ({ value, label: words.kinds[value] }));
  const needed = (field: 'number' | 'proof', problem: string): string | undefined =>
    tried && entered[field].trim() === '' ? problem : undefined;
  const line = (field: 'number' | 'proof'): ReactNode => (
    <Input
      value={entered[field]}
      onChange={({ detail }) => {
        change({ [field]: detail.value.slice(0, 300) });
      }}
    />
  );
  const lines = (field: 'text' | 'names', rows: number): ReactNode => (
    <Textarea
      value={entered[field]}
      rows={rows}
      onChange={({ detail }) => {
        change({ [field]: detail.value.slice(0, 2_000) });
      }}
    />
  );
  return (
    <>
      <FormField label={words.kind}>
        <Select
          options={options}
          selectedOption={options.find(({ value }) => value === entered.kind) ?? null}
          onChange={({ detail }) => {
            change({ kind: KINDS.find((one) => one === detail.selectedOption.value) ?? entered.kind });
          }}
        />
      </FormField>
      <FormField label={words.number} errorText={needed('number', words.numberNeeded)}>
        {line('number')}
      </FormField>
      <FormField
        label={words.proof}
        description={words.proofHint}
        errorText={needed('proof', words.proofNeeded)}
      >
        {line('proof')}
      </FormField>
      <FormField label={words.text}>{lines('text', 3)}</FormField>
      {entered.kind === 'erase' && (
        <FormField label={words.names} description={words.namesHint}>
          {lines('names', 2)}
        </FormField>
      )}
      <FormField label={words.receivedAt}>
        <DatePicker
          value={entered.receivedAt}
          format="iso"
          onChange={({ detail }) => {
            change({ receivedAt: detail.value });
          }}
        />
      </FormField>
    </>
  );
}
