// Enters a request that came by letter, in person, or in a call that somebody took.
import Box from '@cloudscape-design/components/box';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { useState, type ReactNode } from 'react';
import type { RightsView, SentBodyOf } from '../../../functions/admin/contract.ts';
import { useApi } from '../../api/api-context.ts';
import { Dialog } from '../../shell/dialog.tsx';
import { Choice, DayField, Field, LineField } from '../../shell/fields/field.tsx';
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
  const needed = (field: 'number' | 'proof', problem: string): string | undefined =>
    tried && entered[field].trim() === '' ? problem : undefined;
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
    <SpaceBetween size="l">
      <Choice
        label={words.kind}
        options={KINDS.map((value) => ({ value, label: words.kinds[value] }))}
        value={entered.kind}
        onChange={(kind) => {
          change({ kind });
        }}
      />
      <LineField
        label={words.number}
        at="/number"
        problem={needed('number', words.numberNeeded)}
        value={entered.number}
        longest={300}
        onChange={(number) => {
          change({ number });
        }}
      />
      <LineField
        label={words.proof}
        hint={words.proofHint}
        at="/proof"
        problem={needed('proof', words.proofNeeded)}
        value={entered.proof}
        longest={300}
        onChange={(proof) => {
          change({ proof });
        }}
      />
      <Field label={words.text} at="/text">
        {lines('text', 3)}
      </Field>
      {entered.kind === 'erase' && (
        <Field label={words.names} hint={words.namesHint} at="/words">
          {lines('names', 2)}
        </Field>
      )}
      <DayField
        label={words.receivedAt}
        hint={words.receivedAtHint}
        at="/receivedAt"
        value={entered.receivedAt}
        onChange={(receivedAt) => {
          change({ receivedAt });
        }}
      />
    </SpaceBetween>
  );
}
