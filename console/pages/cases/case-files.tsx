// Notes, attachments and links of a case. A file is never shown in the page: it is downloaded, and each download is in
// the audit log.
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FileUpload from '@cloudscape-design/components/file-upload';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Textarea from '@cloudscape-design/components/textarea';
import { useState, type ReactNode } from 'react';
import type { AttachmentView, CaseFileView } from '../../../functions/admin/contract.ts';
import { useApi, useMay } from '../../api/api-context.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { PAGE_PATHS } from '../../page-paths.ts';
import { hrefOf } from '../../routing.ts';
import { Dialog } from '../../shell/dialog.tsx';
import { useNotices } from '../../shell/notices.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { useFormat } from '../../words/format.ts';
import { useWords } from '../../words/index.ts';
import { saveFile } from '../audit/csv.ts';
import { CaseNumberField, isCaseNumber } from './case-dialogs.tsx';

interface CaseFilesProps {
  readonly caseNumber: string;
}

export function CaseFiles({ caseNumber }: CaseFilesProps): ReactNode {
  const { caseWork } = useWords();
  const may = useMay();
  const [linking, setLinking] = useState(false);
  const { body, problem, reload } = useAnswer('cases.files', { params: { caseNumber } });
  const items = body?.items ?? [];
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={caseWork.filesHint}
          actions={
            may('cases.link') && (
              <Button
                onClick={() => {
                  setLinking(true);
                }}
              >
                {caseWork.link}
              </Button>
            )
          }
        >
          {caseWork.files}
        </Header>
      }
    >
      <SpaceBetween size="l">
        <ProblemAlert problem={problem} again={reload} />
        {body !== undefined && items.length === 0 && (
          <Box color="text-body-secondary">{caseWork.noFiles}</Box>
        )}
        {items.length > 0 && (
          <ol className="history">
            {items.map((entry) => (
              <li key={`${entry.kind} ${entry.at} ${nameOf(entry)}`}>
                <Entry caseNumber={caseNumber} entry={entry} onChanged={reload} />
              </li>
            ))}
          </ol>
        )}
        {may('cases.note') && <NewNote caseNumber={caseNumber} onAdded={reload} />}
        {may('cases.attach') && <NewAttachments caseNumber={caseNumber} onAdded={reload} />}
      </SpaceBetween>
      {linking && (
        <LinkDialog
          caseNumber={caseNumber}
          onLinked={reload}
          onClose={() => {
            setLinking(false);
          }}
        />
      )}
    </Container>
  );
}

function nameOf(entry: CaseFileView): string {
  switch (entry.kind) {
    case 'note':
      return entry.text;
    case 'attachment':
      return entry.attachment;
    case 'link':
      return entry.other;
  }
}

interface EntryProps extends CaseFilesProps {
  readonly entry: CaseFileView;
  readonly onChanged: () => void;
}

function Entry({ caseNumber, entry, onChanged }: EntryProps): ReactNode {
  const { caseWork } = useWords();
  const format = useFormat();
  return (
    <>
      {entry.kind === 'note' && <div className="as-written">{entry.text}</div>}
      {entry.kind === 'attachment' && (
        <Attachment caseNumber={caseNumber} attachment={entry} onDeleted={onChanged} />
      )}
      {entry.kind === 'link' && <Linked caseNumber={caseNumber} link={entry} onRemoved={onChanged} />}
      <Box color="text-body-secondary" fontSize="body-s">
        {caseWork.addedBy(entry.by, format.dateTime(entry.at))}
      </Box>
    </>
  );
}

interface AttachmentProps extends CaseFilesProps {
  readonly attachment: AttachmentView;
  readonly onDeleted: () => void;
}

function Attachment({ caseNumber, attachment: given, onDeleted }: AttachmentProps): ReactNode {
  const { caseWork } = useWords();
  const format = useFormat();
  const api = useApi();
  const may = useMay();
  const notices = useNotices('case-files');
  const [busy, setBusy] = useState(false);
  const [deleting, setDeleting] = useState(false);
  const { attachment, name, type, bytes, sha256 } = given;
  const params = { caseNumber, attachment };
  const download = async (): Promise<void> => {
    setBusy(true);
    try {
      saveFile(await api.download('cases.attachment', { params }), name);
    } catch (error) {
      notices.failed(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <SpaceBetween direction="horizontal" size="xs" alignItems="center">
        <Box variant="strong">{name}</Box>
        <Button
          iconName="download"
          variant="icon"
          loading={busy}
          ariaLabel={caseWork.download(name)}
          onClick={() => void download()}
        />
        {may('cases.detach') && (
          <Button
            iconName="remove"
            variant="icon"
            ariaLabel={caseWork.detach(name)}
            onClick={() => {
              setDeleting(true);
            }}
          />
        )}
      </SpaceBetween>
      <Box fontSize="body-s">
        {type}, {caseWork.kilobytes(format.number(Math.ceil(bytes / 1024)))}
      </Box>
      <div className="fingerprint">SHA-256 {sha256}</div>
      {deleting && (
        <Dialog
          title={caseWork.detachTitle}
          action={caseWork.detachAction}
          onClose={() => {
            setDeleting(false);
          }}
          act={async () => {
            await api.call('cases.detach', { params });
            notices.done(caseWork.detached);
            onDeleted();
          }}
        >
          <Box variant="p">{caseWork.detachDoes(name)}</Box>
        </Dialog>
      )}
    </>
  );
}

interface LinkedProps extends CaseFilesProps {
  readonly link: Extract<CaseFileView, { kind: 'link' }>;
  readonly onRemoved: () => void;
}

function Linked({ caseNumber, link, onRemoved }: LinkedProps): ReactNode {
  const { cases, caseWork } = useWords();
  const api = useApi();
  const may = useMay();
  const notices = useNotices('case-files');
  const { other, otherKind, otherStatus, why } = link;
  const remove = async (): Promise<void> => {
    try {
      await api.call('cases.unlink', { params: { caseNumber, other } });
      notices.done(caseWork.unlinked);
      onRemoved();
    } catch (error) {
      notices.failed(error);
    }
  };
  return (
    <>
      <SpaceBetween direction="horizontal" size="xs" alignItems="center">
        <span>
          <Link href={hrefOf(PAGE_PATHS.case, { caseNumber: other })}>{cases.heading[otherKind](other)}</Link>{' '}
          {cases.statuses[otherStatus]}
        </span>
        {may('cases.unlink') && (
          <Button
            iconName="remove"
            variant="icon"
            ariaLabel={caseWork.unlink(other)}
            onClick={() => void remove()}
          />
        )}
      </SpaceBetween>
      {why !== undefined && <div className="as-written">{why}</div>}
    </>
  );
}

interface AddProps extends CaseFilesProps {
  readonly onAdded: () => void;
}

/** As the API takes it. */
const LONGEST_NOTE = 2_000;

function NewNote({ caseNumber, onAdded }: AddProps): ReactNode {
  const { caseWork } = useWords();
  const api = useApi();
  const notices = useNotices('case-files');
  const [text, setText] = useState('');
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);
  const add = async (): Promise<void> => {
    if (text.trim() === '') {
      setMissing(true);
      return;
    }
    setBusy(true);
    try {
      await api.call('cases.note', { params: { caseNumber }, body: { text } });
      setText('');
      notices.done(caseWork.noteAdded);
      onAdded();
    } catch (error) {
      notices.failed(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <SpaceBetween size="s">
      <FormField
        label={caseWork.note}
        constraintText={caseWork.noteLeft(LONGEST_NOTE - text.length)}
        errorText={missing && text.trim() === '' ? caseWork.noteMissing : undefined}
      >
        <Textarea
          value={text}
          rows={3}
          onChange={({ detail }) => {
            setText(detail.value.slice(0, LONGEST_NOTE));
          }}
        />
      </FormField>
      <Button loading={busy} onClick={() => void add()}>
        {caseWork.addNote}
      </Button>
    </SpaceBetween>
  );
}

/** As the API takes it. */
const MAX_MEGABYTES = 4;
const ACCEPTED = '.png,.jpg,.jpeg,.webp,.gif,.pdf,.wav,.mp3,.m4a,.ogg';

function NewAttachments({ caseNumber, onAdded }: AddProps): ReactNode {
  const { caseWork, common } = useWords();
  const api = useApi();
  const notices = useNotices('case-files');
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string>();
  const attach = async (files: readonly File[]): Promise<void> => {
    const large = files.find(({ size }) => size > MAX_MEGABYTES * 1024 * 1024);
    setRefused(large && caseWork.tooLarge(large.name, MAX_MEGABYTES));
    if (large !== undefined || files.length === 0) return;
    setBusy(true);
    try {
      for (const file of files) {
        const body = new Uint8Array(await file.arrayBuffer());
        await api.call('cases.attach', { params: { caseNumber }, query: { name: file.name }, body });
      }
      notices.done(files.length === 1 ? caseWork.attached : caseWork.attachedMany(files.length));
    } catch (error) {
      notices.failed(error);
    } finally {
      setBusy(false);
      onAdded();
    }
  };
  return (
    <FormField label={caseWork.attach} description={caseWork.attachHint(MAX_MEGABYTES)} errorText={refused}>
      <FileUpload
        multiple
        value={[]}
        accept={ACCEPTED}
        i18nStrings={{
          uploadButtonText: () => caseWork.chooseFile,
          dropzoneText: () => caseWork.dropFiles,
          removeFileAriaLabel: (index) => caseWork.removeFile(String(index + 1)),
        }}
        onChange={({ detail }) => void attach(detail.value)}
      />
      {busy && <StatusIndicator type="loading">{common.loading}</StatusIndicator>}
    </FormField>
  );
}

interface LinkDialogProps extends CaseFilesProps {
  readonly onLinked: () => void;
  readonly onClose: () => void;
}

function LinkDialog({ caseNumber, onLinked, onClose }: LinkDialogProps): ReactNode {
  const { caseWork } = useWords();
  const api = useApi();
  const notices = useNotices('case-files');
  const [other, setOther] = useState('');
  const [why, setWhy] = useState('');
  const [checked, setChecked] = useState(false);
  return (
    <Dialog
      title={caseWork.linkTitle}
      action={caseWork.linkAction}
      onClose={onClose}
      ready={() => {
        setChecked(true);
        return isCaseNumber(other);
      }}
      act={async () => {
        const reason = why.trim() === '' ? {} : { why: why.trim() };
        await api.call('cases.link', { params: { caseNumber }, body: { other: other.trim(), ...reason } });
        notices.done(caseWork.linked);
        onLinked();
      }}
    >
      <CaseNumberField value={other} onChange={setOther} hint={caseWork.linkHint} checked={checked} />
      <FormField label={caseWork.linkWhy}>
        <Input
          value={why}
          onChange={({ detail }) => {
            setWhy(detail.value.slice(0, 200));
          }}
        />
      </FormField>
    </Dialog>
  );
}
