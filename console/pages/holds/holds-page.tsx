// Legal holds: what they cover and why, placing one, lifting one by two people; and what is kept for how long.
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { TableProps } from '@cloudscape-design/components/table';
import { useState, type ReactNode } from 'react';
import { lastDayOf } from '../../../core/lists/expiry.ts';
import type { HoldView } from '../../../functions/admin/contract.ts';
import { useMay, useSignedIn } from '../../api/api-context.ts';
import { usePages } from '../../api/use-pages.ts';
import type { PageProps } from '../../page-paths.ts';
import { setQuery } from '../../routing.ts';
import { dayOf, zoneOf } from '../../shell/clock.ts';
import { Choice } from '../../shell/fields/field.tsx';
import { PagedTable } from '../../shell/paged-table.tsx';
import { ShownNumber } from '../../shell/shown-number.tsx';
import { useFormat } from '../../words/format.ts';
import { useWords } from '../../words/index.ts';
import { PlaceDialog } from './place-dialog.tsx';
import { Retention } from './retention.tsx';
import { StepDialog, type Step } from './step-dialog.tsx';

const STATUSES = ['in-force', 'lift-proposed', 'lifting', 'lifted'] as const satisfies HoldView['status'][];

interface Asked {
  readonly hold: string;
  readonly step: Step;
}

export default function HoldsPage({ query }: PageProps): ReactNode {
  const words = useWords().holds;
  const may = useMay();
  const status = STATUSES.find((one) => one === query.status) ?? 'in-force';
  const pages = usePages('holds.page', { status, limit: 50 });
  const [placing, setPlacing] = useState(false);
  const [asked, setAsked] = useState<Asked>();
  const columns = useColumns(setAsked);
  return (
    <SpaceBetween size="l">
      <PagedTable
        pages={pages}
        title={words.title}
        description={words.description}
        trackBy={({ id }) => id}
        columns={columns}
        empty={<Box textAlign="center">{words.empty}</Box>}
        filter={
          <div className="filter-row">
            <StatusFilter status={status} />
          </div>
        }
        actions={
          may('holds.post') && (
            <Button
              variant="primary"
              onClick={() => {
                setPlacing(true);
              }}
            >
              {words.place}
            </Button>
          )
        }
      />
      {may('retention.report') && <Retention />}
      {placing && (
        <PlaceDialog
          onClose={() => {
            setPlacing(false);
          }}
          onPlaced={pages.reload}
        />
      )}
      {asked !== undefined && (
        <StepDialog
          {...asked}
          onClose={() => {
            setAsked(undefined);
          }}
          onChanged={pages.reload}
        />
      )}
    </SpaceBetween>
  );
}

function StatusFilter({ status }: { readonly status: (typeof STATUSES)[number] }): ReactNode {
  const words = useWords().holds;
  return (
    <Choice
      label={words.status}
      options={STATUSES.map((value) => ({ value, label: words.statuses[value] }))}
      value={status}
      onChange={(chosen) => {
        setQuery({ status: chosen });
      }}
    />
  );
}

function useColumns(onAsk: (asked: Asked) => void): TableProps.ColumnDefinition<HoldView>[] {
  const words = useWords().holds;
  const format = useFormat();
  const { columns } = words;
  return [
    {
      id: 'source',
      header: columns.source,
      isRowHeader: true,
      minWidth: 190,
      cell: (hold) => <PlacedFor hold={hold} />,
    },
    { id: 'covers', header: columns.covers, minWidth: 210, cell: (hold) => <Covers hold={hold} /> },
    { id: 'why', header: columns.why, minWidth: 170, cell: ({ why }) => why },
    {
      id: 'placed',
      header: columns.placed,
      minWidth: 150,
      cell: ({ by, at }) => words.by(by, format.dateTime(at)),
    },
    {
      id: 'actions',
      header: columns.actions,
      minWidth: 200,
      cell: (hold) => <Steps hold={hold} onAsk={onAsk} />,
    },
  ];
}

function PlacedFor({
  hold: { id, source, reference, authority, legalBasis },
}: {
  readonly hold: HoldView;
}): ReactNode {
  const words = useWords().holds;
  return (
    <>
      {words.sources[source]} {reference}
      {authority !== undefined && <Box fontWeight="normal">{authority}</Box>}
      <Box color="text-body-secondary" fontSize="body-s">
        {legalBasis !== undefined && <div>{legalBasis}</div>}
        <div>{id}</div>
      </Box>
    </>
  );
}

/** A span is told in days of the hotline's time zone, as it is entered; its last day is included. */
function Covers({ hold: { id, covers, records } }: { readonly hold: HoldView }): ReactNode {
  const words = useWords().holds;
  const format = useFormat();
  const timeZone = zoneOf(useSignedIn().settings);
  const { caseNumber, number, from, to } = covers;
  const days = [
    ...(from === undefined ? [] : [words.covers.from(format.day(dayOf(from, timeZone)))]),
    ...(to === undefined ? [] : [words.covers.to(format.day(lastDayOf(to, timeZone)))]),
  ];
  const all = days.length === 0 ? words.covers.named : [words.covers.all, ...days].join(' ');
  return (
    <>
      {caseNumber !== undefined && words.covers.case(caseNumber)}
      {number !== undefined && (
        <>
          <div>{words.covers.calls}</div>
          <ShownNumber text={number} kind="hold" record={id} /> {days.join(' ')}
        </>
      )}
      {caseNumber === undefined && number === undefined && all}
      <Box color="text-body-secondary">{words.records(records.call, records.voicemail, records.case)}</Box>
    </>
  );
}

interface StepsProps {
  readonly hold: HoldView;
  readonly onAsk: (asked: Asked) => void;
}

/** The person who proposed to lift it can withdraw that, and cannot lift it. */
function Steps({ hold: { id, status, proposal }, onAsk }: StepsProps): ReactNode {
  const words = useWords().holds;
  const { me } = useSignedIn();
  const may = useMay();
  const own = proposal?.by === me.id;
  const button = (step: Step, label: string): ReactNode => (
    <Button
      onClick={() => {
        onAsk({ hold: id, step });
      }}
    >
      {label}
    </Button>
  );
  if (status === 'lifting' || status === 'lifted') return words.statuses[status];
  return (
    <SpaceBetween size="xs">
      {proposal !== undefined && <Box>{words.proposed(proposal.by, proposal.why)}</Box>}
      {own && <Box>{words.otherPerson}</Box>}
      {may('holds.lift') && (
        <SpaceBetween direction="horizontal" size="xs">
          {proposal === undefined && button('propose', words.propose)}
          {proposal !== undefined && !own && button('lift', words.lift)}
          {proposal !== undefined && button('refuse', own ? words.withdraw : words.refuse)}
        </SpaceBetween>
      )}
    </SpaceBetween>
  );
}
