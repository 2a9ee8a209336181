// How hard the hotline is guarded, and the switch for it: a level, and when it ends by itself.
import { MINUTE_MS } from '../../../core/basics/durations.ts';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Modal from '@cloudscape-design/components/modal';
import RadioGroup from '@cloudscape-design/components/radio-group';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useState, type ReactNode } from 'react';
import type { GuardView, StateView } from '../../../functions/admin/contract.ts';
import { useMay, useSignedIn } from '../../api/api-context.ts';
import { DialogButtons } from '../../shell/dialog-buttons.tsx';
import { useNotices } from '../../shell/notices.tsx';
import { useCalendar } from '../../words/calendar.ts';
import { useFormat } from '../../words/format.ts';
import { useWords } from '../../words/index.ts';

interface GuardSwitchProps {
  readonly state: StateView | undefined;
  readonly onChanged: () => void;
}

type Level = GuardView['level'];
const LEVELS = ['normal', 'elevated', 'siege'] as const satisfies Level[];
const LOOKS = { normal: 'success', elevated: 'warning', siege: 'error' } as const;

export function GuardSwitch({ state, onChanged }: GuardSwitchProps): ReactNode {
  const { overview } = useWords();
  const may = useMay();
  const [open, setOpen] = useState(false);
  if (state === undefined) return null;
  const { guard } = state;
  return (
    <SpaceBetween size="xs">
      <Box variant="awsui-key-label">{overview.guard}</Box>
      <div>
        <Box fontSize="heading-m" fontWeight="bold">
          <StatusIndicator type={LOOKS[guard.level]}>{overview.guardLevels[guard.level]}</StatusIndicator>
        </Box>
        <Box color="text-body-secondary" fontSize="body-s">
          <About guard={guard} />
        </Box>
      </div>
      {may('guard.put') && (
        <Button
          onClick={() => {
            setOpen(true);
          }}
        >
          {overview.guardChange}
        </Button>
      )}
      {open && (
        <GuardDialog
          before={guard}
          onClose={() => {
            setOpen(false);
          }}
          onChanged={onChanged}
        />
      )}
    </SpaceBetween>
  );
}

function About({ guard }: { readonly guard: GuardView }): ReactNode {
  const { overview } = useWords();
  const format = useFormat();
  const parts = [
    ...(guard.until === undefined ? [] : [overview.untilThen(format.dateTime(guard.until))]),
    ...(guard.by === undefined || guard.level === 'normal' ? [] : [overview.setBy(guard.by)]),
  ];
  const about = parts.length === 0 ? overview.guardMeaning[guard.level] : parts.join(', ');
  return guard.because === undefined || guard.level === 'normal'
    ? about
    : `${about}. ${overview.guardBecause(guard.because)}`;
}

interface GuardDialogProps {
  /** As it stood when the dialog was opened. */
  readonly before: GuardView;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

const FOR_GOOD = '0';
const MINUTES = [30, 60, 120, 240, 480];

function GuardDialog(props: GuardDialogProps): ReactNode {
  const { overview } = useWords();
  const { level, setLevel, minutes, setMinutes, busy, apply } = useGuardChange(props);
  return (
    <Modal
      visible
      header={overview.guardChange}
      onDismiss={props.onClose}
      footer={
        <DialogButtons action={overview.guardApply} busy={busy} onAct={apply} onCancel={props.onClose} />
      }
    >
      <SpaceBetween size="l">
        <LevelField level={level} onChange={setLevel} />
        {level !== 'normal' && <UntilField minutes={minutes} onChange={setMinutes} />}
      </SpaceBetween>
    </Modal>
  );
}

/** The level and its end as they are chosen, and the request that sets them. */
function useGuardChange({ before: now, onClose, onChanged }: GuardDialogProps) {
  const { overview } = useWords();
  const { api } = useSignedIn();
  const [before] = useState(now);
  const notices = useNotices('guard');
  const [level, setLevel] = useState<Level>(before.level);
  const [minutes, setMinutes] = useState('60');
  const [busy, setBusy] = useState(false);
  const apply = async (): Promise<void> => {
    setBusy(true);
    const ends = level !== 'normal' && minutes !== FOR_GOOD;
    const until = new Date(Date.now() + Number(minutes) * MINUTE_MS).toISOString();
    try {
      await api.call('guard.put', {
        version: before.version,
        body: { level, ...(ends ? { until } : {}) },
      });
      notices.done(overview.guardSet(overview.guardLevels[level]));
    } catch (error) {
      notices.failed(error);
    }
    onChanged();
    onClose();
  };
  return { level, setLevel, minutes, setMinutes, busy, apply };
}

interface LevelFieldProps {
  readonly level: Level;
  readonly onChange: (level: Level) => void;
}

function LevelField({ level, onChange }: LevelFieldProps): ReactNode {
  const { overview } = useWords();
  return (
    <FormField label={overview.guard}>
      <RadioGroup
        value={level}
        items={LEVELS.map((value) => ({
          value,
          label: overview.guardLevels[value],
          description: overview.guardMeaning[value],
        }))}
        onChange={({ detail }) => {
          onChange(LEVELS.find((known) => known === detail.value) ?? 'normal');
        }}
      />
    </FormField>
  );
}

interface UntilFieldProps {
  readonly minutes: string;
  readonly onChange: (minutes: string) => void;
}

function UntilField({ minutes, onChange }: UntilFieldProps): ReactNode {
  const { overview } = useWords();
  const times = useTimes();
  return (
    <FormField label={overview.guardUntil}>
      <Select
        options={times}
        selectedOption={times.find(({ value }) => value === minutes) ?? null}
        onChange={({ detail }) => {
          onChange(detail.selectedOption.value ?? FOR_GOOD);
        }}
      />
    </FormField>
  );
}

function useTimes(): { value: string; label: string }[] {
  const { overview } = useWords();
  const calendar = useCalendar();
  const length = (minutes: number): string =>
    minutes < 60 ? calendar.minutes(minutes) : calendar.hours(minutes / 60);
  return [
    ...MINUTES.map((minutes) => ({ value: String(minutes), label: overview.guardFor(length(minutes)) })),
    { value: FOR_GOOD, label: overview.guardForGood },
  ];
}
