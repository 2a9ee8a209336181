// Things of one kind under each other: a table, or on a phone's screen a card each, so that nothing hides beyond its edge.
import Cards, { type CardsProps } from '@cloudscape-design/components/cards';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import type { ReactNode } from 'react';
import { useNarrow } from './narrow.ts';

export interface RowsProps<Item> extends Pick<
  TableProps<Item>,
  'items' | 'loading' | 'loadingText' | 'empty' | 'header' | 'filter' | 'pagination' | 'footer'
> {
  readonly variant: 'full-page' | 'borderless';
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
          cardDefinition={cardOf(columns)}
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

function cardOf<Item>([first, ...others]: RowsProps<Item>['columns']): CardsProps.CardDefinition<Item> {
  return {
    header: (item) => first?.cell(item),
    sections: others.map((column, index) => ({
      ...(column.id === undefined ? {} : { id: column.id }),
      header: column.header,
      content: (item) => column.cell(item),
      // In pairs, below the first; what has no partner takes the line.
      width: index === 0 || (index === others.length - 1 && index % 2 === 1) ? 100 : 50,
    })),
  };
}
