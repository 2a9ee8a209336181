// Partners: what each gets, what waits for a second person, and the numbers that partners doubt.
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { TableProps } from '@cloudscape-design/components/table';
import { useState, type ReactNode } from 'react';
import type { PartnerCredential, PartnerView } from '../../../functions/admin/contract.ts';
import { useMay, useSignedIn } from '../../api/api-context.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { Rows } from '../../shell/rows.tsx';
import { useFormat } from '../../words/format.ts';
import { useWords } from '../../words/index.ts';
import { CredentialDialog } from './credential-dialog.tsx';
import { DoubtedNumbers } from './doubted-numbers.tsx';
import { PartnerDialog } from './partner-dialog.tsx';
import { PartnerStepDialog, type PartnerStep } from './partner-step-dialog.tsx';

/** What a dialog is open for. */
type Asked =
  | { readonly kind: 'edit'; readonly partner: PartnerView | undefined }
  | { readonly kind: 'step'; readonly partner: PartnerView; readonly step: PartnerStep };

export default function PartnersPage(): ReactNode {
  const { partners: words, common } = useWords();
  const may = useMay();
  const { body, problem, loading, reload } = useAnswer('partners.page', {});
  const [asked, setAsked] = useState<Asked>();
  const [credential, setCredential] = useState<PartnerCredential>();
  const columns = useColumns(setAsked);
  const close = (): void => {
    setAsked(undefined);
  };
  if (problem !== undefined) return <ProblemAlert problem={problem} again={reload} />;
  return (
    <SpaceBetween size="l">
      <Rows
        variant="full-page"
        label={words.title}
        loading={loading}
        loadingText={common.loading}
        header={
          <PartnersHeader
            onAdd={() => {
              setAsked({ kind: 'edit', partner: undefined });
            }}
          />
        }
        items={body?.items ?? []}
        trackBy={({ name }) => name}
        columns={columns}
        empty={<Box textAlign="center">{words.empty}</Box>}
      />
      {may('shares.page') && <DoubtedNumbers />}
      {asked?.kind === 'edit' && <PartnerDialog partner={asked.partner} onClose={close} onSaved={reload} />}
      {asked?.kind === 'step' && (
        <PartnerStepDialog
          partner={asked.partner}
          step={asked.step}
          onClose={close}
          onDone={(made) => {
            setCredential(made);
            reload();
          }}
        />
      )}
      {credential !== undefined && (
        <CredentialDialog
          credential={credential}
          onClose={() => {
            setCredential(undefined);
          }}
        />
      )}
    </SpaceBetween>
  );
}

function PartnersHeader({ onAdd }: { readonly onAdd: () => void }): ReactNode {
  const words = useWords().partners;
  const may = useMay();
  const add = (
    <Button variant="primary" onClick={onAdd}>
      {words.add}
    </Button>
  );
  return (
    <Header variant="h1" description={words.description} actions={may('partners.put') && add}>
      {words.title}
    </Header>
  );
}

const INDICATORS = {
  proposed: 'pending',
  active: 'success',
  suspended: 'warning',
  ended: 'stopped',
  expired: 'warning',
} as const satisfies Record<PartnerView['state'], string>;

function useColumns(onAsk: (asked: Asked) => void): TableProps.ColumnDefinition<PartnerView>[] {
  const words = useWords().partners;
  const format = useFormat();
  const { columns } = words;
  return [
    {
      id: 'name',
      header: columns.name,
      isRowHeader: true,
      minWidth: 150,
      cell: ({ name, terms }) => (
        <>
          {name}
          <Box color="text-body-secondary">{terms.contractReference}</Box>
        </>
      ),
    },
    {
      id: 'state',
      header: columns.state,
      minWidth: 150,
      cell: ({ state, stopped }) => (
        <>
          <StatusIndicator type={INDICATORS[state]}>{words.states[state]}</StatusIndicator>
          {stopped !== undefined && state !== 'active' && <Box>{stopped.why}</Box>}
        </>
      ),
    },
    { id: 'gets', header: columns.gets, minWidth: 220, cell: ({ terms }) => <Terms terms={terms} /> },
    {
      id: 'use',
      header: columns.use,
      minWidth: 200,
      cell: ({ use: { fetches, numbers, sightings, lastFetchedAt } }) => (
        <>
          {words.used(fetches, numbers)}
          <div>{words.reported(sightings.seen + sightings.confirmed, sightings['false-positive'])}</div>
          {lastFetchedAt !== undefined && <div>{words.lastFetched(format.dateTime(lastFetchedAt))}</div>}
        </>
      ),
    },
    {
      id: 'actions',
      header: columns.actions,
      minWidth: 240,
      cell: (partner) => <Steps partner={partner} onAsk={onAsk} />,
    },
  ];
}

function Terms({ terms }: { readonly terms: PartnerView['terms'] }): ReactNode {
  const { partners: words, cases } = useWords();
  const format = useFormat();
  const { basis, categories, formats, expiresOn } = terms;
  return (
    <>
      {categories
        .map((category) => cases.categories[category])
        .join(format.language === 'zh-CN' ? '、' : ', ')}
      <div>
        {basis === undefined ? words.keyedOnly : words.plainOn(words.bases[basis.kind], basis.reference)}
      </div>
      {formats.map((one) => (
        <Box key={one} color="text-body-secondary">
          {words.formats[one]}
        </Box>
      ))}
      <Box color="text-body-secondary">{words.until(format.day(expiresOn))}</Box>
    </>
  );
}

interface StepsProps {
  readonly partner: PartnerView;
  readonly onAsk: (asked: Asked) => void;
}

/** The person who proposed something can withdraw that, and cannot approve it. */
function Steps({ partner, onAsk }: StepsProps): ReactNode {
  const words = useWords().partners;
  const { me } = useSignedIn();
  const may = useMay();
  const { state, proposal } = partner;
  const button = (step: PartnerStep, shown: boolean): ReactNode =>
    shown &&
    may(`partners.${step}`) && (
      <Button
        onClick={() => {
          onAsk({ kind: 'step', partner, step });
        }}
      >
        {words.steps[step]}
      </Button>
    );
  if (state === 'ended') return null;
  const isOwn = proposal?.by === me.id;
  const isFree = proposal === undefined;
  return (
    <SpaceBetween size="xs">
      {proposal !== undefined && <Box>{words.proposals[proposal.kind](proposal.by, proposal.why)}</Box>}
      {isOwn && <Box>{words.otherPerson}</Box>}
      <SpaceBetween direction="horizontal" size="xs">
        {button('approve', !isFree && !isOwn)}
        {button('refuse', !isFree)}
        {isFree && may('partners.put') && (
          <Button
            onClick={() => {
              onAsk({ kind: 'edit', partner });
            }}
          >
            {words.change}
          </Button>
        )}
        {button('rotate', isFree && state !== 'proposed')}
        {button('suspend', state === 'active')}
        {button('resume', isFree && state === 'suspended')}
      </SpaceBetween>
    </SpaceBetween>
  );
}
