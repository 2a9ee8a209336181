// What the reader can do about a package: only what their roles and the package's status allow.
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import type { MeView, PackageView } from '../../../functions/admin/contract.ts';
import { useMay, useSignedIn } from '../../api/api-context.ts';
import { useNotices } from '../../shell/notices.tsx';
import { useWords } from '../../words/index.ts';

/** Acts that ask back in a dialog. */
export type PackageAct = 'approve' | 'refuse' | 'download';

export interface PackageActionsProps {
  readonly about: PackageView;
  readonly onAct: (act: PackageAct, about: PackageView) => void;
  /** Called after an act that needs no dialog. */
  readonly onChanged: () => void;
}

export function PackageActions({ about, onAct, onChanged }: PackageActionsProps): ReactNode {
  const { evidence, common } = useWords();
  const { me } = useSignedIn();
  const may = useMay();
  const makeAgain = useMakeAgain(about, onChanged);
  const acts = ACTS[about.status].filter((act) => may(ROUTE_OF[act]));
  const decides = acts.includes('approve');
  if (decides && isToken(me))
    return (
      <Box color="text-body-secondary" fontSize="body-s">
        {evidence.needsPerson}
      </Box>
    );
  if (acts.length === 0) return common.none;
  const hasApproved = about.approvals.some(({ by }) => by === me.id);
  return (
    <SpaceBetween direction="horizontal" size="xs">
      {acts
        .filter((act) => act !== 'approve' || !hasApproved)
        .map((act) => (
          <Button
            key={act}
            variant="inline-link"
            ariaLabel={evidence.actionFor(evidence[act], about.requestNumber)}
            onClick={() => {
              if (act === 'make') void makeAgain();
              else onAct(act, about);
            }}
          >
            {evidence[act]}
          </Button>
        ))}
    </SpaceBetween>
  );
}

const ACTS: Readonly<Record<PackageView['status'], readonly (PackageAct | 'make')[]>> = {
  waiting: ['approve', 'refuse'],
  refused: [],
  approved: [],
  making: [],
  ready: ['download', 'make'],
  failed: ['make'],
};

const ROUTE_OF = {
  approve: 'evidence.approve',
  refuse: 'evidence.refuse',
  download: 'evidence.link',
  make: 'evidence.make',
} as const;

/** The admin token has this id, which no person can have. */
const isToken = ({ id }: MeView): boolean => id === 'admin';

function useMakeAgain({ id, version }: PackageView, onChanged: () => void): () => Promise<void> {
  const { evidence } = useWords();
  const { api } = useSignedIn();
  const notices = useNotices('evidence');
  return async () => {
    try {
      await api.call('evidence.make', { params: { package: id }, version });
      notices.done(evidence.makingAgain);
    } catch (error) {
      notices.failed(error);
    }
    onChanged();
  };
}
