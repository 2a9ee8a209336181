// The messages of one folder and one status, newest first.
import Box from '@cloudscape-design/components/box';
import Link from '@cloudscape-design/components/link';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { TableProps } from '@cloudscape-design/components/table';
import type { ReactNode } from 'react';
import type { VoicemailView } from '../../../functions/admin/contract.ts';
import { useSignedIn } from '../../api/api-context.ts';
import { usePages } from '../../api/use-pages.ts';
import { PAGE_PATHS } from '../../page-paths.ts';
import type { PageProps } from '../../page-paths.ts';
import { hrefOf, setQuery } from '../../routing.ts';
import { PagedTable } from '../../shell/paged-table.tsx';
import { useFormat } from '../../words/format.ts';
import { useLanguage, useWords } from '../../words/index.ts';
import { departmentName } from './department-name.ts';
import { reasonWords } from './reason-words.ts';

const STATUSES = ['new', 'heard', 'done'] as const satisfies VoicemailView['status'][];
const FOLDERS = ['inbox', 'nuisance'] as const satisfies VoicemailView['folder'][];

export default function VoicemailPage({ query }: PageProps): ReactNode {
  const { voicemail } = useWords();
  const status = STATUSES.find((known) => known === query.status) ?? 'new';
  const folder = FOLDERS.find((known) => known === query.folder) ?? 'inbox';
  const messages = usePages('voicemails.page', { status, folder, limit: 50 }, { everySeconds: 30 });
  const columns = useColumns();
  return (
    <PagedTable
      pages={messages}
      title={voicemail.title}
      label={`${voicemail.title}: ${voicemail.folders[folder]}, ${voicemail.filters[status]}`}
      description={folder === 'inbox' ? voicemail.description : voicemail.nuisanceDescription}
      trackBy="recordingSid"
      columns={columns}
      empty={<Box textAlign="center">{voicemail.empty[folder === 'inbox' ? status : folder]}</Box>}
      filter={
        <SpaceBetween direction="horizontal" size="s">
          <SegmentedControl
            label={voicemail.folder}
            selectedId={folder}
            options={FOLDERS.map((id) => ({ id, text: voicemail.folders[id] }))}
            onChange={({ detail }) => {
              setQuery({ status, folder: detail.selectedId });
            }}
          />
          <SegmentedControl
            label={voicemail.filter}
            selectedId={status}
            options={STATUSES.map((id) => ({ id, text: voicemail.filters[id] }))}
            onChange={({ detail }) => {
              setQuery({ status: detail.selectedId, folder });
            }}
          />
        </SpaceBetween>
      }
    />
  );
}

const LONGEST_EXCERPT = 80;

const excerptOf = (text: string | undefined): string | undefined =>
  text !== undefined && [...text].length > LONGEST_EXCERPT
    ? `${[...text].slice(0, LONGEST_EXCERPT).join('')}…`
    : text;

function useColumns(): TableProps.ColumnDefinition<VoicemailView>[] {
  const { language, words } = useLanguage();
  const { voicemail, common } = words;
  const { settings } = useSignedIn();
  const format = useFormat();
  const { columns } = voicemail;
  return [
    {
      id: 'received',
      header: columns.received,
      isRowHeader: true,
      minWidth: 180,
      cell: ({ recordingSid, callBack, caller = callBack ?? common.withheld, receivedAt }) => (
        <Link
          href={hrefOf(PAGE_PATHS['voicemail-message'], { recordingSid })}
          ariaLabel={voicemail.open(format.phone(caller), format.dateTime(receivedAt))}
        >
          {format.dateTime(receivedAt)}
        </Link>
      ),
    },
    {
      id: 'caller',
      header: columns.caller,
      minWidth: 150,
      cell: ({ caller, callBack }) => format.phone(callBack ?? caller ?? common.withheld),
    },
    {
      id: 'words',
      header: columns.words,
      minWidth: 160,
      cell: ({ kind, transcript }) =>
        kind === 'call-back' ? voicemail.asksForCallBack : (excerptOf(transcript?.text) ?? common.none),
    },
    {
      id: 'length',
      header: columns.length,
      minWidth: 80,
      cell: ({ kind, seconds }) => (kind === 'call-back' ? common.none : format.length(seconds)),
    },
    { id: 'why', header: columns.why, minWidth: 140, cell: ({ why }) => reasonWords(why, words) },
    {
      id: 'department',
      header: columns.department,
      minWidth: 120,
      cell: ({ department }) => departmentName(department, settings, language) ?? common.none,
    },
    {
      id: 'assigned',
      header: columns.assigned,
      minWidth: 120,
      cell: ({ assignedTo }) => assignedTo ?? voicemail.unassigned,
    },
  ];
}
