// A page that is one list of the API: how much of it is there, what went wrong, reload, and the next page.
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import type { Paged } from '../api/use-pages.ts';
import { useWords } from '../words/index.ts';
import { useClockNote } from './clock.ts';
import { ProblemAlert } from './problem-alert.tsx';
import { Rows, type RowsProps } from './rows.tsx';

interface PagedTableProps<Item> extends Pick<RowsProps<Item>, 'columns' | 'trackBy' | 'empty' | 'filter'> {
  readonly pages: Paged<Item>;
  readonly title: string;
  readonly description: string;
  /** The table's name for screen readers, where the title says too little. */
  readonly label?: string;
  /** Beside reload. */
  readonly actions?: ReactNode;
}

export function PagedTable<Item>(props: PagedTableProps<Item>): ReactNode {
  const { pages, title, description, label = title, actions, ...shown } = props;
  const { common } = useWords();
  const clock = useClockNote();
  const { items, problem, loading, more, loadingMore, reload } = pages;
  return (
    <SpaceBetween size="m">
      <ProblemAlert problem={problem} again={reload} />
      <Rows
        {...shown}
        variant="full-page"
        label={label}
        items={items}
        loading={loading && problem === undefined}
        loadingText={common.loading}
        header={
          <Header
            variant="awsui-h1-sticky"
            description={clock === undefined ? description : common.sentences(description, clock)}
            counter={`(${String(items.length)}${more === undefined ? '' : '+'})`}
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                <Button iconName="refresh" ariaLabel={common.reload} onClick={reload} />
                {actions}
              </SpaceBetween>
            }
          >
            {title}
          </Header>
        }
        footer={
          more && (
            <Box textAlign="center">
              <Button onClick={more} loading={loadingMore}>
                {common.more}
              </Button>
            </Box>
          )
        }
      />
    </SpaceBetween>
  );
}
