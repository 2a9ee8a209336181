// What a complaint file holds, how many numbers each threshold would block, and which lines are left out.
import { DAY_MS } from '../../../core/basics/durations.ts';
import Alert from '@cloudscape-design/components/alert';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState, type ReactNode } from 'react';
import type { FeedImport } from '../../../functions/admin/contract.ts';
import { useFormat } from '../../words/format.ts';
import { useWords } from '../../words/index.ts';
import { Groups } from '../lists/import-report.tsx';
import type { BlockChoice } from './use-feed-import.ts';

interface FeedChoiceProps {
  readonly report: FeedImport;
  readonly choice: BlockChoice;
  readonly setChoice: (choice: BlockChoice) => void;
  readonly look: (within: number) => void;
}

/** Older complaints have faded: a score hardly moves by them. */
const STALE_DAYS = 90;

export function FeedChoice({ report, choice, setChoice, look }: FeedChoiceProps): ReactNode {
  const { feeds } = useWords();
  const format = useFormat();
  const [now] = useState(() => Date.now());
  const { from, to, complaints, numbers, thresholds, withinDays } = report;
  if (from === undefined || to === undefined)
    return (
      <SpaceBetween size="l">
        <Alert type="warning">{feeds.holdsNothing}</Alert>
        <LeftOut dropped={report.dropped} />
      </SpaceBetween>
    );
  const age = Math.floor((now - Date.parse(to)) / DAY_MS);
  const period = feeds.period(from, to);
  const shown = (count: number) => ({ count, shown: format.number(count) });
  return (
    <SpaceBetween size="l">
      <Alert type={age > STALE_DAYS ? 'warning' : 'info'}>
        <div>{feeds.holds(shown(complaints), shown(numbers), period)}</div>
        {age > STALE_DAYS && <div>{feeds.old(format.number(age))}</div>}
      </Alert>
      <FormField label={feeds.block} description={feeds.blockHint}>
        <RadioGroup
          value={String(choice.blockFrom ?? 0)}
          onChange={({ detail }) => {
            const least = Number(detail.value);
            setChoice({ ...choice, blockFrom: least === 0 ? undefined : least });
          }}
          items={[
            { value: '0', label: feeds.blockNobody },
            ...thresholds
              .filter((one) => one.numbers > 0)
              .map((one) => ({
                value: String(one.atLeast),
                label: feeds.blockFrom(one.atLeast, shown(one.numbers), withinDays),
              })),
          ]}
        />
      </FormField>
      <ColumnLayout columns={2}>
        <Days
          label={feeds.within}
          value={choice.within}
          onChange={(within) => {
            setChoice({ ...choice, within });
            look(within);
          }}
        />
        <Days
          label={feeds.expires}
          value={choice.expiresDays}
          onChange={(expiresDays) => {
            setChoice({ ...choice, expiresDays });
          }}
        />
      </ColumnLayout>
      <LeftOut dropped={report.dropped} />
    </SpaceBetween>
  );
}

interface DaysProps {
  readonly label: string;
  readonly value: number;
  /** Called with a number that fits only. */
  readonly onChange: (days: number) => void;
}

function Days({ label, value, onChange }: DaysProps): ReactNode {
  const { feeds } = useWords();
  const [text, setText] = useState(String(value));
  const isRight = /^\d{1,4}$/.test(text) && Number(text) >= 1 && Number(text) <= 3_650;
  return (
    <FormField label={label} errorText={isRight ? undefined : feeds.daysWrong}>
      <Input
        value={text}
        type="number"
        inputMode="numeric"
        onChange={({ detail }) => {
          setText(detail.value);
        }}
        onBlur={() => {
          if (isRight && Number(text) !== value) onChange(Number(text));
        }}
      />
    </FormField>
  );
}

export function LeftOut({ dropped }: Pick<FeedImport, 'dropped'>): ReactNode {
  const { feeds } = useWords();
  return dropped.length === 0 ? null : <Groups groups={dropped} title={feeds.leftOut} />;
}
