// A listing, to be added or changed: number or rule, list, reason, until when, and who rings.
import Checkbox from '@cloudscape-design/components/checkbox';
import DatePicker from '@cloudscape-design/components/date-picker';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState, type ReactNode } from 'react';
import type { List, ListingView, SentBodyOf } from '../../../functions/admin/contract.ts';
import { useMay, useSignedIn } from '../../api/api-context.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { Dialog } from '../../shell/dialog.tsx';
import { useFormat } from '../../words/format.ts';
import { useLanguage, useWords } from '../../words/index.ts';
import { departmentName } from '../voicemail/department-name.ts';
import { NumberPreview } from './number-preview.tsx';
import { useDebounced } from './use-debounced.ts';
import { useUndo } from './use-undo.ts';

interface ListingDialogProps {
  /** To which it is meant to go. */
  readonly list: List;
  /** Given where it is not to be typed. */
  readonly number?: string;
  /** The one to be changed. */
  readonly listing?: ListingView;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

interface Draft {
  readonly number: string;
  readonly list: List;
  readonly reason: string;
  /** `YYYY-MM-DD`, or empty */
  readonly expiry: string;
  readonly department: string;
  readonly ringThrough: boolean;
}

export function ListingDialog({
  list,
  number = '',
  listing,
  onClose,
  onSaved,
}: ListingDialogProps): ReactNode {
  const { lists, calls } = useWords();
  const { phone } = useFormat();
  const { api } = useSignedIn();
  const say = useUndo(onSaved);
  const [draft, setDraft] = useState<Draft>(() => draftOf(list, listing?.pattern ?? number, listing));
  const [checked, setChecked] = useState(false);
  const fixed = number !== '' || listing !== undefined;
  const settled = useDebounced(draft.number.trim());
  const preview = useAnswer('listings.preview', { query: { text: settled } }).body;
  const current = settled === draft.number.trim() ? preview : undefined;
  const set = (change: Partial<Draft>): void => {
    setDraft((before) => ({ ...before, ...change }));
  };
  return (
    <Dialog
      title={listing === undefined ? lists.addTitle[list] : lists.editTitle(phone(listing.pattern))}
      action={lists.save}
      onClose={onClose}
      ready={() => {
        setChecked(true);
        return current?.ok === true && draft.reason.trim() !== '' && !isPast(draft.expiry);
      }}
      act={async () => {
        if (current?.ok !== true) return;
        const { pattern, listing: standing } = current;
        const saved = await api.call('listings.put', {
          params: { pattern },
          body: bodyOf(draft, standing ?? listing),
          // Of what was shown: where somebody was faster, nothing is overwritten.
          version: listing?.version ?? standing?.version ?? 0,
        });
        say(lists.saved(phone(pattern), calls.lists[draft.list]), [saved.undo]);
        onSaved();
      }}
    >
      <FormField
        label={lists.number}
        description={fixed ? undefined : lists.numberHint}
        errorText={checked && draft.number.trim() === '' ? lists.numberProblems.empty : undefined}
      >
        <Input
          value={fixed ? phone(draft.number) : draft.number}
          readOnly={fixed}
          autoComplete={false}
          spellcheck={false}
          onChange={({ detail }) => {
            set({ number: detail.value });
          }}
        />
      </FormField>
      {listing === undefined && (
        <NumberPreview preview={current} list={draft.list} empty={draft.number.trim() === ''} />
      )}
      <Fields draft={draft} set={set} checked={checked} />
    </Dialog>
  );
}

interface FieldsProps {
  readonly draft: Draft;
  readonly set: (change: Partial<Draft>) => void;
  readonly checked: boolean;
}

const ALL_LISTS = ['block', 'allow', 'never-block'] as const satisfies List[];

function Fields({ draft, set, checked }: FieldsProps): ReactNode {
  const { lists } = useWords();
  const options = ALL_LISTS.map((value) => ({
    value,
    label: lists.tabs[value],
    description: lists.meaning[value],
  }));
  return (
    <SpaceBetween size="l">
      <FormField label={lists.list}>
        <Select
          options={options}
          selectedOption={options.find(({ value }) => value === draft.list) ?? null}
          onChange={({ detail }) => {
            set({ list: ALL_LISTS.find((known) => known === detail.selectedOption.value) ?? draft.list });
          }}
        />
      </FormField>
      <FormField
        label={lists.reason}
        description={lists.reasonHint}
        errorText={checked && draft.reason.trim() === '' ? lists.reasonMissing : undefined}
      >
        <Input
          value={draft.reason}
          onChange={({ detail }) => {
            set({ reason: detail.value.slice(0, 300) });
          }}
        />
      </FormField>
      <FormField
        label={lists.expiry}
        description={lists.expiryHint}
        errorText={checked && isPast(draft.expiry) ? lists.expiryPast : undefined}
      >
        <DatePicker
          value={draft.expiry}
          placeholder="YYYY/MM/DD"
          onChange={({ detail }) => {
            set({ expiry: detail.value });
          }}
        />
      </FormField>
      {draft.list !== 'block' && <Ringing draft={draft} set={set} />}
    </SpaceBetween>
  );
}

function Ringing({ draft, set }: Omit<FieldsProps, 'checked'>): ReactNode {
  const { language, words } = useLanguage();
  const { settings } = useSignedIn();
  const may = useMay();
  const options = [
    { value: '', label: words.lists.defaultDepartment },
    ...settings.departments.map(({ id }) => ({
      value: id,
      label: departmentName(id, settings, language) ?? id,
    })),
  ];
  if (!may('listings.put')) return null;
  return (
    <SpaceBetween size="l">
      <FormField label={words.lists.department}>
        <Select
          options={options}
          selectedOption={options.find(({ value }) => value === draft.department) ?? null}
          onChange={({ detail }) => {
            set({ department: detail.selectedOption.value ?? '' });
          }}
        />
      </FormField>
      <Checkbox
        checked={draft.ringThrough}
        onChange={({ detail }) => {
          set({ ringThrough: detail.checked });
        }}
      >
        {words.lists.ringThrough}
      </Checkbox>
    </SpaceBetween>
  );
}

const draftOf = (list: List, number: string, listing: ListingView | undefined): Draft => ({
  number,
  list: listing?.list ?? list,
  reason: listing?.reason ?? '',
  expiry: listing?.expiresAt === undefined ? '' : dayOf(new Date(listing.expiresAt)),
  department: listing?.department ?? '',
  ringThrough: listing?.ringThrough ?? false,
});

/** An expiry that is not touched keeps its minute. */
function bodyOf(draft: Draft, standing: ListingView | undefined): SentBodyOf<'listings.put'> {
  const { list, reason, expiry, department, ringThrough } = draft;
  const before = standing?.expiresAt;
  const kept = before !== undefined && dayOf(new Date(before)) === expiry ? before : undefined;
  const expiresAt = expiry === '' ? undefined : (kept ?? new Date(`${expiry}T00:00:00`).toISOString());
  const rings = list !== 'block';
  return {
    list,
    reason: reason.trim(),
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(rings && department !== '' ? { department } : {}),
    ...(rings && ringThrough ? { ringThrough } : {}),
  };
}

const dayOf = (date: Date): string =>
  [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');

const isPast = (expiry: string): boolean => expiry !== '' && !(Date.parse(`${expiry}T00:00:00`) > Date.now());
