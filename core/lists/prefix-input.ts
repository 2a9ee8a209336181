// Turns any usual spelling of a prefix rule into the one that calls are compared with, as numbers are: with plus or a
// prefix for calls abroad, as dialed at home, with or without a trunk prefix. A rule that can match nothing is refused.
import { assignedCovered, numbersCovered } from './coverage.ts';
import { planOf, plansOf, type NumberingHome, type NumberingPlan } from '../numbers/numbering-plan.ts';
import { parseE164, type E164 } from '../numbers/e164.ts';
import { isPrefixRule, parsePrefixRule, type ListingPattern, type PrefixRule } from './listing.ts';
import { callingCodeOf } from './number-blocks.ts';
import { isMasked } from '../numbers/masked-number.ts';
import { unwrapNumber } from '../numbers/number-cell.ts';
import { normaliseNumber, refuse, type NumberRemark, type Refusal } from '../numbers/number-input.ts';

export type PatternInput =
  { readonly ok: true; readonly pattern: ListingPattern; readonly remark?: NumberRemark } | Refusal;

/** A number in any usual spelling, or a prefix rule: the first digits, then a star: `+1 (312) 555*`, `0755*`. */
export function normalisePattern(text: string, home: NumberingHome): PatternInput {
  const cell = unwrapNumber(text);
  if (!cell.ok) return refuse(cell.code);
  const bare = cell.text;
  if (!bare.includes('*')) {
    const read = normaliseNumber(text, home);
    if (!read.ok) return read;
    const { number: pattern, ...rest } = read;
    return { ...rest, pattern };
  }
  if (isMasked(bare)) return refuse('masked');
  const digits = bare.replaceAll(/[\s().\-/]/g, '');
  if (!/^\+?\d+\*$/.test(digits)) return refuse('not-a-prefix-rule');
  const rules = readings(digits.slice(0, -1), home).flatMap((prefix) => parsePrefixRule(`${prefix}*`) ?? []);
  const pattern = mostCovering(rules);
  return pattern === undefined ? refuse('matches-nothing') : { ok: true, pattern };
}

/** Of several readings the one that the most assigned numbers have; undefined where no call can match any. */
function mostCovering(rules: readonly PrefixRule[]): PrefixRule | undefined {
  const best = (count: (rule: PrefixRule) => number): PrefixRule | undefined =>
    rules.filter((rule) => count(rule) > 0).sort((a, b) => count(b) - count(a))[0];
  return best(assignedCovered) ?? best(numbersCovered);
}

/** What the first digits of a number can mean, the likeliest first. */
function readings(prefix: string, home: NumberingHome): string[] {
  const plan = planOf(home.region);
  const abroad = plan?.abroad.exec(prefix)?.[0] ?? /^00/.exec(prefix)?.[0];
  if (prefix.startsWith('+')) return international(prefix);
  if (plan === undefined) return [];
  const dialedAbroad = abroad === undefined ? [] : international(`+${prefix.slice(abroad.length)}`);
  return [...atHome(prefix, plan), ...dialedAbroad];
}

/** With its country code, and a trunk prefix after it that no caller's number has: `+860755`, `+44(0)20`. */
function international(prefix: string): string[] {
  const number = parseE164(prefix);
  if (number === undefined) return [prefix];
  const trunks = new Set(plansOf(number).map(({ code, trunk }) => `${code} ${trunk}`));
  const without = [...trunks].flatMap((pair) => {
    const [code = '', trunk = ''] = pair.split(' ');
    const national = prefix.slice(1 + code.length);
    return trunk !== '' && national.startsWith(trunk) && national !== trunk
      ? [`+${code}${national.slice(trunk.length)}`]
      : [];
  });
  return [prefix, ...without].flatMap(withoutMobileMark);
}

function atHome(digits: string, { code, trunk }: NumberingPlan): string[] {
  const within =
    trunk !== '' && digits.startsWith(trunk) && digits !== trunk ? [digits.slice(trunk.length)] : [];
  return [...within, digits].flatMap((national) => withoutMobileMark(`+${code}${national}`));
}

/** Mexico's 1 and Argentina's 9 are in no number that calls are compared with; alone they match nothing. */
function withoutMobileMark(prefix: string): string[] {
  const [, code, rest] = /^\+(52(?=1)|54(?=9))\d(\d*)$/.exec(prefix) ?? [];
  if (code === undefined) return [prefix];
  return rest === '' ? [] : [`+${code}${rest ?? ''}`];
}

/** Fewer national digits than these, and a rule is about a whole region: a second person has to look at it. */
const FEWEST_DIGITS_ALONE = 6;

/** True for a rule that covers so many people that one person alone must not make it: `+1*`, `+86755*`. */
export function isWideRule(pattern: ListingPattern): boolean {
  if (!isPrefixRule(pattern)) return false;
  const prefix = pattern.slice(0, -1) as E164;
  return prefix.length - 1 - callingCodeOf(prefix).length < FEWEST_DIGITS_ALONE;
}
