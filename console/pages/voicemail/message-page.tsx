// One message: who, when, why; the recording; who takes care of it.
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { ReactNode } from 'react';
import type { VoicemailView } from '../../../functions/admin/contract.ts';
import { useMay, useSignedIn } from '../../api/api-context.ts';
import { useAnswer } from '../../api/use-answer.ts';
import type { PageProps } from '../../page-paths.ts';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { useFormat } from '../../words/format.ts';
import { LANGUAGE_NAMES, useLanguage, useWords } from '../../words/index.ts';
import { HeldAlert } from '../holds/held-alert.tsx';
import { AssignForm } from './assign-form.tsx';
import { departmentName } from './department-name.ts';
import { InWriting } from './in-writing.tsx';
import { Player } from './player.tsx';
import { reasonWords } from './reason-words.ts';
import { type MessageProps, useChange } from './change-message.ts';

export default function MessagePage({ params }: PageProps): ReactNode {
  const { recordingSid = '' } = params;
  const answered = useAnswer('voicemails.get', { params: { recordingSid } });
  const { voicemail, common } = useWords();
  const { phone } = useFormat();
  const { busy, change } = useChange(recordingSid, answered);
  const message = answered.body;
  if (message === undefined) {
    return answered.loading ? (
      <Spinner />
    ) : (
      <ProblemAlert problem={answered.problem} again={answered.reload} />
    );
  }
  return (
    <ContentLayout
      header={
        <Header variant="h1" actions={<StatusActions message={message} busy={busy} change={change} />}>
          {message.callBack === undefined
            ? voicemail.messageTitle(phone(message.caller ?? common.withheld))
            : voicemail.callBackTitle(phone(message.callBack))}
        </Header>
      }
    >
      <SpaceBetween size="l">
        <HeldAlert holds={message.holds} />
        <Content message={message} busy={busy} change={change} />
        <Details message={message} />
        <Assigning message={message} busy={busy} change={change} />
      </SpaceBetween>
    </ContentLayout>
  );
}

/** The caller's words; a request to be called back has none. */
function Content(props: MessageProps): ReactNode {
  const { voicemail } = useWords();
  const { kind, recordingSid } = props.message;
  if (kind === 'call-back') return <Alert type="info">{voicemail.asksForCallBack}</Alert>;
  return (
    <>
      <Container header={<Header variant="h2">{voicemail.recording}</Header>}>
        <Player recordingSid={recordingSid} />
      </Container>
      <InWriting {...props} />
    </>
  );
}

/** From where a message is, to where it may go. */
const NEXT = {
  new: ['heard', 'done'],
  heard: ['new', 'done'],
  done: ['new'],
} as const satisfies Record<VoicemailView['status'], readonly VoicemailView['status'][]>;

function StatusActions({ message, busy, change }: MessageProps): ReactNode {
  const { voicemail } = useWords();
  const may = useMay();
  if (!may('voicemails.patch')) return null;
  const labels = { new: voicemail.markNew, heard: voicemail.markHeard, done: voicemail.markDone };
  return (
    <SpaceBetween direction="horizontal" size="xs">
      {NEXT[message.status].map((status) => (
        <Button
          key={status}
          variant={status === 'done' ? 'primary' : 'normal'}
          disabled={busy}
          onClick={() => {
            change({ status }, voicemail.saved[status]);
          }}
        >
          {labels[status]}
        </Button>
      ))}
    </SpaceBetween>
  );
}

const STATUS_LOOKS = { new: 'info', heard: 'pending', done: 'success' } as const;

function Details({ message }: { readonly message: VoicemailView }): ReactNode {
  const { language, words } = useLanguage();
  const { voicemail, common } = words;
  const { settings } = useSignedIn();
  const format = useFormat();
  return (
    <Container header={<Header variant="h2">{voicemail.details}</Header>}>
      <KeyValuePairs
        columns={4}
        items={[
          { label: voicemail.callBack, value: <CallBack caller={message.callBack ?? message.caller} /> },
          {
            label: voicemail.status,
            value: (
              <StatusIndicator type={STATUS_LOOKS[message.status]}>
                {voicemail.statuses[message.status]}
              </StatusIndicator>
            ),
          },
          { label: voicemail.columns.received, value: format.dateTime(message.receivedAt) },
          {
            label: voicemail.columns.length,
            value: message.kind === 'call-back' ? common.none : format.spokenLength(message.seconds),
          },
          { label: voicemail.columns.why, value: reasonWords(message.why, words) },
          {
            label: voicemail.columns.department,
            value: departmentName(message.department, settings, language) ?? common.none,
          },
          {
            label: voicemail.language,
            value: message.language === undefined ? common.none : LANGUAGE_NAMES[message.language],
          },
          { label: voicemail.heardBy, value: message.heardBy ?? common.nobody },
        ]}
      />
    </Container>
  );
}

function CallBack({ caller }: { readonly caller: string | undefined }): ReactNode {
  const { voicemail, common } = useWords();
  const { phone } = useFormat();
  if (caller === undefined) return <Box color="text-body-secondary">{voicemail.noCallBack}</Box>;
  return (
    <SpaceBetween direction="horizontal" size="xxs" alignItems="center">
      <Link href={caller.startsWith('+') ? `tel:${caller}` : caller}>{phone(caller)}</Link>
      <CopyToClipboard
        variant="icon"
        textToCopy={caller}
        copyButtonAriaLabel={common.copy(phone(caller))}
        copySuccessText={common.copied}
        copyErrorText={common.notCopied}
      />
    </SpaceBetween>
  );
}

function Assigning({ message, busy, change }: MessageProps): ReactNode {
  const { voicemail } = useWords();
  const may = useMay();
  return (
    <Container header={<Header variant="h2">{voicemail.columns.assigned}</Header>}>
      <SpaceBetween size="m">
        <Box>{message.assignedTo ?? voicemail.unassigned}</Box>
        {may('voicemails.patch') && (
          <AssignForm
            busy={busy}
            onAssign={(assignedTo) => {
              change({ assignedTo }, voicemail.assigned(assignedTo));
            }}
          />
        )}
      </SpaceBetween>
    </Container>
  );
}
