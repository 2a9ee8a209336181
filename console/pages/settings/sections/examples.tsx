// Links to a few calls, by their place among the examples.
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import { PAGE_PATHS } from '../../../page-paths.ts';
import { hrefOf } from '../../../routing.ts';
import { useWords } from '../../../words/index.ts';

export function Examples({ calls }: { readonly calls: readonly string[] }): ReactNode {
  const { screening } = useWords().settings;
  return (
    <SpaceBetween direction="horizontal" size="xs">
      {calls.map((callSid, index) => (
        <Link key={callSid} href={hrefOf(PAGE_PATHS.call, { callSid })}>
          {screening.example(index + 1)}
        </Link>
      ))}
    </SpaceBetween>
  );
}
