// Questions about a case: who is to work on it, why it takes longer, and which case it repeats.
import Box from '@cloudscape-design/components/box';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import { useState, type ReactNode } from 'react';
import { useSignedIn } from '../../api/api-context.ts';
import { ReasonField } from '../../shell/reason-field.tsx';
import { Dialog } from '../../shell/dialog.tsx';
import { useNotices } from '../../shell/notices.tsx';
import { useWords } from '../../words/index.ts';
import { AssignForm } from '../voicemail/assign-form.tsx';
import { NewsPreview } from './news-preview.tsx';
import { useCaseAct, type CaseProps } from './use-case-act.ts';

type DialogProps = CaseProps & { readonly onClose: () => void };

export function AssignDialog({ onClose, ...props }: DialogProps): ReactNode {
  const { caseWork } = useWords();
  const { busy, patch } = useCaseAct(props);
  return (
    <Modal visible header={caseWork.assignTitle} onDismiss={onClose}>
      <AssignForm
        busy={busy}
        onAssign={(assignee) => void patch({ assignee }, caseWork.assigned(assignee)).then(onClose)}
      />
    </Modal>
  );
}

/** As the API takes it. */
const LONGEST_REASON = 400;

export function ExtendDialog({ found, version, onSaved, onClose }: DialogProps): ReactNode {
  const { caseWork } = useWords();
  const { api, settings } = useSignedIn();
  const notices = useNotices('case');
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const { caseNumber, status, feedback = '' } = found;
  return (
    <Dialog
      title={caseWork.extendTitle}
      action={caseWork.extend}
      onClose={onClose}
      ready={() => {
        setMissing(reason.trim() === '');
        return reason.trim() !== '';
      }}
      act={async () => {
        onSaved(await api.call('cases.extend', { params: { caseNumber }, body: { reason }, version }));
        notices.done(caseWork.extended);
      }}
    >
      <Box variant="p">{caseWork.extendDoes(settings.reports.extendedDueDays)}</Box>
      <ReasonField
        label={caseWork.reason}
        description={caseWork.reasonHint}
        problem={missing && reason.trim() === '' ? caseWork.reasonMissing : undefined}
        value={reason}
        longest={LONGEST_REASON}
        onChange={setReason}
      />
      <NewsPreview found={found} draft={{ status, feedback }} extension={reason} />
    </Dialog>
  );
}

export function MergeDialog({ found, version, onSaved, onClose }: DialogProps): ReactNode {
  const { caseWork } = useWords();
  const { api } = useSignedIn();
  const notices = useNotices('case');
  const [into, setInto] = useState('');
  const [checked, setChecked] = useState(false);
  const { caseNumber } = found;
  return (
    <Dialog
      title={caseWork.mergeTitle}
      action={caseWork.merge}
      onClose={onClose}
      ready={() => {
        setChecked(true);
        return isCaseNumber(into);
      }}
      act={async () => {
        const body = { into: into.trim() };
        onSaved(await api.call('cases.merge', { params: { caseNumber }, body, version }));
        notices.done(caseWork.merged(body.into));
      }}
    >
      <Box variant="p">{caseWork.mergeDoes}</Box>
      <CaseNumberField value={into} onChange={setInto} hint={caseWork.otherCaseHint} checked={checked} />
    </Dialog>
  );
}

export const isCaseNumber = (text: string): boolean => /^\d{6}$/.test(text.trim());

interface CaseNumberFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint: string;
  /** Whether somebody has tried to send it. */
  readonly checked: boolean;
}

export function CaseNumberField({ value, onChange, hint, checked }: CaseNumberFieldProps): ReactNode {
  const { caseWork } = useWords();
  return (
    <FormField
      label={caseWork.otherCase}
      description={hint}
      errorText={checked && !isCaseNumber(value) ? caseWork.otherMissing : undefined}
    >
      <Input
        value={value}
        inputMode="numeric"
        onChange={({ detail }) => {
          onChange(detail.value);
        }}
      />
    </FormField>
  );
}
