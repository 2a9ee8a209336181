// Shows whether each department is open, when it opens next, and the switch for do not disturb.
import { HOUR_MS } from '../../../core/basics/durations.ts';
import Box from '@cloudscape-design/components/box';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useState, type ReactNode } from 'react';
import type { StateView } from '../../../functions/admin/contract.ts';
import { useMay, useSignedIn } from '../../api/api-context.ts';
import { useNotices } from '../../shell/notices.tsx';
import { useCalendar } from '../../words/calendar.ts';
import { useFormat } from '../../words/format.ts';
import { useLanguage, useWords } from '../../words/index.ts';
import type { Words } from '../../words/words.ts';

interface HotlineStateProps {
  readonly state: StateView | undefined;
  readonly onChanged: () => void;
}

type DepartmentState = StateView['departments'][number];

const LOOKS = { open: 'success', 'after-hours': 'stopped', 'do-not-disturb': 'warning' } as const;

export function HotlineState({ state, onChanged }: HotlineStateProps): ReactNode {
  const { overview } = useWords();
  const { phone } = useFormat();
  const { settings } = useSignedIn();
  const departments = state?.departments ?? [];
  return (
    <SpaceBetween size="xs">
      <Box variant="awsui-key-label">
        {overview.hotline} {phone(settings.hotline.number)}
      </Box>
      {departments.map((department, index) => (
        <OneDepartment
          key={department.id}
          department={department}
          named={departments.length > 1}
          wrong={(state?.warnings ?? []).some(({ at }) => at.startsWith(`/departments/${String(index)}/`))}
        />
      ))}
      {state !== undefined && <QuietSwitch state={state} onChanged={onChanged} />}
    </SpaceBetween>
  );
}

function OneDepartment({
  department,
  named,
  wrong,
}: {
  readonly department: DepartmentState;
  readonly named: boolean;
  /** Its settings have a problem, so that "open" would promise too much. */
  readonly wrong: boolean;
}): ReactNode {
  const { language, words } = useLanguage();
  const { settings } = useSignedIn();
  const { name, id, state } = department;
  return (
    <div>
      {named && <Box>{name[language] ?? name[settings.hotline.language] ?? id}</Box>}
      <Box fontSize={named ? 'body-m' : 'heading-m'} fontWeight={named ? 'normal' : 'bold'}>
        <StatusIndicator type={wrong ? 'error' : LOOKS[state]}>
          {wrong ? words.overview.stateWrong(words.overview.states[state]) : words.overview.states[state]}
        </StatusIndicator>
      </Box>
      <Box color="text-body-secondary" fontSize="body-s">
        <Until department={department} />
      </Box>
    </div>
  );
}

function Until({ department }: { readonly department: DepartmentState }): ReactNode {
  const words = useWords();
  const format = useFormat();
  const { overview } = words;
  const { state, until, opens } = department;
  if (state === 'open') return null;
  if (until !== undefined) return overview.untilThen(format.dateTime(until));
  return opens === undefined ? overview.opensNever : overview.opens(openingWords(opens, words, format.date));
}

function openingWords(
  { daysAhead, date, clock }: NonNullable<DepartmentState['opens']>,
  { overview }: Words,
  write: (instant: string) => string,
): string {
  if (daysAhead === 0) return overview.opensToday(clock);
  // A day is the same day wherever it is read.
  return daysAhead === 1 ? overview.opensTomorrow(clock) : overview.opensOn(write(`${date}T12:00:00`), clock);
}

const QUIET_HOURS = [1, 2, 4, 8, 24];

function QuietSwitch({
  state,
  onChanged,
}: {
  readonly state: StateView;
  readonly onChanged: () => void;
}): ReactNode {
  const { overview } = useWords();
  const { api } = useSignedIn();
  const may = useMay();
  const notices = useNotices('ringing');
  const calendar = useCalendar();
  const format = useFormat();
  const [busy, setBusy] = useState(false);
  if (!may('do-not-disturb.put')) return null;
  const set = async (hours: number): Promise<void> => {
    setBusy(true);
    const { version } = state.doNotDisturb;
    try {
      if (hours > 0) {
        const until = new Date(Date.now() + hours * HOUR_MS).toISOString();
        await api.call('do-not-disturb.put', { version, body: { until } });
        notices.done(overview.quietOn(format.dateTime(until)));
      } else {
        await api.call('do-not-disturb.delete', { version });
        notices.done(overview.quietOff);
      }
      onChanged();
    } catch (error) {
      notices.failed(error);
      onChanged();
    } finally {
      setBusy(false);
    }
  };
  const quiet = state.doNotDisturb.until !== undefined;
  return (
    <ButtonDropdown
      loading={busy}
      items={[
        ...(quiet ? [{ id: '0', text: overview.quietEnd }] : []),
        ...QUIET_HOURS.map((hours) => ({
          id: String(hours),
          text: overview.quietFor(calendar.hours(hours)),
        })),
      ]}
      onItemClick={({ detail }) => void set(Number(detail.id))}
    >
      {overview.quiet}
    </ButtonDropdown>
  );
}
