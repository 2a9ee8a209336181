// A request for an evidence package while it is written: what is missing or wrong, by field, and what is sent. Pure.
import { DAY_MS } from '../../../core/basics/durations.ts';
import { MOST_PERIOD_DAYS } from '../../../core/packages/evidence-package.ts';
import type { PackageView, SentBodyOf } from '../../../functions/admin/contract.ts';
import type { Words } from '../../words/words.ts';

export interface RequestDraft {
  readonly kind: PackageView['about']['kind'];
  readonly caseNumber: string;
  readonly number: string;
  /** `YYYY-MM-DD` or empty, as are the other days; both days belong to the period. */
  readonly from: string;
  readonly to: string;
  readonly authority: string;
  readonly requestNumber: string;
  readonly officer: string;
  readonly legalBasis: string;
  readonly received: string;
}

export type RequestField = Exclude<keyof RequestDraft, 'kind'>;
export type FieldProblems = Readonly<Partial<Record<RequestField, string>>>;

/** Characters that the API takes. */
export const LONGEST = { authority: 200, requestNumber: 100, officer: 100, legalBasis: 500 } as const;

/** @param today `YYYY-MM-DD` on the hotline's clocks */
export function fieldProblems(
  draft: RequestDraft,
  today: string,
  { dialog }: Words['evidence'],
): FieldProblems {
  const missing = (['authority', 'requestNumber', 'legalBasis'] as const)
    .filter((field) => draft[field].trim() === '')
    .map((field) => [field, dialog[`${field}Missing`]]);
  const { received } = draft;
  return {
    ...aboutProblems(draft, dialog),
    ...(Object.fromEntries(missing) as FieldProblems),
    ...(received === '' ? { received: dialog.receivedMissing } : {}),
    ...(received > today ? { received: dialog.receivedLater } : {}),
  };
}

function aboutProblems(draft: RequestDraft, dialog: Words['evidence']['dialog']): FieldProblems {
  switch (draft.kind) {
    case 'case':
      return /^\d{6}$/.test(draft.caseNumber.trim()) ? {} : { caseNumber: dialog.caseNumberWrong };
    case 'number':
      return draft.number.trim() === '' ? { number: dialog.numberWrong } : {};
    case 'period':
      return periodProblems(draft, dialog);
  }
}

function periodProblems({ from, to }: RequestDraft, dialog: Words['evidence']['dialog']): FieldProblems {
  if (from === '' || to === '')
    return {
      ...(from === '' ? { from: dialog.fromMissing } : {}),
      ...(to === '' ? { to: dialog.toMissing } : {}),
    };
  if (to < from) return { to: dialog.toBeforeFrom };
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
  return days > MOST_PERIOD_DAYS ? { to: dialog.tooLong(MOST_PERIOD_DAYS) } : {};
}

/** Days are sent as days: the API reads them on the hotline's clocks. A request that came in today came in now. */
export function requestBody(draft: RequestDraft, today: string): SentBodyOf<'evidence.post'> {
  const { authority, requestNumber, officer, legalBasis, received } = draft;
  return {
    about: aboutOf(draft),
    authority: authority.trim(),
    requestNumber: requestNumber.trim(),
    ...(officer.trim() === '' ? {} : { officer: officer.trim() }),
    legalBasis: legalBasis.trim(),
    ...(received === today ? {} : { receivedAt: received }),
  };
}

function aboutOf({ kind, caseNumber, number, from, to }: RequestDraft): SentBodyOf<'evidence.post'>['about'] {
  switch (kind) {
    case 'case':
      return { kind, caseNumber: caseNumber.trim() };
    case 'number':
      return { kind, number: number.trim() };
    case 'period':
      return { kind, from, to };
  }
}
