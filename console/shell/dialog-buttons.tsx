// The two ways out of a dialog: it is left as it was, or done.
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import { useWords } from '../words/index.ts';

interface DialogButtonsProps {
  /** What the second button does. */
  readonly action: string;
  readonly busy: boolean;
  readonly onAct: () => unknown;
  readonly onCancel: () => void;
}

export function DialogButtons({ action, busy, onAct, onCancel }: DialogButtonsProps): ReactNode {
  const { common } = useWords();
  return (
    <Box float="right">
      <SpaceBetween direction="horizontal" size="xs">
        <Button variant="link" onClick={onCancel}>
          {common.cancel}
        </Button>
        <Button variant="primary" loading={busy} onClick={() => void onAct()}>
          {action}
        </Button>
      </SpaceBetween>
    </Box>
  );
}
