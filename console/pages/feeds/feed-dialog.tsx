// A complaint file: dropped, named, shown what it holds and how many numbers each threshold gives, then put in force.
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FileUpload from '@cloudscape-design/components/file-upload';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import ProgressBar from '@cloudscape-design/components/progress-bar';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState, type ReactNode } from 'react';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { useFormat } from '../../words/format.ts';
import { useWords } from '../../words/index.ts';
import { WhichCountry } from '../lists/which-country.tsx';
import { FeedChoice, LeftOut } from './feed-choice.tsx';
import { useFeedImport, type BlockChoice, type FeedImporting } from './use-feed-import.ts';

interface FeedDialogProps {
  readonly onClose: () => void;
  readonly onImported: () => void;
  /** Chosen already, among the lists. */
  readonly file?: File;
}

const DEFAULT_CHOICE: BlockChoice = { blockFrom: undefined, within: 30, expiresDays: 90 };
const FEED_NAME = /^[a-z0-9-]{1,40}$/;

export function FeedDialog({ onClose, onImported, file }: FeedDialogProps): ReactNode {
  const { feeds } = useWords();
  const importing = useFeedImport(onImported, file);
  const [choice, setChoice] = useState(DEFAULT_CHOICE);
  const [name, setName] = useState<string>();
  const { state } = importing;
  const busy = state.at === 'sending' || state.at === 'putting';
  const named = name ?? (state.at === 'naming' ? state.name : '');
  return (
    <Modal
      visible
      size="large"
      header={feeds.importTitle}
      onDismiss={() => {
        if (!busy) onClose();
      }}
      footer={<Footer importing={importing} name={named} choice={choice} onClose={onClose} />}
    >
      <SpaceBetween size="l">
        {state.at === 'choosing' && <Choosing importing={importing} />}
        {state.at === 'naming' && <Naming file={state.file.name} name={named} setName={setName} />}
        {state.at === 'asking' && <WhichCountry readings={state.readings} choose={importing.chooseCountry} />}
        {busy && <Progress importing={importing} />}
        {state.at === 'looking' && (
          <FeedChoice report={state.report} choice={choice} setChoice={setChoice} look={importing.look} />
        )}
        {state.at === 'done' && <Done importing={importing} />}
      </SpaceBetween>
    </Modal>
  );
}

function Choosing({ importing: { state, choose } }: { readonly importing: FeedImporting }): ReactNode {
  const { feeds, lists } = useWords();
  const format = useFormat();
  if (state.at !== 'choosing') return null;
  const { problem, refusal } = state;
  return (
    <>
      <ProblemAlert problem={problem} />
      <FormField
        description={feeds.fileHint}
        errorText={refusal && lists.fileProblems[refusal.code](format.number(refusal.line ?? 1))}
      >
        <FileUpload
          value={[]}
          accept=".csv,.txt,.gz,text/csv,text/plain,application/gzip"
          onChange={({ detail }) => {
            const [file] = detail.value;
            if (file !== undefined) choose(file);
          }}
          i18nStrings={{
            uploadButtonText: () => feeds.choose,
            dropzoneText: () => feeds.drop,
            removeFileAriaLabel: () => feeds.removeFile(''),
          }}
        />
      </FormField>
    </>
  );
}

interface NamingProps {
  readonly file: string;
  readonly name: string;
  readonly setName: (name: string) => void;
}

function Naming({ file, name, setName }: NamingProps): ReactNode {
  const { feeds } = useWords();
  return (
    <>
      <Box>{feeds.named(file)}</Box>
      <FormField
        label={feeds.name}
        constraintText={feeds.nameHint}
        errorText={FEED_NAME.test(name) ? undefined : feeds.nameWrong}
      >
        <Input
          value={name}
          onChange={({ detail }) => {
            setName(detail.value);
          }}
        />
      </FormField>
    </>
  );
}

function Progress({ importing: { state } }: { readonly importing: FeedImporting }): ReactNode {
  const { feeds } = useWords();
  if (state.at !== 'sending' && state.at !== 'putting') return null;
  return (
    <ProgressBar
      value={Math.round((state.done / state.all) * 100)}
      label={state.at === 'sending' ? feeds.sending : feeds.putting}
    />
  );
}

function Done({ importing: { state } }: { readonly importing: FeedImporting }): ReactNode {
  const { feeds } = useWords();
  const format = useFormat();
  if (state.at !== 'done') return null;
  const { feed, spared, dropped } = state.report;
  const left = Object.values(spared ?? {}).reduce((sum, count) => sum + count, 0);
  return (
    <>
      <Alert type="success">
        <div>{feeds.done}</div>
        {feed?.block !== undefined && <div>{feeds.doneBlocks(format.number(feed.blocks))}</div>}
        {left > 0 && <div>{feeds.spared(format.number(left))}</div>}
      </Alert>
      <LeftOut dropped={dropped} />
    </>
  );
}

interface FooterProps {
  readonly importing: FeedImporting;
  readonly name: string;
  readonly choice: BlockChoice;
  readonly onClose: () => void;
}

function Footer({ importing: { state, send, put }, name, choice, onClose }: FooterProps): ReactNode {
  const { feeds } = useWords();
  const busy = state.at === 'sending' || state.at === 'putting';
  const isDone = state.at === 'done';
  return (
    <Box float="right">
      <SpaceBetween direction="horizontal" size="xs">
        <Button variant={isDone ? 'primary' : 'link'} disabled={busy} onClick={onClose}>
          {isDone ? feeds.close : feeds.cancel}
        </Button>
        {state.at === 'naming' && (
          <Button
            variant="primary"
            disabled={!FEED_NAME.test(name)}
            onClick={() => {
              send(name);
            }}
          >
            {feeds.importFile}
          </Button>
        )}
        {state.at === 'looking' && state.report.complaints > 0 && (
          <Button
            variant="primary"
            onClick={() => {
              put(choice);
            }}
          >
            {feeds.put}
          </Button>
        )}
      </SpaceBetween>
    </Box>
  );
}
