// A listing, to be added or changed: number or rule, list, reason, until when, and who rings.
import Checkbox from '@cloudscape-design/components/checkbox';
import DatePicker from '@cloudscape-design/components/date-picker';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState, type ReactNode } from 'react';
import type { AnswerOf, List, ListingView, SentBodyOf } from '../../../functions/admin/contract.ts';
import { useMay, useSignedIn } from '../../api/api-context.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { Dialog } from '../../shell/dialog.tsx';
import { useFormat } from '../../words/format.ts';
import { useLanguage, useWords } from '../../words/index.ts';
import { departmentName } from '../voicemail/department-name.ts';
import { NumberPreview } from './number-preview.tsx';
import { lastDayOf } from '../../../core/lists/expiry.ts';
import { zoneOf } from '../../shell/clock.ts';
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
  const { lists } = useWords();
  const { phone } = useFormat();
  const { api, settings } = useSignedIn();
  const timeZone = zoneOf(settings);
  const save = useSave(listing, onSaved);
  const [draft, setDraft] = useState<Draft>(() =>
    draftOf(list, listing?.pattern ?? number, listing, timeZone),
  );
  const [checked, setChecked] = useState(false);
  const typed = draft.number.trim();
  const preview = usePreview(typed);
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
        return (
          typed !== '' &&
          preview?.ok !== false &&
          draft.reason.trim() !== '' &&
          !isPast(draft.expiry, timeZone)
        );
      }}
      act={async () => {
        // Somebody in a hurry saves before the hotline has said how it reads the number.
        const read = preview ?? (await api.call('listings.preview', { query: { text: typed } })).body;
        if (read.ok) await save(draft, read);
      }}
    >
      <NumberField {...{ draft, set, checked }} fixed={number !== '' || listing !== undefined} />
      {listing === undefined && <NumberPreview preview={preview} list={draft.list} empty={typed === ''} />}
      <Fields draft={draft} set={set} checked={checked} />
    </Dialog>
  );
}

type Preview = AnswerOf<'listings.preview'>;

/** What the number that is typed comes to; undefined until the hotline has said it of this very text. */
function usePreview(typed: string): Preview | undefined {
  const settled = useDebounced(typed);
  const preview = useAnswer('listings.preview', { query: { text: settled } }).body;
  return settled === typed ? preview : undefined;
}

/** @param listing the one to be changed, where one is */
function useSave(listing: ListingView | undefined, onSaved: () => void) {
  const { lists, calls } = useWords();
  const { phone } = useFormat();
  const { api, settings } = useSignedIn();
  const say = useUndo(onSaved);
  return async (
    draft: Draft,
    { pattern, listing: standing }: Extract<Preview, { ok: true }>,
  ): Promise<void> => {
    const saved = await api.call('listings.put', {
      params: { pattern },
      body: bodyOf(draft, standing ?? listing, zoneOf(settings)),
      // The version that was shown, so that a newer entry is not overwritten.
      version: listing?.version ?? standing?.version ?? 0,
    });
    say(lists.saved(phone(pattern), calls.lists[draft.list]), [saved.undo]);
    onSaved();
  };
}

/** @param props.fixed the number is given, and only shown */
function NumberField({ draft, set, checked, fixed }: FieldsProps & { readonly fixed: boolean }): ReactNode {
  const { lists } = useWords();
  const { phone } = useFormat();
  return (
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
  const timeZone = zoneOf(useSignedIn().settings);
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
        errorText={checked && isPast(draft.expiry, timeZone) ? lists.expiryPast : undefined}
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

const draftOf = (list: List, number: string, listing: ListingView | undefined, timeZone: string): Draft => ({
  number,
  list: listing?.list ?? list,
  reason: listing?.reason ?? '',
  expiry: listing?.expiresAt === undefined ? '' : lastDayOf(listing.expiresAt, timeZone),
  department: listing?.department ?? '',
  ringThrough: listing?.ringThrough ?? false,
});

/** An expiry that is not touched keeps its minute; a chosen day lasts until its end, which the hotline reckons. */
function bodyOf(
  draft: Draft,
  standing: ListingView | undefined,
  timeZone: string,
): SentBodyOf<'listings.put'> {
  const { list, reason, expiry, department, ringThrough } = draft;
  const before = standing?.expiresAt;
  const kept = before !== undefined && lastDayOf(before, timeZone) === expiry ? before : undefined;
  const expiresAt = expiry === '' ? undefined : (kept ?? expiry);
  const rings = list !== 'block';
  return {
    list,
    reason: reason.trim(),
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(rings && department !== '' ? { department } : {}),
    ...(rings && ringThrough ? { ringThrough } : {}),
  };
}

/** Today still lies ahead of its end. */
const isPast = (expiry: string, timeZone: string): boolean =>
  expiry !== '' && expiry < lastDayOf(new Date().toISOString(), timeZone);
