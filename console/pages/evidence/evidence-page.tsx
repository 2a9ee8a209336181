// Evidence packages: what was requested, who has approved, how far the making has come, and the file.
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Select from '@cloudscape-design/components/select';
import { useState, type ReactNode } from 'react';
import { PACKAGE_STATUSES } from '../../../core/packages/evidence-package.ts';
import type { PackageView } from '../../../functions/admin/contract.ts';
import { useMay } from '../../api/api-context.ts';
import { useEvery } from '../../api/use-every.ts';
import { usePages } from '../../api/use-pages.ts';
import type { PageProps } from '../../page-paths.ts';
import { setQuery } from '../../routing.ts';
import { PagedTable } from '../../shell/paged-table.tsx';
import { useWords } from '../../words/index.ts';
import { DecideDialog } from './decide-dialog.tsx';
import { DownloadDialog } from './download-dialog.tsx';
import type { PackageAct } from './package-actions.tsx';
import { RequestDialog } from './request-dialog.tsx';
import { usePackageColumns } from './package-columns.tsx';

/** While a package is being made, its progress is read again after so many seconds; otherwise the list is. */
const [PROGRESS_SECONDS, LIST_SECONDS] = [2, 30];

const isBeingMade = ({ status }: PackageView): boolean => status === 'approved' || status === 'making';

export default function EvidencePage({ query }: PageProps): ReactNode {
  const { evidence } = useWords();
  const status = PACKAGE_STATUSES.find((known) => known === query.status);
  const pages = usePages('evidence.page', { status, limit: 500 }, { everySeconds: LIST_SECONDS });
  useEvery(pages.items.some(isBeingMade) ? PROGRESS_SECONDS : undefined, pages.reload);
  const [chosen, setChosen] = useState<{ readonly act: PackageAct; readonly about: PackageView }>();
  const columns = usePackageColumns({
    onAct: (act, about) => {
      setChosen({ act, about });
    },
    onChanged: pages.reload,
  });
  const close = (): void => {
    setChosen(undefined);
    pages.reload();
  };
  return (
    <>
      <PagedTable
        pages={pages}
        title={evidence.title}
        description={evidence.description}
        trackBy="id"
        columns={columns}
        actions={<RequestButton query={query} onRequested={pages.reload} />}
        empty={<Box textAlign="center">{status === undefined ? evidence.empty : evidence.emptyStatus}</Box>}
        filter={
          <div className="filter-row">
            <StatusFilter status={status} />
          </div>
        }
      />
      {chosen?.act === 'download' && <DownloadDialog about={chosen.about} onClose={close} />}
      {chosen !== undefined && chosen.act !== 'download' && (
        <DecideDialog act={chosen.act} about={chosen.about} onClose={close} />
      )}
    </>
  );
}

function StatusFilter({ status }: { readonly status: PackageView['status'] | undefined }): ReactNode {
  const { evidence } = useWords();
  const options = [
    { value: '', label: evidence.anyStatus },
    ...PACKAGE_STATUSES.map((value) => ({ value, label: evidence.statuses[value] })),
  ];
  return (
    <FormField label={evidence.status}>
      <Select
        options={options}
        selectedOption={options.find(({ value }) => value === (status ?? '')) ?? null}
        onChange={({ detail }) => {
          setQuery({ status: detail.selectedOption.value });
        }}
      />
    </FormField>
  );
}

interface RequestButtonProps {
  readonly query: PageProps['query'];
  readonly onRequested: () => void;
}

/** The dialog is open from the start where the address says what the package is to be about. */
function RequestButton({ query, onRequested }: RequestButtonProps): ReactNode {
  const { evidence } = useWords();
  const may = useMay();
  const [pressed, setPressed] = useState(false);
  const { case: caseNumber, number } = query;
  const isAsked = pressed || caseNumber !== undefined || number !== undefined;
  if (!may('evidence.post')) return null;
  return (
    <>
      <Button
        variant="primary"
        onClick={() => {
          setPressed(true);
        }}
      >
        {evidence.request}
      </Button>
      {isAsked && (
        <RequestDialog
          caseNumber={caseNumber}
          number={number}
          onRequested={onRequested}
          onClose={() => {
            setPressed(false);
            setQuery({ case: undefined, number: undefined });
          }}
        />
      )}
    </>
  );
}
