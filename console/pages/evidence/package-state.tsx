// How far a package has come: who has approved or refused it, how much is made, what went wrong, who was given the file.
import Box from '@cloudscape-design/components/box';
import ProgressBar from '@cloudscape-design/components/progress-bar';
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import type { ReactNode } from 'react';
import { APPROVERS_NEEDED } from '../../../core/packages/evidence-package.ts';
import type { PackageView } from '../../../functions/admin/contract.ts';
import { useSignedIn } from '../../api/api-context.ts';
import { useFormat } from '../../words/format.ts';
import { useWords } from '../../words/index.ts';
import { useWho } from './use-who.ts';

interface PackageProps {
  readonly about: PackageView;
}

const LOOKS: Readonly<Record<PackageView['status'], StatusIndicatorProps.Type>> = {
  waiting: 'pending',
  refused: 'stopped',
  approved: 'in-progress',
  making: 'in-progress',
  ready: 'success',
  failed: 'error',
};

export function PackageState({ about }: PackageProps): ReactNode {
  const { evidence } = useWords();
  const { status } = about;
  return (
    <>
      <StatusIndicator type={LOOKS[status]}>{evidence.statuses[status]}</StatusIndicator>
      <Box color="text-body-secondary" fontSize="body-s">
        <Details about={about} />
      </Box>
    </>
  );
}

function Details({ about }: PackageProps): ReactNode {
  const { evidence } = useWords();
  switch (about.status) {
    case 'waiting':
      return <Approvals about={about} />;
    case 'refused':
      return <Refusal about={about} />;
    case 'approved':
      return evidence.startsSoon;
    case 'making':
      return <Progress about={about} />;
    case 'ready':
      return <Made about={about} />;
    case 'failed':
      return about.problem;
  }
}

function Approvals({ about: { approvals } }: PackageProps): ReactNode {
  const { evidence } = useWords();
  const format = useFormat();
  const { me } = useSignedIn();
  return (
    <>
      <div>{evidence.approvals(approvals.length, APPROVERS_NEEDED)}</div>
      {approvals.map(({ by, at }) => (
        <div key={by}>
          {by === me.id ? evidence.youApproved : evidence.approvedBy(by, format.dateTime(at))}
        </div>
      ))}
    </>
  );
}

function Refusal({ about: { refusal } }: PackageProps): ReactNode {
  const { evidence } = useWords();
  const format = useFormat();
  if (refusal === undefined) return null;
  return (
    <>
      <div>{evidence.refusedBy(refusal.by, format.dateTime(refusal.at))}</div>
      <div className="as-written">{refusal.reason}</div>
    </>
  );
}

/** How much is to be done is known once the records are counted. */
function Progress({ about: { progress } }: PackageProps): ReactNode {
  const { evidence } = useWords();
  const format = useFormat();
  if (progress === undefined || progress.total === 0)
    return <ProgressBar value={0} ariaLabel={evidence.making} />;
  const { done, total } = progress;
  return (
    <ProgressBar
      value={Math.round((100 * done) / total)}
      ariaLabel={evidence.making}
      additionalInfo={evidence.madeOf(format.number(done), format.number(total))}
    />
  );
}

function Made({ about: { made, releases } }: PackageProps): ReactNode {
  const { evidence } = useWords();
  const format = useFormat();
  const who = useWho();
  if (made === undefined) return null;
  const last = releases.at(-1);
  return (
    <>
      <div>
        {evidence.madeAt(format.dateTime(made.madeAt), format.number(made.files), format.bytes(made.bytes))}
      </div>
      {!made.stamped && <div>{evidence.notStamped}</div>}
      {last !== undefined && <div>{evidence.givenTo(who(last.by), format.dateTime(last.at))}</div>}
    </>
  );
}
