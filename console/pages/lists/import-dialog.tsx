// A file of listings: checked to its last line, shown what would change and which lines are wrong, then imported piece
// by piece.
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FileUpload from '@cloudscape-design/components/file-upload';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import ProgressBar from '@cloudscape-design/components/progress-bar';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import { useState } from 'react';
import type { List } from '../../../functions/admin/contract.ts';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { useFormat } from '../../words/format.ts';
import { useWords } from '../../words/index.ts';
import { ImportReportView } from './import-report.tsx';
import { useImport, type Importing } from './use-import.ts';
import { WhichCountry } from './which-country.tsx';

interface ImportDialogProps {
  readonly list: List;
  readonly onClose: () => void;
  readonly onImported: () => void;
  /** A complaint file was chosen, which is no list. */
  readonly onComplaints: (file: File) => void;
}

export function ImportDialog({
  list: begin,
  onClose,
  onImported,
  onComplaints,
}: ImportDialogProps): ReactNode {
  const { lists } = useWords();
  const [list, setList] = useState(begin);
  const [reason, setReason] = useState('');
  const importing = useImport({ list, reason }, onImported, onComplaints);
  const { state } = importing;
  const busy = state.at === 'checking' || state.at === 'writing';
  return (
    <Modal
      visible
      size="large"
      header={lists.importTitle}
      onDismiss={() => {
        if (!busy) onClose();
      }}
      footer={<Footer importing={importing} onClose={onClose} />}
    >
      <SpaceBetween size="l">
        {state.at === 'choosing' && (
          <Choosing
            list={list}
            setList={setList}
            reason={reason}
            setReason={setReason}
            importing={importing}
          />
        )}
        {state.at === 'asking' && <WhichCountry readings={state.readings} choose={importing.chooseCountry} />}
        {busy && <Progress importing={importing} />}
        {state.at === 'checked' && <ImportReportView report={state.report} written={false} />}
        {state.at === 'done' && (
          <>
            <Alert type="success">{lists.imported}</Alert>
            <ImportReportView report={state.report} written />
          </>
        )}
      </SpaceBetween>
    </Modal>
  );
}

const ALL_LISTS = ['block', 'allow', 'never-block'] as const satisfies List[];

interface ChoosingProps {
  readonly list: List;
  readonly setList: (list: List) => void;
  readonly reason: string;
  readonly setReason: (reason: string) => void;
  readonly importing: Importing;
}

function Choosing({
  list,
  setList,
  reason,
  setReason,
  importing: { state, open },
}: ChoosingProps): ReactNode {
  const { lists } = useWords();
  const format = useFormat();
  const options = ALL_LISTS.map((value) => ({ value, label: lists.tabs[value] }));
  const refusal = state.at === 'choosing' ? state.refusal : undefined;
  return (
    <SpaceBetween size="m">
      {state.at === 'choosing' && state.problem !== undefined && <ProblemAlert problem={state.problem} />}
      <FormField label={lists.importList}>
        <Select
          options={options}
          selectedOption={options.find(({ value }) => value === list) ?? null}
          onChange={({ detail }) => {
            setList(ALL_LISTS.find((known) => known === detail.selectedOption.value) ?? list);
          }}
        />
      </FormField>
      <FormField label={lists.importReason} description={lists.importReasonHint}>
        <Input
          value={reason}
          onChange={({ detail }) => {
            setReason(detail.value.slice(0, 300));
          }}
        />
      </FormField>
      <FormField
        description={lists.importHint}
        errorText={refusal && lists.fileProblems[refusal.code](format.number(refusal.line ?? 1))}
      >
        <FileUpload
          value={[]}
          accept=".csv,.tsv,.txt,.gz,text/csv,text/plain,application/gzip"
          onChange={({ detail }) => {
            const [file] = detail.value;
            if (file !== undefined) open(file);
          }}
          i18nStrings={{
            uploadButtonText: () => lists.choose,
            dropzoneText: () => lists.drop,
            removeFileAriaLabel: () => lists.removeFile(''),
          }}
        />
      </FormField>
    </SpaceBetween>
  );
}

function Progress({ importing: { state } }: { readonly importing: Importing }): ReactNode {
  const { lists } = useWords();
  const format = useFormat();
  if (state.at !== 'checking' && state.at !== 'writing') return null;
  const { done, all } = state;
  return (
    <ProgressBar
      value={all === 0 ? 0 : Math.round((done / all) * 100)}
      label={state.at === 'checking' ? lists.checking : lists.writing}
      additionalInfo={lists.lines(format.number(done), format.number(all))}
    />
  );
}

function Footer({
  importing,
  onClose,
}: {
  readonly importing: Importing;
  readonly onClose: () => void;
}): ReactNode {
  const { lists, common } = useWords();
  const { state, restart } = importing;
  const busy = state.at === 'checking' || state.at === 'writing';
  return (
    <Box float="right">
      <SpaceBetween direction="horizontal" size="xs">
        {(state.at === 'checked' || state.at === 'asking') && (
          <Button variant="link" onClick={restart}>
            {lists.anotherFile}
          </Button>
        )}
        <Button variant={state.at === 'done' ? 'primary' : 'link'} disabled={busy} onClick={onClose}>
          {state.at === 'done' ? lists.close : common.cancel}
        </Button>
        {state.at === 'checked' && <WriteButton importing={importing} />}
      </SpaceBetween>
    </Box>
  );
}

function WriteButton({ importing: { state, write } }: { readonly importing: Importing }): ReactNode {
  const { lists } = useWords();
  const format = useFormat();
  if (state.at !== 'checked') return null;
  const { added, updated, rejected } = state.report;
  const count = added + updated;
  if (count === 0) return null;
  return (
    <Button variant="primary" onClick={write}>
      {rejected.length === 0
        ? lists.importAll(count, format.number(count))
        : lists.importGood(count, format.number(count))}
    </Button>
  );
}
