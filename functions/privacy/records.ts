// The record of processing activities (article 30 of the GDPR, articles 55 and 56 of the PIPL), made from the register of
// stored fields and the settings in force.
import { KEPT_CATEGORIES, PERIODS, type KeptCategory, type Period } from '../../core/holds/kept.ts';
import { CATEGORIES, type DataCategory, type Recipient } from '../../core/privacy/categories.ts';
import { DATA_KINDS, SENSITIVITIES, type DataKind, type Sensitivity } from '../../core/privacy/kinds.ts';
import { recipientsOf, type NoticeSettings } from '../../core/privacy/spoken-notice.ts';
import type { Field, Part } from '../../store/register/field.ts';
import { OBJECTS, REGISTER } from '../../store/register/register.ts';

export interface ProcessingRecord extends Pick<DataCategory, 'purposes' | 'pipl' | 'gdpr' | 'about'> {
  readonly category: KeptCategory;
  readonly period: Period;
  /** Those that there are under the settings in force. */
  readonly recipients: readonly Recipient[];
  readonly kinds: readonly DataKind[];
  /** Of the most sensitive field. */
  readonly sensitivity: Sensitivity;
  /** `calls.caller`; objects outside of the tables by their name, such as `recordings`. */
  readonly fields: readonly StoredField[];
}

interface StoredField {
  readonly name: string;
  readonly kind: DataKind;
}

export const processingRecords = (settings: NoticeSettings): readonly ProcessingRecord[] =>
  KEPT_CATEGORIES.map((category) => recordOf(category, settings));

function recordOf(category: KeptCategory, settings: NoticeSettings): ProcessingRecord {
  const { purposes, pipl, gdpr, about, recipients } = CATEGORIES[category];
  const fields = fieldsOf(category);
  const kinds = [...new Set(fields.map(({ kind }) => kind))];
  const sensitivity =
    SENSITIVITIES.findLast((one) => kinds.some((kind) => DATA_KINDS[kind] === one)) ?? 'none';
  return {
    category,
    about,
    purposes,
    pipl,
    gdpr,
    period: PERIODS[category](settings),
    recipients: recipientsOf({ recipients }, settings),
    kinds,
    sensitivity,
    fields,
  };
}

const fieldsOf = (category: KeptCategory): StoredField[] => [
  ...Object.entries(REGISTER).flatMap(([table, fields]) =>
    Object.entries(fields).flatMap(([name, field]) =>
      field.category === category ? withParts(`${table}.${name}`, field) : [],
    ),
  ),
  ...Object.entries(OBJECTS).flatMap(([name, object]) =>
    object.category === category ? [{ name, kind: object.kind }] : [],
  ),
];

function withParts(name: string, field: Pick<Field, 'kind' | 'parts'>): StoredField[] {
  const { kind, parts } = field;
  if (parts === undefined || parts === 'whole') return [{ name, kind }];
  return Object.entries<Part>(parts).flatMap(([key, part]) =>
    withParts(`${name}.${key}`, typeof part === 'string' ? { kind: part } : part),
  );
}
