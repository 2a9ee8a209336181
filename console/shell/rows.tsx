// Things of one kind under each other: a table, or on a phone's screen a card each, so that nothing hides beyond its edge.
import Cards, { type CardsProps } from '@cloudscape-design/components/cards';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import type { ReactNode } from 'react';
import { useNarrow } from './frame/narrow.ts';

export interface RowsProps<Item> extends Pick<
  TableProps<Item>,
  'items' | 'loading' | 'loadingText' | 'empty' | 'header' | 'filter' | 'pagination' | 'footer'
> {
  readonly variant: 'full-page' | 'borderless' | 'embedded';
  /** The table's name for screen readers. */
  readonly label: string;
  readonly trackBy: TableProps.TrackBy<Item>;
  /** The first one names the row. */
  readonly columns: readonly TableProps.ColumnDefinition<Item>[];
}

export function Rows<Item>({ variant, label, columns, footer, ...shared }: RowsProps<Item>): ReactNode {
  const full = variant === 'full-page';
  if (useNarrow()) {
    return (
      <SpaceBetween size="m">
        <Cards<Item>
          {...shared}
          variant={full ? 'full-page' : 'container'}
          cardDefinition={cardOf(columns, variant !== 'embedded')}
          ariaLabels={{ cardsLabel: label, selectionGroupLabel: label, itemSelectionLabel: () => label }}
        />
        {footer}
      </SpaceBetween>
    );
  }
  return (
    <Table<Item>
      {...shared}
      variant={variant}
      stickyHeader={full}
      contentDensity={full ? 'comfortable' : 'compact'}
      columnDefinitions={columns}
      ariaLabels={{ tableLabel: label }}
      wrapLines
      footer={footer}
    />
  );
}

/** @param pairs two things beside each other, under the first; what has no partner takes the line */
function cardOf<Item>(
  [first, ...others]: RowsProps<Item>['columns'],
  pairs: boolean,
): CardsProps.CardDefinition<Item> {
  const alone = (index: number): boolean =>
    !pairs || index === 0 || (index === others.length - 1 && index % 2 === 1);
  return {
    header: (item) => first?.cell(item),
    sections: others.map((column, index) => ({
      ...(column.id === undefined ? {} : { id: column.id }),
      header: column.header,
      content: (item) => column.cell(item),
      width: alone(index) ? 100 : 50,
    })),
  };
}
