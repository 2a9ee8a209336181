// Places a hold for an order, or for a case that goes on elsewhere.
import Box from '@cloudscape-design/components/box';
import DatePicker from '@cloudscape-design/components/date-picker';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import { useState, type ReactNode } from 'react';
import type { SentBodyOf } from '../../../functions/admin/contract.ts';
import { useApi } from '../../api/api-context.ts';
import { Dialog } from '../../shell/dialog.tsx';
import { useNotices } from '../../shell/notices.tsx';
import { useWords } from '../../words/index.ts';

type Body = SentBodyOf<'holds.post'>;
type What = 'case' | 'number' | 'span';

const EMPTY = {
  source: 'order' as Body['source'],
  what: 'case' as What,
  reference: '',
  authority: '',
  legalBasis: '',
  why: '',
  caseNumber: '',
  number: '',
  from: '',
  to: '',
};
type Entered = typeof EMPTY;
type TextField = Exclude<keyof Entered, 'source' | 'what'>;

const SOURCES = ['order', 'case'] as const;
const WHATS = ['case', 'number', 'span'] as const;

/** Only what is asked for; an empty field is none. */
function bodyOf(entered: Entered): Body {
  const { source, what, reference, why } = entered;
  const given = (...fields: TextField[]) =>
    Object.fromEntries(
      fields.map((field) => [field, entered[field].trim()]).filter(([, text]) => text !== ''),
    );
  return {
    source,
    reference: reference.trim(),
    why: why.trim(),
    ...(source === 'order' ? given('authority', 'legalBasis') : {}),
    ...(what === 'case' ? given('caseNumber') : given(...(what === 'number' ? ['number' as const] : []), 'from', 'to')),
  };
}

interface PlaceDialogProps {
  readonly onClose: () => void;
  readonly onPlaced: () => void;
}

export function PlaceDialog({ onClose, onPlaced }: PlaceDialogProps): ReactNode {
  const words = useWords().holds;
  const api = useApi();
  const notices = useNotices('holds');
  const [entered, setEntered] = useState(EMPTY);
  const change = (more: Partial<Entered>): void => {
    setEntered((before) => ({ ...before, ...more }));
  };
  return (
    <Dialog
      title={words.place}
      action={words.place}
      act={async () => {
        await api.call('holds.post', { body: bodyOf(entered) });
        notices.done(words.done.place);
        onPlaced();
      }}
      onClose={onClose}
    >
      <Box>{words.placeExplained}</Box>
      <Fields entered={entered} change={change} />
    </Dialog>
  );
}

interface FieldsProps {
  readonly entered: Entered;
  readonly change: (more: Partial<Entered>) => void;
}

function Fields({ entered, change }: FieldsProps): ReactNode {
  const words = useWords().holds;
  const text = (field: TextField, label: string, hint?: string): ReactNode => (
    <FormField label={label} description={hint}>
      <Input
        value={entered[field]}
        onChange={({ detail }) => {
          change({ [field]: detail.value });
        }}
      />
    </FormField>
  );
  const day = (field: 'from' | 'to'): ReactNode => (
    <FormField label={words[field]}>
      <DatePicker
        value={entered[field]}
        format="iso"
        onChange={({ detail }) => {
          change({ [field]: detail.value });
        }}
      />
    </FormField>
  );
  return (
    <>
      <Choice
        label={words.source}
        options={SOURCES.map((value) => ({ value, label: words.sources[value] }))}
        value={entered.source}
        onChange={(source) => {
          change({ source });
        }}
      />
      {text('reference', words.reference, words.referenceHint)}
      {entered.source === 'order' && text('authority', words.authority)}
      {entered.source === 'order' && text('legalBasis', words.legalBasis)}
      {text('why', words.why)}
      <Choice
        label={words.what}
        options={WHATS.map((value) => ({ value, label: words.whats[value] }))}
        value={entered.what}
        onChange={(what) => {
          change({ what });
        }}
      />
      {entered.what === 'case' && text('caseNumber', words.caseNumber)}
      {entered.what === 'number' && text('number', words.number)}
      {entered.what !== 'case' && day('from')}
      {entered.what !== 'case' && day('to')}
    </>
  );
}

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

function Choice<Value extends string>({ label, options, value, onChange }: ChoiceProps<Value>): ReactNode {
  return (
    <FormField label={label}>
      <Select
        options={options}
        selectedOption={options.find((option) => option.value === value) ?? null}
        onChange={({ detail }) => {
          const chosen = options.find((option) => option.value === detail.selectedOption.value);
          if (chosen !== undefined) onChange(chosen.value);
        }}
      />
    </FormField>
  );
}
