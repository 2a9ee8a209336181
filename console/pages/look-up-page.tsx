// What would happen if this number called now, and why: the policy itself, asked without a call.
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Link from '@cloudscape-design/components/link';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useState, type ReactNode } from 'react';
import { listingReason } from '../../core/lists/listing-reason.ts';
import type { Attestation, List, LookupView } from '../../functions/admin/contract.ts';
import { useMay } from '../api/api-context.ts';
import { useAnswer } from '../api/use-answer.ts';
import { PAGE_PATHS } from '../page-paths.ts';
import type { PageProps } from '../page-paths.ts';
import { hrefOf, setQuery } from '../routing.ts';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import { useFormat } from '../words/format.ts';
import { useWords } from '../words/index.ts';
import { reasonWords } from './calls/reason-words.ts';
import { Score } from './calls/score.tsx';
import { Verdict } from './calls/verdict.tsx';
import { EvidenceLink } from './evidence/evidence-link.tsx';
import { NumberData } from './rights/number-data.tsx';
import { ListingDialog } from './lists/listing-dialog.tsx';

const ATTESTATIONS = ['none', 'A', 'B', 'C', 'failed'] as const satisfies Attestation[];

export default function LookUpPage({ query }: PageProps): ReactNode {
  const { lookUp } = useWords();
  const { number = '' } = query;
  const attestation = ATTESTATIONS.find((known) => known === query.attestation) ?? 'none';
  return (
    <ContentLayout
      header={
        <Header variant="h1" description={lookUp.description}>
          {lookUp.title}
        </Header>
      }
    >
      <SpaceBetween size="l">
        <Question key={number} number={number} attestation={attestation} />
        {number !== '' && <Answer number={number} attestation={attestation} />}
      </SpaceBetween>
    </ContentLayout>
  );
}

interface Asked {
  readonly number: string;
  readonly attestation: Attestation;
}

function Question({ number, attestation }: Asked): ReactNode {
  const { lookUp, calls } = useWords();
  const [text, setText] = useState(number);
  const [missing, setMissing] = useState(false);
  const options = ATTESTATIONS.map((value) => ({ value, label: calls.attestations[value] }));
  return (
    <Container>
      <form
        className="question"
        onSubmit={(event) => {
          event.preventDefault();
          setMissing(text.trim() === '');
          setQuery({ number: text.trim() });
        }}
      >
        <FormField
          label={lookUp.number}
          constraintText={lookUp.numberHint}
          errorText={missing ? lookUp.missing : undefined}
        >
          <Input
            value={text}
            type="search"
            autoFocus
            autoComplete={false}
            onChange={({ detail }) => {
              setText(detail.value);
            }}
          />
        </FormField>
        <FormField label={lookUp.attestation}>
          <Select
            options={options}
            selectedOption={options.find(({ value }) => value === attestation) ?? null}
            onChange={({ detail }) => {
              setQuery({ attestation: detail.selectedOption.value });
            }}
          />
        </FormField>
        <div className="question-button">
          <Button variant="primary">{lookUp.ask}</Button>
        </div>
      </form>
    </Container>
  );
}

function Answer({ number, attestation }: Asked): ReactNode {
  const { lookUp, calls, common } = useWords();
  const { phone } = useFormat();
  const may = useMay();
  const [dialog, setDialog] = useState<List>();
  const answered = useAnswer('lookup', { params: { number }, query: { attestation } });
  const found = answered.body;
  if (found === undefined) return <ProblemAlert problem={answered.problem} again={answered.reload} />;
  const withheld = found.number === 'withheld';
  const button = (list: List, text: string): ReactNode => (
    <Button
      onClick={() => {
        setDialog(list);
      }}
    >
      {text}
    </Button>
  );
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={
            !withheld && (
              <SpaceBetween direction="horizontal" size="xs">
                {may('listings.put') && button('block', calls.block)}
                {may('listings.put') && button('allow', calls.allow)}
                <EvidenceLink number={found.number} />
                <NumberData number={found.number} />
                {may('numbers.looks') && (
                  <Button href={hrefOf(PAGE_PATHS.looks, {}, { number: found.number })}>
                    {lookUp.looks.title}
                  </Button>
                )}
              </SpaceBetween>
            )
          }
        >
          {lookUp.answer(withheld ? common.withheld : phone(found.number))}
        </Header>
      }
    >
      <Found found={found} withheld={withheld} />
      {dialog !== undefined && (
        <ListingDialog
          list={dialog}
          number={found.number}
          onClose={() => {
            setDialog(undefined);
          }}
          onSaved={answered.reload}
        />
      )}
    </Container>
  );
}

function Found({ found, withheld }: { readonly found: LookupView; readonly withheld: boolean }): ReactNode {
  const words = useWords();
  const format = useFormat();
  const { lookUp } = words;
  return (
    <SpaceBetween size="l">
      <Alert type="info" header={<Verdict verdict={found.verdict} />}>
        {found.reasons.map((reason) => (
          <div key={reason.text}>{reasonWords(reason, words, format)}</div>
        ))}
      </Alert>
      {found.scored !== undefined && (
        <div>
          <Box variant="h3">{words.calls.score}</Box>
          <Score scored={found.scored} verdict={found.verdict} />
        </div>
      )}
      {!withheld && (
        <KeyValuePairs
          columns={3}
          items={[
            { label: lookUp.listings, value: <Listings found={found} /> },
            {
              label: lookUp.verifiedUntil,
              value:
                found.verifiedUntil === undefined ? lookUp.notVerified : format.dateTime(found.verifiedUntil),
            },
            { label: lookUp.flagged, value: format.number(found.flaggedCalls) },
            { label: lookUp.reporters, value: format.number(found.reporters) },
            { label: lookUp.claimants, value: format.number(found.claimants) },
            ...(found.complaints.length === 0
              ? []
              : [{ label: words.feeds.lookUp, value: <Complaints found={found} /> }]),
            ...(found.sharing === undefined
              ? []
              : [{ label: lookUp.sharing, value: <Sharing sharing={found.sharing} /> }]),
            {
              label: lookUp.calls,
              value: (
                <Link href={hrefOf(PAGE_PATHS.calls, {}, { caller: found.number })}>
                  {format.phone(found.number)}
                </Link>
              ),
            },
          ]}
        />
      )}
    </SpaceBetween>
  );
}

/** Partners that doubt the number are the reason to look at its block again. */
function Sharing({ sharing }: { readonly sharing: NonNullable<LookupView['sharing']> }): ReactNode {
  const { lookUp, partners } = useWords();
  const format = useFormat();
  const { state, since, falsePositives } = sharing;
  const doubted = falsePositives.length > 0;
  return (
    <>
      <StatusIndicator type={doubted ? 'warning' : 'info'}>
        {doubted ? partners.doubtedStates[state] : lookUp.sharedSince(format.dateTime(since))}
      </StatusIndicator>
      {doubted && (
        <div>
          {lookUp.doubtedBy(falsePositives.join(format.language === 'zh-CN' ? '、' : ', '))}{' '}
          <Link href={hrefOf(PAGE_PATHS.partners)}>{partners.title}</Link>
        </div>
      )}
    </>
  );
}

function Complaints({ found }: { readonly found: LookupView }): ReactNode {
  const { feeds } = useWords();
  return found.complaints.map(({ feed, complaints, from, to, kinds }) => (
    <div key={feed}>
      {feeds.found(feed, complaints, from, to)}
      <Box color="text-body-secondary" fontSize="body-s">
        {kinds.map(({ kind }) => kind).join('; ')}
      </Box>
    </div>
  ));
}

function Listings({ found }: { readonly found: LookupView }): ReactNode {
  const { lookUp, calls } = useWords();
  const { phone, language } = useFormat();
  const [now] = useState(() => Date.now());
  if (found.listings.length === 0) return lookUp.noListings;
  return found.listings.map((listing) => {
    const { pattern, list, expiresAt } = listing;
    const expired = expiresAt !== undefined && Date.parse(expiresAt) <= now;
    const decides = found.listing?.pattern === pattern;
    return (
      <div key={pattern}>
        <Box display="inline" fontWeight={decides ? 'bold' : 'normal'}>
          {phone(pattern)}
        </Box>
        , {calls.lists[list]}: {listingReason(listing, language)}{' '}
        <StatusIndicator type={expired ? 'stopped' : decides ? 'success' : 'info'}>
          {expired ? lookUp.expired : decides ? lookUp.decides : lookUp.inForce}
        </StatusIndicator>
      </div>
    );
  });
}
