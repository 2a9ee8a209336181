// The page of one case: what to do first with the answer, then the evidence (what was reported, its recording, the number,
// notes and files), and its history last.
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs, { type KeyValuePairsProps } from '@cloudscape-design/components/key-value-pairs';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { ReactNode } from 'react';
import type { CaseView } from '../../../functions/admin/contract.ts';
import { useMay } from '../../api/api-context.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { PAGE_PATHS } from '../../page-paths.ts';
import type { PageProps } from '../../page-paths.ts';
import { hrefOf } from '../../routing.ts';
import { CorrectionNote } from '../../shell/correction.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { useFormat, type Format } from '../../words/format.ts';
import { useWords } from '../../words/index.ts';
import type { Words } from '../../words/words.ts';
import { HeldAlert } from '../holds/held-alert.tsx';
import { AuthorityReports } from '../authorities/authority-reports.tsx';
import { EvidenceLink } from '../evidence/evidence-link.tsx';
import { NotWritten } from '../voicemail/not-written.tsx';
import { Player } from '../voicemail/player.tsx';
import { SoundOfWords } from '../voicemail/sound-of-words.tsx';
import { AnswerForm } from './answer-form.tsx';
import { CaseFiles } from './case-files.tsx';
import { Evidence } from './evidence.tsx';
import { FirstStep } from './first-step.tsx';

export default function CasePage({ params }: PageProps): ReactNode {
  const { caseNumber = '' } = params;
  const answered = useAnswer('cases.get', { params: { caseNumber } });
  const { cases } = useWords();
  const may = useMay();
  const { body: found, version } = answered;
  if (found === undefined) {
    return answered.loading ? (
      <Spinner />
    ) : (
      <ProblemAlert problem={answered.problem} again={answered.reload} />
    );
  }
  return (
    <ContentLayout
      header={
        <Header variant="h1" actions={<EvidenceLink caseNumber={caseNumber} />}>
          {cases.heading[found.kind](caseNumber)}
        </Header>
      }
    >
      <SpaceBetween size="l">
        <FirstStep found={found} version={version} onSaved={answered.replace} />
        {may('cases.patch') && found.mergedInto === undefined && (
          <AnswerForm found={found} version={version} onSaved={answered.replace} />
        )}
        <HeldAlert holds={found.holds} />
        <Details found={found} />
        <Description found={found} />
        {may('voicemails.audio') && <Recording found={found} />}
        {found.reported !== undefined && <Evidence found={found} number={found.reported} />}
        {may('cases.files') && <CaseFiles caseNumber={caseNumber} />}
        {may('authorities.report') && found.kind === 'report' && <AuthorityReports found={found} />}
        <History found={found} />
      </SpaceBetween>
    </ContentLayout>
  );
}

/** Each report of a case that takes many: when, and about which number. */
function Joined({ found }: CaseProps): ReactNode {
  const { cases } = useWords();
  const format = useFormat();
  return (found.joined ?? []).map(({ callSid, at, reported, category }) => (
    <div key={callSid}>
      {format.dateTime(at)}: {reported === undefined ? cases.unknownNumber : format.phone(reported)},{' '}
      {cases.categories[category]}
    </div>
  ));
}

interface CaseProps {
  readonly found: CaseView;
}

function Details({ found }: CaseProps): ReactNode {
  const { cases } = useWords();
  const handling = useHandlingRows(found);
  const subject = useSubjectRows(found);
  const origin = useOriginRows(found);
  return (
    <Container header={<Header variant="h2">{cases.details}</Header>}>
      <KeyValuePairs columns={4} items={[...handling.beginning, ...subject, ...origin, ...handling.end]} />
    </Container>
  );
}

type Rows = KeyValuePairsProps['items'];

/** Where the case stands: at the beginning its status, at the end what was decided. */
function useHandlingRows(found: CaseView): Readonly<Record<'beginning' | 'end', Rows>> {
  const { cases, caseWork } = useWords();
  const { kind, decision, withdrawnFor } = found;
  const decided = decision === undefined ? cases.notDecided : cases.decisions[decision];
  return {
    beginning: [
      {
        label: cases.status,
        value: (
          <>
            {cases.statuses[found.status]}
            {withdrawnFor !== undefined && (
              <StatusIndicator type="info">{cases.withdrawn(withdrawnFor)}</StatusIndicator>
            )}
            <CorrectionNote correction={found.correction} />
          </>
        ),
      },
      ...(found.mergedInto === undefined
        ? []
        : [{ label: caseWork.duplicateOf, value: <CaseLinks numbers={[found.mergedInto]} /> }]),
      ...(found.merged === undefined
        ? []
        : [{ label: caseWork.duplicates, value: <CaseLinks numbers={found.merged} /> }]),
    ],
    end: kind === 'appeal' ? [{ label: cases.decision, value: decided }] : [],
  };
}

const CaseLinks = ({ numbers }: { readonly numbers: readonly string[] }): ReactNode => (
  <SpaceBetween direction="horizontal" size="xs">
    {numbers.map((caseNumber) => (
      <Link key={caseNumber} href={hrefOf(PAGE_PATHS.case, { caseNumber })}>
        {caseNumber}
      </Link>
    ))}
  </SpaceBetween>
);

/** Who reported whom, for what, and what it is worth. */
function useSubjectRows(found: CaseView): Rows {
  const { cases, common } = useWords();
  const { kind, reported, official, reporter, standing, joined } = found;
  return [
    {
      label: kind === 'appeal' ? cases.appealed : cases.reported,
      value: (
        <>
          {reported === undefined ? cases.unknownNumber : <TheNumber number={reported} />}
          {official && <StatusIndicator type="info">{cases.official}</StatusIndicator>}
        </>
      ),
    },
    {
      label: cases.reporter[kind],
      value: reporter === undefined ? common.withheld : <TheNumber number={reporter} />,
    },
    { label: cases.columns.category, value: <Category found={found} /> },
    ...(standing === undefined ? [] : [{ label: cases.standing, value: cases.standings[standing] }]),
    ...(joined === undefined ? [] : [{ label: cases.joined, value: <Joined found={found} /> }]),
  ];
}

/** When and how it came in. */
function useOriginRows({ receivedAt, language, openedBy, callSid }: CaseView): Rows {
  const { cases, voicemail } = useWords();
  const format = useFormat();
  const may = useMay();
  const call = callSid !== undefined && may('calls.get') && (
    <Link href={hrefOf(PAGE_PATHS.call, { callSid })}>{cases.openCall}</Link>
  );
  return [
    { label: cases.columns.received, value: format.dateTime(receivedAt) },
    { label: cases.language, value: voicemail.languages[language] },
    ...(openedBy === undefined ? [] : [{ label: cases.openedBy, value: openedBy }]),
    ...(call === false ? [] : [{ label: cases.call, value: call }]),
  ];
}

/** Leads to what is known of it, and to where it is blocked. */
function TheNumber({ number }: { readonly number: string }): ReactNode {
  const { common } = useWords();
  const { phone } = useFormat();
  const may = useMay();
  return (
    <SpaceBetween direction="horizontal" size="xxs" alignItems="center">
      {may('lookup') ? (
        <Link href={hrefOf(PAGE_PATHS['look-up'], {}, { number })}>{phone(number)}</Link>
      ) : (
        <span>{phone(number)}</span>
      )}
      <CopyToClipboard
        variant="icon"
        textToCopy={number}
        copyButtonAriaLabel={common.copy(phone(number))}
        copySuccessText={common.copied}
        copyErrorText={common.notCopied}
      />
    </SpaceBetween>
  );
}

/** What the reporter chose, and beside it what the words say where that is something else. */
function Category({ found: { kind, category, suggestedCategory } }: CaseProps): ReactNode {
  const { cases } = useWords();
  if (kind === 'appeal') return cases.kinds.appeal;
  const suggests = suggestedCategory !== undefined && suggestedCategory !== category;
  return (
    <>
      {cases.categories[category]}
      {suggests && (
        <StatusIndicator type="info">{cases.suggested(cases.categories[suggestedCategory])}</StatusIndicator>
      )}
    </>
  );
}

/** As it was written; what it sounds like is also said of a spoken one. */
function Description({ found: { description, content } }: CaseProps): ReactNode {
  const { cases } = useWords();
  if (description === undefined && content === undefined) return null;
  return (
    <Container header={<Header variant="h2">{cases.described}</Header>}>
      <SpaceBetween size="s">
        {description !== undefined && <div className="as-written">{description}</div>}
        {content !== undefined && <SoundOfWords note={content} />}
      </SpaceBetween>
    </Container>
  );
}

function Recording({ found: { kind, recordingSid, description, content } }: CaseProps): ReactNode {
  const { cases } = useWords();
  // The words themselves stay with the message; what they sound like is known where they were written down.
  const written = description ?? content;
  if (recordingSid === undefined && description !== undefined) return null;
  return (
    <Container header={<Header variant="h2">{cases.recording[kind]}</Header>}>
      {recordingSid === undefined ? (
        <Box color="text-body-secondary">{cases.noRecording[kind]}</Box>
      ) : (
        <SpaceBetween size="s">
          <Player recordingSid={recordingSid} />
          {written === undefined && <NotWritten of="report" />}
        </SpaceBetween>
      )}
    </Container>
  );
}

/** What one step did; where nothing else is said of it, the status that it left. */
function titleOf(step: CaseView['history'][number], { cases, caseWork }: Words, format: Format): string {
  const { steps, priorities } = caseWork;
  const { status, decision, withdrawnFor, assignee, priority, extension, mergedInto, tookIn } = step;
  const parts = [
    withdrawnFor && cases.withdrawn(withdrawnFor),
    decision && cases.decisions[decision],
    extension && steps.extended(format.date(extension.until)),
    mergedInto && steps.mergedInto(mergedInto),
    tookIn && steps.tookIn(tookIn),
    assignee === null ? steps.unassigned : assignee && steps.assigned(assignee),
    priority && steps.priority(priorities[priority]),
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? cases.statuses[status] : parts.join(', ');
}

/** From what happened last to how it began. */
function History({ found }: CaseProps): ReactNode {
  const words = useWords();
  const { cases } = words;
  const format = useFormat();
  return (
    <Container header={<Header variant="h2">{cases.history}</Header>}>
      <ol className="history">
        {found.history.toReversed().map((step, index) => (
          <li key={`${step.at} ${String(index)}`}>
            <Box variant="strong">{titleOf(step, words, format)}</Box>
            {step.feedback !== undefined && <Box variant="p">{step.feedback}</Box>}
            {step.extension !== undefined && <Box variant="p">{step.extension.reason}</Box>}
            <Box color="text-body-secondary" fontSize="body-s">
              {format.dateTime(step.at)} · {cases.historyBy(step.by)}
            </Box>
          </li>
        ))}
        <li>
          <Box variant="strong">{cases.historyReceived}</Box>
          <Box color="text-body-secondary" fontSize="body-s">
            {format.dateTime(found.receivedAt)}
          </Box>
        </li>
      </ol>
    </Container>
  );
}
