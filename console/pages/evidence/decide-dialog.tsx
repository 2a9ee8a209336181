// Approve or refuse a package: the whole request is shown, because that is what the decision is about.
import Box from '@cloudscape-design/components/box';
import KeyValuePairs, { type KeyValuePairsProps } from '@cloudscape-design/components/key-value-pairs';
import { useState, type ReactNode } from 'react';
import { APPROVERS_NEEDED } from '../../../core/packages/evidence-package.ts';
import type { PackageView } from '../../../functions/admin/contract.ts';
import { useApi } from '../../api/api-context.ts';
import { ReasonField } from '../../shell/reason-field.tsx';
import { Dialog } from '../../shell/dialog.tsx';
import { useNotices } from '../../shell/notices.tsx';
import { useFormat } from '../../words/format.ts';
import { useWords } from '../../words/index.ts';
import { useAboutWords } from './about-words.ts';
import { useWho } from './use-who.ts';

interface DecideDialogProps {
  readonly act: 'approve' | 'refuse';
  readonly about: PackageView;
  readonly onClose: () => void;
}

export function DecideDialog({ act, ...props }: DecideDialogProps): ReactNode {
  return act === 'approve' ? <ApproveDialog {...props} /> : <RefuseDialog {...props} />;
}

type OneDialogProps = Omit<DecideDialogProps, 'act'>;

function ApproveDialog({ about, onClose }: OneDialogProps): ReactNode {
  const { evidence } = useWords();
  const api = useApi();
  const notices = useNotices('evidence');
  const { id, version } = about;
  return (
    <Dialog
      title={evidence.approveTitle}
      action={evidence.approve}
      onClose={onClose}
      act={async () => {
        const { body } = await api.call('evidence.approve', { params: { package: id }, version });
        notices.done(evidence.approved(body.approvals.length, APPROVERS_NEEDED));
      }}
    >
      <Facts about={about} />
      <Box variant="p">{evidence.approveHint}</Box>
    </Dialog>
  );
}

/** As the API takes it. */
const LONGEST_REASON = 300;

function RefuseDialog({ about, onClose }: OneDialogProps): ReactNode {
  const { evidence } = useWords();
  const api = useApi();
  const notices = useNotices('evidence');
  const [reason, setReason] = useState('');
  const [checked, setChecked] = useState(false);
  const { id, version } = about;
  const isMissing = reason.trim() === '';
  return (
    <Dialog
      title={evidence.refuseTitle}
      action={evidence.refuse}
      onClose={onClose}
      ready={() => {
        setChecked(true);
        return !isMissing;
      }}
      act={async () => {
        await api.call('evidence.refuse', { params: { package: id }, body: { reason }, version });
        notices.done(evidence.refused);
      }}
    >
      <Facts about={about} />
      <Box variant="p">{evidence.refuseHint}</Box>
      <ReasonField
        label={evidence.reason}
        description={evidence.reasonHint}
        problem={checked && isMissing ? evidence.reasonMissing : undefined}
        value={reason}
        longest={LONGEST_REASON}
        onChange={setReason}
      />
    </Dialog>
  );
}

function Facts({ about }: { readonly about: PackageView }): ReactNode {
  return <KeyValuePairs columns={2} items={useFacts(about)} />;
}

function useFacts(about: PackageView): KeyValuePairsProps['items'] {
  const { evidence } = useWords();
  const format = useFormat();
  const aboutWords = useAboutWords();
  const who = useWho();
  const { facts } = evidence;
  const { authority, requestNumber, officer, legalBasis, receivedAt, requestedBy, approvals } = about;
  return [
    { label: facts.about, value: aboutWords(about.about) },
    { label: facts.authority, value: authority },
    { label: facts.requestNumber, value: requestNumber },
    ...(officer === undefined ? [] : [{ label: facts.officer, value: officer }]),
    { label: facts.legalBasis, value: legalBasis },
    { label: facts.receivedAt, value: format.date(receivedAt) },
    { label: facts.requestedBy, value: who(requestedBy) },
    ...approvals.map(({ by, at }) => ({
      label: facts.approvals,
      value: evidence.requestedBy(by, format.dateTime(at)),
    })),
  ];
}
