// What is known of the number that a case is about: what it would get, who reported or flagged it, its lists and calls.
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import { useState, type ReactNode } from 'react';
import { listingReason } from '../../../core/lists/listing-reason.ts';
import type { CallView, CaseView, LookupView } from '../../../functions/admin/contract.ts';
import { useMay } from '../../api/api-context.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { PAGE_PATHS } from '../../page-paths.ts';
import { hrefOf } from '../../routing.ts';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { useFormat } from '../../words/format.ts';
import { useWords } from '../../words/index.ts';
import { reasonWords } from '../calls/reason-words.ts';
import { CampaignsOf } from './campaigns.tsx';
import { ListingDialog } from '../lists/listing-dialog.tsx';

interface EvidenceProps {
  readonly found: CaseView;
  readonly number: string;
}

const LAST_CALLS = 5;

export function Evidence({ found, number }: EvidenceProps): ReactNode {
  const { cases, calls } = useWords();
  const may = useMay();
  const [blocking, setBlocking] = useState(false);
  const [listed, setListed] = useState(0);
  // A decision changes what is known, and so does a listing: read again after each.
  const key = `${number} ${String(found.version)} ${String(listed)}`;
  // Who objects is decided on; and a number of our own was forged, so that a block would hit ourselves.
  const mayBlock = found.kind === 'report' && !found.official && may('listings.put');
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={
            mayBlock && (
              <Button
                onClick={() => {
                  setBlocking(true);
                }}
              >
                {calls.block}
              </Button>
            )
          }
        >
          {cases.evidence}
        </Header>
      }
    >
      {blocking && (
        <ListingDialog
          list="block"
          number={number}
          onClose={() => {
            setBlocking(false);
          }}
          onSaved={() => {
            setListed((times) => times + 1);
          }}
        />
      )}
      <SpaceBetween size="l">
        <Known key={key} number={number} why={cases.heading[found.kind](found.caseNumber)} />
        <Calls number={number} />
        <OtherCases found={found} number={number} />
        {may('cases.campaigns') && <CampaignsOf caseNumber={found.caseNumber} />}
      </SpaceBetween>
    </Container>
  );
}

interface KnownProps {
  readonly number: string;
  /** The case that is worked on is the reason of this look, so nobody is asked. */
  readonly why: string;
}

function Known({ number, why }: KnownProps): ReactNode {
  const words = useWords();
  const { cases } = words;
  const format = useFormat();
  const { body, problem, reload } = useAnswer('lookup', { params: { number }, why });
  if (body === undefined) return <ProblemAlert problem={problem} again={reload} />;
  return (
    <KeyValuePairs
      columns={4}
      items={[
        {
          label: cases.evidenceNow,
          value: (
            <>
              {cases.verdicts[body.verdict]}
              {body.reasons.map((reason) => (
                <Box key={reason.text} color="text-body-secondary" fontSize="body-s">
                  {reasonWords(reason, words, format)}
                </Box>
              ))}
            </>
          ),
        },
        { label: cases.reporters, value: cases.people(body.reporters) },
        { label: cases.claimants, value: cases.people(body.claimants) },
        { label: cases.flags, value: cases.flaggedCalls(body.flaggedCalls) },
        { label: cases.listings, value: <Listings listings={body.listings} /> },
      ]}
    />
  );
}

function Listings({ listings }: Pick<LookupView, 'listings'>): ReactNode {
  const { cases } = useWords();
  const { phone, language } = useFormat();
  if (listings.length === 0) return cases.noListings;
  return listings.map((listing) => (
    <div key={listing.pattern}>
      {cases.lists[listing.list]}: {phone(listing.pattern)}
      <Box color="text-body-secondary" fontSize="body-s">
        {listingReason(listing, language)}
      </Box>
    </div>
  ));
}

function Calls({ number }: { readonly number: string }): ReactNode {
  const { cases, common } = useWords();
  const format = useFormat();
  const columns = cases.callColumns;
  const { body, problem, reload } = useAnswer('calls.page', { query: { caller: number, limit: LAST_CALLS } });
  return (
    <SpaceBetween size="xs">
      <ProblemAlert problem={problem} again={reload} />
      <Table<CallView>
        variant="borderless"
        header={<Header variant="h3">{cases.lastCalls}</Header>}
        items={body?.items ?? []}
        trackBy="callSid"
        loading={body === undefined && problem === undefined}
        loadingText={common.loading}
        empty={<Box textAlign="center">{cases.noCalls}</Box>}
        ariaLabels={{ tableLabel: cases.lastCalls }}
        wrapLines
        columnDefinitions={[
          {
            id: 'at',
            header: columns.at,
            isRowHeader: true,
            cell: ({ startedAt }) => (startedAt === undefined ? common.none : format.dateTime(startedAt)),
          },
          {
            id: 'verdict',
            header: columns.verdict,
            cell: ({ verdict }) => (verdict === undefined ? common.none : cases.verdicts[verdict]),
          },
          {
            id: 'seconds',
            header: columns.seconds,
            cell: ({ seconds }) => (seconds === undefined ? common.none : format.length(seconds)),
          },
        ]}
      />
    </SpaceBetween>
  );
}

function OtherCases({ found, number }: EvidenceProps): ReactNode {
  const { cases } = useWords();
  const { body, problem, reload } = useAnswer('cases.page', { query: { reported: number, limit: 20 } });
  if (body === undefined) return <ProblemAlert problem={problem} again={reload} />;
  const others = body.items.filter(({ caseNumber }) => caseNumber !== found.caseNumber);
  return (
    <div>
      <Box variant="h3">{cases.otherCases}</Box>
      {others.length === 0 && <Box color="text-body-secondary">{cases.noOtherCases}</Box>}
      <ul className="plain-list">
        {others.map(({ caseNumber, kind, status }) => (
          <li key={caseNumber}>
            <Link href={hrefOf(PAGE_PATHS.case, { caseNumber })}>{cases.heading[kind](caseNumber)}</Link>{' '}
            {cases.statuses[status]}
          </li>
        ))}
      </ul>
    </div>
  );
}
