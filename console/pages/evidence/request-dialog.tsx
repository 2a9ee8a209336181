// Asks for an evidence package: what it is about, who wants it, and on which legal basis.
import ColumnLayout from '@cloudscape-design/components/column-layout';
import DatePicker from '@cloudscape-design/components/date-picker';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState, type ReactNode } from 'react';
import type { PackageView } from '../../../functions/admin/contract.ts';
import { useSignedIn } from '../../api/api-context.ts';
import { asProblem, type ApiProblem } from '../../api/problem.ts';
import { dayOf, zoneOf } from '../../shell/clock.ts';
import { Dialog } from '../../shell/dialog.tsx';
import { useNotices } from '../../shell/notices.tsx';
import { useFormat } from '../../words/format.ts';
import { useWords } from '../../words/index.ts';
import type { Words } from '../../words/words.ts';
import {
  fieldProblems,
  LONGEST,
  requestBody,
  type FieldProblems,
  type RequestDraft,
  type RequestField,
} from './request-draft.ts';

interface RequestDialogProps {
  /** What the package is to be about, where the address says so. */
  readonly caseNumber: string | undefined;
  readonly number: string | undefined;
  readonly onRequested: () => void;
  readonly onClose: () => void;
}

export function RequestDialog(props: RequestDialogProps): ReactNode {
  const { evidence } = useWords();
  const { api, settings } = useSignedIn();
  const { phone } = useFormat();
  const notices = useNotices('evidence');
  const today = dayOf(new Date().toISOString(), zoneOf(settings));
  const [draft, setDraft] = useState(() => draftOf(props, today, phone));
  const [checked, setChecked] = useState(false);
  const [refused, setRefused] = useState<FieldProblems>({});
  const problems = fieldProblems(draft, today, evidence);
  const set = (change: Partial<RequestDraft>): void => {
    setDraft((before) => ({ ...before, ...change }));
    setRefused({});
  };
  return (
    <Dialog
      title={evidence.dialog.title}
      action={evidence.dialog.action}
      onClose={props.onClose}
      ready={() => {
        setChecked(true);
        return Object.keys(problems).length === 0;
      }}
      act={async () => {
        try {
          await api.call('evidence.post', { body: requestBody(draft, today) });
        } catch (error) {
          setRefused(refusedFields(asProblem(error), evidence));
          throw error;
        }
        notices.done(evidence.dialog.done);
        props.onRequested();
      }}
    >
      <Fields draft={draft} set={set} problems={checked ? { ...problems, ...refused } : {}} />
    </Dialog>
  );
}

/** What the API alone can say of a field. */
function refusedFields({ kind }: ApiProblem, { dialog }: Words['evidence']): FieldProblems {
  if (kind === 'invalid-number') return { number: dialog.numberWrong };
  return kind === 'not-found' ? { caseNumber: dialog.caseUnknown } : {};
}

function draftOf(
  { caseNumber, number }: RequestDialogProps,
  today: string,
  phone: (number: string) => string,
): RequestDraft {
  return {
    kind: number === undefined ? 'case' : 'number',
    caseNumber: caseNumber ?? '',
    number: number === undefined ? '' : phone(number),
    from: '',
    to: '',
    authority: '',
    requestNumber: '',
    officer: '',
    legalBasis: '',
    received: today,
  };
}

interface FieldsProps {
  readonly draft: RequestDraft;
  readonly set: (change: Partial<RequestDraft>) => void;
  readonly problems: FieldProblems;
}

function Fields(props: FieldsProps): ReactNode {
  const { evidence } = useWords();
  const { dialog } = evidence;
  return (
    <SpaceBetween size="l">
      <Kind {...props} />
      <AboutFields {...props} />
      <TextField {...props} field="authority" label={dialog.authority} hint={dialog.authorityHint} />
      <TextField
        {...props}
        field="requestNumber"
        label={dialog.requestNumber}
        hint={dialog.requestNumberHint}
      />
      <TextField {...props} field="officer" label={dialog.officer} hint={dialog.officerHint} />
      <TextField {...props} field="legalBasis" label={dialog.legalBasis} hint={dialog.legalBasisHint} />
      <DayField {...props} field="received" label={dialog.received} />
    </SpaceBetween>
  );
}

const KINDS = ['case', 'number', 'period'] as const satisfies PackageView['about']['kind'][];

function Kind({ draft, set }: FieldsProps): ReactNode {
  const { dialog } = useWords().evidence;
  return (
    <FormField label={dialog.kind} description={dialog.kindHints[draft.kind]}>
      <SegmentedControl
        label={dialog.kind}
        selectedId={draft.kind}
        options={KINDS.map((id) => ({ id, text: dialog.kinds[id] }))}
        onChange={({ detail }) => {
          set({ kind: KINDS.find((known) => known === detail.selectedId) ?? draft.kind });
        }}
      />
    </FormField>
  );
}

function AboutFields(props: FieldsProps): ReactNode {
  const { dialog } = useWords().evidence;
  switch (props.draft.kind) {
    case 'case':
      return (
        <TextField {...props} field="caseNumber" label={dialog.caseNumber} hint={dialog.caseNumberHint} />
      );
    case 'number':
      return <TextField {...props} field="number" label={dialog.number} hint={dialog.numberHint} />;
    case 'period':
      return (
        <ColumnLayout columns={2}>
          <DayField {...props} field="from" label={dialog.from} hint={dialog.days} />
          <DayField {...props} field="to" label={dialog.to} />
        </ColumnLayout>
      );
  }
}

interface FieldProps extends FieldsProps {
  readonly field: RequestField;
  readonly label: string;
  readonly hint?: string;
}

const LONGEST_TEXT: Readonly<Partial<Record<RequestField, number>>> = LONGEST;

function TextField({ draft, set, problems, field, label, hint }: FieldProps): ReactNode {
  const most = LONGEST_TEXT[field] ?? 250;
  return (
    <FormField label={label} description={hint} errorText={problems[field]}>
      <Input
        value={draft[field]}
        autoComplete={false}
        onChange={({ detail }) => {
          set({ [field]: detail.value.slice(0, most) });
        }}
      />
    </FormField>
  );
}

function DayField({ draft, set, problems, field, label, hint }: FieldProps): ReactNode {
  return (
    <FormField label={label} constraintText={hint} errorText={problems[field]}>
      <DatePicker
        value={draft[field]}
        placeholder="YYYY/MM/DD"
        onChange={({ detail }) => {
          set({ [field]: detail.value });
        }}
      />
    </FormField>
  );
}
