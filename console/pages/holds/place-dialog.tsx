// Places a hold for an order, or for a case that goes on elsewhere.
import Box from '@cloudscape-design/components/box';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState, type ReactNode } from 'react';
import type { SentBodyOf } from '../../../functions/admin/contract.ts';
import { useApi } from '../../api/api-context.ts';
import { Dialog } from '../../shell/dialog.tsx';
import { Choice, DayField, LineField } from '../../shell/fields/field.tsx';
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

/** Sent empty too, so that the API says that it is missing. */
const COVERED = {
  case: ({ caseNumber }) => ({ caseNumber: caseNumber.trim() }),
  number: ({ number }) => ({ number: number.trim() }),
  span: ({ from }) => ({ from }),
} as const satisfies Record<What, (entered: Entered) => Partial<Body>>;

/** Only what is asked for; an empty field is none. */
function bodyOf(entered: Entered): Body {
  const { source, what, reference, why } = entered;
  const given = (...fields: TextField[]): Partial<Record<TextField, string>> => {
    const filled = fields.filter((field) => entered[field].trim() !== '');
    return Object.fromEntries(filled.map((field) => [field, entered[field].trim()] as const));
  };
  return {
    source,
    reference: reference.trim(),
    why: why.trim(),
    ...(source === 'order' ? given('authority', 'legalBasis') : {}),
    ...COVERED[what](entered),
    ...(what === 'case' ? {} : given('from', 'to')),
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
  const { holds: words, reason } = useWords();
  const text = (field: TextField, label: string, hint?: string): ReactNode => (
    <LineField
      label={label}
      hint={hint}
      at={`/${field}`}
      value={entered[field]}
      onChange={(value) => {
        change({ [field]: value });
      }}
    />
  );
  const day = (field: 'from' | 'to'): ReactNode => (
    <DayField
      label={words[field]}
      at={`/${field}`}
      value={entered[field]}
      onChange={(value) => {
        change({ [field]: value });
      }}
    />
  );
  return (
    <SpaceBetween size="l">
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
      {text('why', reason.reason, reason.logged)}
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
    </SpaceBetween>
  );
}
