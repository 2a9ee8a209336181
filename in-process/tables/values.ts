// Values as DynamoDB keeps them: copied on their way in and out, compared by its order, added as decimals.
import { isDeepStrictEqual } from 'node:util';
import type { Item } from '../../store/database/items.ts';

/**
 * A value as the document client would send it: members that are undefined are left out.
 * @throws for what the document client refuses: an empty set, a number that is none, an object of a class
 */
export function copied(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return checkedScalar(value);
  if (Array.isArray(value)) return value.filter((one) => one !== undefined).map(copied);
  if (value instanceof Set) return copiedSet(value);
  if (value instanceof Uint8Array) return Uint8Array.from(value);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null)
    throw new Error(
      'Unsupported type passed. Pass options.convertClassInstanceToMap=true to marshall typeof object as map attribute.',
    );
  return copiedItem(value as Item);
}

export function copiedItem(item: Item): Item {
  const copy: Item = {};
  for (const name of Object.keys(item)) {
    const value = item[name];
    if (value !== undefined) copy[name] = typeof value === 'string' ? value : copied(value);
  }
  return copy;
}

function copiedSet(set: ReadonlySet<unknown>): Set<unknown> {
  if (set.size === 0) throw new Error('Pass a non-empty set, or options.convertEmptyValues=true.');
  return new Set(set);
}

function checkedScalar(value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new Error(`Special numeric value ${String(value)} is not allowed`);
  if (typeof value === 'function' || typeof value === 'symbol')
    throw new Error(`Unsupported type passed: ${typeof value}.`);
  return value;
}

/** Undefined where the two are of different kinds, or of one that has no order. */
export function orderOf(one: unknown, other: unknown): number | undefined {
  if (typeof one === 'number' && typeof other === 'number') return Math.sign(one - other);
  if (typeof one === 'string' && typeof other === 'string') return textOrder(one, other);
  return undefined;
}

const SURROGATE = /[\ud800-\udfff]/;

/** Texts are ordered by their UTF-8 bytes. */
function textOrder(one: string, other: string): number {
  if (one === other) return 0;
  if (SURROGATE.test(one) || SURROGATE.test(other))
    return Buffer.compare(Buffer.from(one), Buffer.from(other));
  return one < other ? -1 : 1;
}

export const isSame = (one: unknown, other: unknown): boolean =>
  one === other || (typeof one === 'object' && isDeepStrictEqual(one, other));

/** Undefined for what has no size. */
export function sizeOf(value: unknown): number | undefined {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (value instanceof Set) return value.size;
  if (Array.isArray(value) || value instanceof Uint8Array) return value.length;
  return typeof value === 'object' && value !== null ? Object.keys(value).length : undefined;
}

/** DynamoDB's numbers are decimals: a tenth and two tenths are three tenths. */
export function sum(one: number, other: number): number {
  if (Number.isSafeInteger(one) && Number.isSafeInteger(other)) return one + other;
  const [a, b] = [decimal(one), decimal(other)];
  const exponent = Math.min(a.exponent, b.exponent);
  const scaled = ({ digits, exponent: own }: Decimal): bigint => digits * 10n ** BigInt(own - exponent);
  return Number(`${String(scaled(a) + scaled(b))}e${String(exponent)}`);
}

interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

function decimal(value: number): Decimal {
  const [mantissa = '0', exponent = '0'] = value.toExponential().split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  return { digits: BigInt(whole + fraction), exponent: Number(exponent) - fraction.length };
}
