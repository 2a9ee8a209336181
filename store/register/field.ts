// An entry of the register: what a stored attribute is. Its category (`core/privacy/categories.ts`) says what it is for, on
// which legal basis, for how long and for whom it is kept; its kind says how sensitive it is.
import type { KeptCategory } from '../../core/holds/kept.ts';
import type { DataKind } from '../../core/privacy/kinds.ts';

/**
 * What is inside of a map, or of each map in a list, by name; `*` stands for any name, such as an identifier. `whole`: a
 * document that another schema describes, and that is kept as one piece.
 */
export type Parts = Readonly<Record<string, Part>> | 'whole';
/** A kind alone: the value is neither a map nor a list of maps. */
export type Part = DataKind | { readonly kind: DataKind; readonly parts: Parts };

export interface Field {
  readonly category: KeptCategory;
  readonly kind: DataKind;
  /** Absent: the value is neither a map nor a list of maps. */
  readonly parts?: Parts;
}

/** By the name of the attribute; one that ends in `*` stands for all names that begin so, such as `step:*`. */
export type Fields = Readonly<Record<string, Field>>;

/** Attributes of one category. */
export const fieldsOf = <Name extends string>(
  category: KeptCategory,
  attributes: Readonly<Record<Name, Part>>,
): Readonly<Record<Name, Field>> =>
  Object.fromEntries(
    Object.entries<Part>(attributes).map(([name, part]) => [
      name,
      typeof part === 'string' ? { category, kind: part } : { category, ...part },
    ]),
  ) as Record<Name, Field>;

/** A map whose parts are those of a type: one that the type gets later is missed by the compiler here. */
export const mapOf = <Of extends object>(
  kind: DataKind,
  parts: Readonly<Record<keyof Of & string, Part>>,
): Part => ({ kind, parts });

/** Maps by names that are made at run time, or a list of texts by such names. */
export const each = (part: Part): Part => ({
  kind: typeof part === 'string' ? part : part.kind,
  parts: { '*': part },
});

export const whole = (kind: DataKind): Part => ({ kind, parts: 'whole' });

/** What every item may have: when it ends, and what keeps it longer. */
export const period = (category: KeptCategory) => fieldsOf(category, { ttl: 'technical' });
export const heldPeriod = (category: KeptCategory) =>
  fieldsOf(category, { ttl: 'technical', ordinaryTtl: 'technical', holds: 'technical' });
