// The calls of the last days decided again, with the screening as it stands on the page: who would have been treated
// otherwise. Asked for by a button, because it reads many calls.
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';
import { useState, type ReactNode } from 'react';
import type { SentBodyOf, WhatIfView } from '../../../../../functions/admin/contract.ts';
import { useApi } from '../../../../api/api-context.ts';
import { asProblem, type ApiProblem } from '../../../../api/problem.ts';
import { ProblemAlert } from '../../../../shell/problem-alert.tsx';
import { useCalendar } from '../../../../words/calendar.ts';
import { useFormat } from '../../../../words/format.ts';
import { useWords } from '../../../../words/index.ts';
import { Verdict } from '../../../calls/verdict.tsx';
import { isSame } from '../../document.ts';
import { useDraft } from '../../draft.tsx';
import { Examples } from '../examples.tsx';
import { FieldsSection } from '../fields-section.tsx';

interface Tried {
  readonly screening: unknown;
  readonly result?: WhatIfView;
  readonly problem?: ApiProblem;
}

export function WhatIf(): ReactNode {
  const { screening } = useWords().settings;
  const { busy, tried, isStale, tryOut } = useWhatIf();
  return (
    <FieldsSection
      title={screening.whatIf}
      description={screening.whatIfHint}
      actions={
        <Button loading={busy} onClick={() => void tryOut()}>
          {screening.try}
        </Button>
      }
    >
      {tried !== undefined && (
        <div aria-live="polite">
          {isStale && <StatusIndicator type="warning">{screening.stale}</StatusIndicator>}
          <ProblemAlert problem={tried.problem} again={() => void tryOut()} />
          {tried.result !== undefined && <Result result={tried.result} />}
        </div>
      )}
    </FieldsSection>
  );
}

function useWhatIf() {
  const api = useApi();
  const { document, found } = useDraft();
  const [busy, setBusy] = useState(false);
  const [tried, setTried] = useState<Tried>();
  const { screening } = document;
  const tryOut = async (): Promise<void> => {
    setBusy(true);
    try {
      const body: SentBodyOf<'what-if'> = { settings: { screening } };
      const { body: result } = await api.call('what-if', { body });
      setTried({ screening, result });
    } catch (error) {
      const problem = asProblem(error);
      if (problem.kind === 'invalid-settings') found(problem.places);
      setTried({ screening, problem });
    } finally {
      setBusy(false);
    }
  };
  return { busy, tried, tryOut, isStale: tried !== undefined && !isSame(tried.screening, screening) };
}

function Result({ result }: { readonly result: WhatIfView }): ReactNode {
  const { screening } = useWords().settings;
  const format = useFormat();
  const { money } = useCalendar();
  const { calls, changed, minutesSaved, saved, complete } = result;
  const minutes = format.number(minutesSaved);
  return (
    <>
      <Box variant="p">
        {changed === 0
          ? screening.none(format.number(calls))
          : screening.some(format.number(changed), format.number(calls))}{' '}
        {minutesSaved > 0 &&
          (saved === undefined
            ? screening.saved(minutes)
            : screening.savedMoney(minutes, money(saved.amount, saved.currency)))}{' '}
        {!complete && screening.incomplete}
      </Box>
      {changed > 0 && <Changes changes={result.changes} />}
    </>
  );
}

function Changes({ changes }: Pick<WhatIfView, 'changes'>): ReactNode {
  const { screening } = useWords().settings;
  const format = useFormat();
  const { columns } = screening;
  return (
    <Table
      variant="embedded"
      items={changes}
      trackBy={({ from, to }) => `${from} ${to}`}
      wrapLines
      ariaLabels={{ tableLabel: screening.whatIf }}
      columnDefinitions={[
        {
          id: 'from',
          header: columns.from,
          isRowHeader: true,
          cell: ({ from }) => <Verdict verdict={from} />,
        },
        { id: 'to', header: columns.to, cell: ({ to }) => <Verdict verdict={to} /> },
        { id: 'calls', header: columns.calls, cell: ({ calls }) => format.number(calls) },
        { id: 'talked', header: columns.talked, cell: ({ talked }) => format.number(talked) },
        { id: 'flagged', header: columns.flagged, cell: ({ flagged }) => format.number(flagged) },
        { id: 'examples', header: columns.examples, cell: ({ examples }) => <Examples calls={examples} /> },
      ]}
    />
  );
}
