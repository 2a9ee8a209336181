// Says on a record that it is under a legal hold, and leads to the holds.
import Alert from '@cloudscape-design/components/alert';
import Link from '@cloudscape-design/components/link';
import type { ReactNode } from 'react';
import { useMay } from '../../api/api-context.ts';
import { PAGE_PATHS } from '../../page-paths.ts';
import { hrefOf } from '../../routing.ts';
import { useWords } from '../../words/index.ts';

export function HeldAlert({ holds }: { readonly holds: readonly string[] | undefined }): ReactNode {
  const words = useWords().holds;
  const may = useMay();
  if (holds === undefined) return null;
  return (
    <Alert type="info">
      {words.onRecord(holds.join(', '))}{' '}
      {may('holds.page') && <Link href={hrefOf(PAGE_PATHS.holds)}>{words.title}</Link>}
    </Alert>
  );
}
