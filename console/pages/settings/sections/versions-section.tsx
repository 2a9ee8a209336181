// Every version: who saved it when, what it differs in from the one in force, and a way back to it; last what was deployed.
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import { useState, type ReactNode } from 'react';
import { useApi } from '../../../api/api-context.ts';
import type { ItemOf } from '../../../../api-client/client.ts';
import { usePages } from '../../../api/use-pages.ts';
import { useNotices } from '../../../shell/notices.tsx';
import { ProblemAlert } from '../../../shell/problem-alert.tsx';
import { useFormat } from '../../../words/format.ts';
import { useWords } from '../../../words/index.ts';
import { DifferenceTable } from '../changes/difference-table.tsx';
import { differences } from '../changes/differences.ts';
import type { Tree } from '../document.ts';
import { useDraft } from '../draft.tsx';

interface Older {
  readonly version: number;
  readonly document: Tree;
}

export function VersionsSection(): ReactNode {
  const { settings } = useWords();
  const { base, version } = useDraft();
  const [older, setOlder] = useState<Older>();
  return (
    <SpaceBetween size="m">
      {older !== undefined && (
        <Container
          header={
            <Header variant="h3" actions={<Restore older={older} />}>
              {settings.versions.difference(older.version)}
            </Header>
          }
        >
          <DifferenceTable
            label={settings.versions.difference(older.version)}
            items={differences(base, older.document)}
            documents={[older.document, base]}
          />
        </Container>
      )}
      <Versions key={version} onCompare={setOlder} />
    </SpaceBetween>
  );
}

function Versions({ onCompare }: VersionsProps): ReactNode {
  const { settings, common } = useWords();
  const pages = usePages('settings.versions', { limit: 50 });
  const columns = useColumns(useComparison(onCompare));
  return (
    <SpaceBetween size="s">
      <ProblemAlert problem={pages.problem} again={pages.reload} />
      <Table
        variant="container"
        items={pages.items}
        trackBy={({ version }) => String(version)}
        loading={pages.loading && pages.problem === undefined}
        loadingText={common.loading}
        wrapLines
        ariaLabels={{ tableLabel: settings.sections.versions[0] }}
        empty={<Box textAlign="center">{settings.versions.empty}</Box>}
        footer={pages.more && <Button onClick={pages.more}>{common.more}</Button>}
        columnDefinitions={columns}
      />
    </SpaceBetween>
  );
}

interface VersionsProps {
  readonly onCompare: (older: Older) => void;
}

/** Reads a version, to be compared with the one in force. */
function useComparison(onCompare: VersionsProps['onCompare']): (version: number) => Promise<void> {
  const api = useApi();
  const notices = useNotices('settings');
  return async (version) => {
    try {
      const { body } = await api.call('settings.version', { params: { version: String(version) } });
      onCompare({ version, document: body });
    } catch (error) {
      notices.failed(error);
    }
  };
}

type Version = ItemOf<'settings.versions'>;

function useColumns(compare: (version: number) => Promise<void>): TableProps.ColumnDefinition<Version>[] {
  const { settings, common } = useWords();
  const { versions } = settings;
  const { version: current } = useDraft();
  const format = useFormat();
  return [
    {
      id: 'version',
      header: versions.columns.version,
      isRowHeader: true,
      cell: ({ version }) => versions.name(version, version === current),
    },
    {
      id: 'at',
      header: versions.columns.savedAt,
      cell: ({ savedAt }) => (savedAt === undefined ? common.none : format.dateTime(savedAt)),
    },
    {
      id: 'by',
      header: versions.columns.savedBy,
      cell: ({ version, savedBy, approvedBy }) => {
        if (version === 0) return common.none;
        return approvedBy === undefined ? savedBy : versions.approved(savedBy, approvedBy);
      },
    },
    {
      id: 'compare',
      header: versions.compare,
      cell: ({ version }) =>
        version === current ? (
          common.none
        ) : (
          <Button
            variant="inline-link"
            ariaLabel={versions.compareWith(version)}
            onClick={() => void compare(version)}
          >
            {versions.compare}
          </Button>
        ),
    },
  ];
}

/** Loads a version into the page without saving it, so that the user sees the changes before saving. */
function Restore({ older }: { readonly older: Older }): ReactNode {
  const { versions } = useWords().settings;
  const { put, changes, readOnly } = useDraft();
  const notices = useNotices('settings');
  if (readOnly) return null;
  return (
    <Button
      disabled={changes.length > 0}
      disabledReason={versions.dirty}
      onClick={() => {
        put(older.document);
        notices.noted(versions.restored(older.version));
      }}
    >
      {versions.restore}
    </Button>
  );
}
