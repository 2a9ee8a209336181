// One call: its story, why it was decided so, its recording, and what staff do about it.
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import Grid from '@cloudscape-design/components/grid';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs, { type KeyValuePairsProps } from '@cloudscape-design/components/key-value-pairs';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { ReactNode } from 'react';
import { isMasked } from '../../../core/numbers/masked-number.ts';
import { fixedReason } from '../../../core/lists/listing-reason.ts';
import type { CallView } from '../../../functions/admin/contract.ts';
import { useMay } from '../../api/api-context.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { PAGE_PATHS } from '../../page-paths.ts';
import type { PageProps } from '../../page-paths.ts';
import { hrefOf } from '../../routing.ts';
import { useClockNote } from '../../shell/clock.ts';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { ShownNumber } from '../../shell/shown-number.tsx';
import { CorrectionNote } from '../../shell/correction.tsx';
import { useFormat } from '../../words/format.ts';
import { useWords } from '../../words/index.ts';
import { Player } from '../voicemail/player.tsx';
import { SoundOfWords } from '../voicemail/sound-of-words.tsx';
import { CallActions } from './call-actions.tsx';
import { DISPOSITION_LOOKS } from './calls-page.tsx';
import { Score } from './score.tsx';
import { HeldAlert } from '../holds/held-alert.tsx';
import { Story } from './story.tsx';
import { Verdict } from './verdict.tsx';

export default function CallPage({ params }: PageProps): ReactNode {
  const { callSid = '' } = params;
  const { calls, common } = useWords();
  const { phone } = useFormat();
  const clock = useClockNote();
  const answered = useAnswer('calls.get', { params: { callSid } }, { everySeconds: 10 });
  const may = useMay();
  const call = answered.body;
  if (call === undefined) {
    return answered.loading ? (
      <Spinner />
    ) : (
      <ProblemAlert problem={answered.problem} again={answered.reload} />
    );
  }
  const caller = phone(call.caller ?? common.withheld);
  return (
    <ContentLayout
      header={
        <Header
          variant="h1"
          description={clock}
          actions={<CallActions call={call} onChanged={answered.reload} />}
        >
          {calls.callTitle(caller)}
        </Header>
      }
    >
      <HeldAlert holds={call.holds} />
      <Grid gridDefinition={[{ colspan: { default: 12, l: 7 } }, { colspan: { default: 12, l: 5 } }]}>
        <Story call={call} />
        <SpaceBetween size="l">
          <Details call={call} />
          {call.scored !== undefined && (
            <Container header={<Header variant="h2">{calls.score}</Header>}>
              <Score scored={call.scored} verdict={call.verdict} />
            </Container>
          )}
          {call.content !== undefined && (
            <Container header={<Header variant="h2">{calls.contentTitle}</Header>}>
              <SoundOfWords note={call.content} />
            </Container>
          )}
          {call.recordingSid !== undefined && may('voicemails.audio') && (
            <Container header={<Header variant="h2">{calls.recording}</Header>}>
              <Player recordingSid={call.recordingSid} />
            </Container>
          )}
        </SpaceBetween>
      </Grid>
    </ContentLayout>
  );
}

function Details({ call }: CallProps): ReactNode {
  const { calls, common } = useWords();
  const facts = useFacts(call);
  return (
    <Container header={<Header variant="h2">{calls.details}</Header>}>
      <SpaceBetween size="m">
        <Flags call={call} />
        <CorrectionNote correction={call.correction} />
        <KeyValuePairs columns={2} items={facts} />
        <Box fontSize="body-s" color="text-body-secondary">
          {calls.callSid}{' '}
          <CopyToClipboard
            variant="inline"
            textToCopy={call.callSid}
            copyButtonAriaLabel={common.copy(calls.callSid)}
            copySuccessText={common.copied}
            copyErrorText={common.notCopied}
          />
        </Box>
      </SpaceBetween>
    </Container>
  );
}

interface CallProps {
  readonly call: CallView;
}

/** The flag that stands, and those that were taken back. */
function Flags({ call: { flag, withdrawnFlags = [] } }: CallProps): ReactNode {
  const { calls } = useWords();
  const format = useFormat();
  return (
    <>
      {flag !== undefined && (
        <StatusIndicator type="warning">
          {calls.flagged(flag.by, format.dateTime(flag.at), fixedReason(flag.reason, format.language))}
        </StatusIndicator>
      )}
      {withdrawnFlags.map((gone) => (
        <StatusIndicator key={gone.at} type="info">
          {calls.unflagged(
            gone.withdrawnBy,
            format.dateTime(gone.withdrawnAt),
            fixedReason(gone.withdrawnFor, format.language),
            gone.by,
          )}
        </StatusIndicator>
      ))}
    </>
  );
}

function useFacts(call: CallView): KeyValuePairsProps['items'] {
  const { calls, common } = useWords();
  const format = useFormat();
  const { columns } = calls;
  const { startedAt, disposition, attestation = 'none' } = call;
  const length = (seconds: number | undefined): string =>
    seconds === undefined ? common.none : format.spokenLength(seconds);
  return [
    { label: columns.caller, value: <Caller call={call} /> },
    { label: columns.started, value: startedAt === undefined ? common.none : format.dateTime(startedAt) },
    { label: columns.verdict, value: <Verdict verdict={call.verdict} /> },
    {
      label: columns.disposition,
      value: (
        <StatusIndicator type={DISPOSITION_LOOKS[disposition]}>
          {calls.dispositions[disposition]}
        </StatusIndicator>
      ),
    },
    { label: columns.length, value: length(call.seconds) },
    { label: calls.talk, value: length(call.talkSeconds) },
    { label: calls.attestation, value: calls.attestations[attestation] },
    { label: calls.listing, value: call.listing ?? common.none },
  ];
}

function Caller({ call: { caller, callSid } }: CallProps): ReactNode {
  const { common } = useWords();
  const { phone } = useFormat();
  if (caller === undefined) return common.withheld;
  if (isMasked(caller)) return <ShownNumber text={caller} kind="call" record={callSid} />;
  return <Link href={hrefOf(PAGE_PATHS.calls, {}, { caller })}>{phone(caller)}</Link>;
}
