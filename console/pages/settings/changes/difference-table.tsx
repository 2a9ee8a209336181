// Differences of two versions as a table: what, before, after.
import Table from '@cloudscape-design/components/table';
import type { ReactNode } from 'react';
import { useLanguage } from '../../../words/index.ts';
import type { Tree } from '../document.ts';
import type { Difference } from './differences.ts';
import { pathWords, valueWords } from './difference-words.ts';

interface DifferenceTableProps {
  readonly label: string;
  readonly items: readonly Difference[];
  readonly documents: readonly Tree[];
}

export function DifferenceTable({ label, items, documents }: DifferenceTableProps): ReactNode {
  const { words, language } = useLanguage();
  const { settings } = words;
  const reading = { words, language, documents };
  return (
    <Table
      variant="embedded"
      items={items}
      trackBy={({ path }) => path.join('/')}
      wrapLines
      contentDensity="compact"
      empty={settings.noChanges}
      ariaLabels={{ tableLabel: label }}
      columnDefinitions={[
        {
          id: 'field',
          header: settings.changeColumns.field,
          cell: ({ path }) => pathWords(path, reading),
          isRowHeader: true,
          minWidth: 120,
        },
        {
          id: 'before',
          header: settings.changeColumns.before,
          cell: (item) => valueWords(item.before, item, reading),
          minWidth: 80,
        },
        {
          id: 'after',
          header: settings.changeColumns.after,
          cell: (item) => valueWords(item.after, item, reading),
          minWidth: 80,
        },
      ]}
    />
  );
}
