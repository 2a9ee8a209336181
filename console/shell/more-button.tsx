// Under a list that comes page by page: the next page.
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import type { ReactNode } from 'react';
import { useWords } from '../words/index.ts';

interface MoreButtonProps {
  readonly more: () => void;
  readonly loading: boolean;
}

export function MoreButton({ more, loading }: MoreButtonProps): ReactNode {
  const { common } = useWords();
  return (
    <Box textAlign="center">
      <Button onClick={more} loading={loading}>
        {common.more}
      </Button>
    </Box>
  );
}
