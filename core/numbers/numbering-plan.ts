// Reads digits by the numbering plans of the countries, from a small table: what the voice path knows of numbers. The
// table is made from libphonenumber's metadata by `npm run plans`; pages and files also ask the library itself
// (`number-input.ts`), and `test/core/numbers/numbers.test.ts` holds the two to the same readings.
import { parseE164, type E164 } from './e164.ts';
import { isNumber, type Identity } from './identity.ts';
import plans from './numbering-plans.json' with { type: 'json' };

/** Where the hotline is: how numbers without a country code are read. */
export interface NumberingHome {
  /** ISO 3166. */
  readonly region: string;
  /** Completes local numbers, with or without the trunk prefix: `312`, `010`. Without it, local numbers are refused. */
  readonly area?: string | undefined;
}

export interface NumberingPlan {
  /** Country calling code without plus. */
  readonly code: string;
  /** Dialed before an area code within the country, or empty. */
  readonly trunk: string;
  /** Dialed before a number abroad. */
  readonly abroad: RegExp;
  /** A whole national number of a subscriber. */
  readonly national: RegExp;
  /** Digits of a mobile number. */
  readonly mobileDigits: number;
  /** People dial within their area without its code. */
  readonly areas: boolean;
  /** A whole number as short as a local one that belongs to no area. */
  readonly areaFree: RegExp;
  /** A whole short number of a service. */
  readonly service: RegExp;
}

interface Row {
  readonly code: string;
  readonly trunk?: string;
  readonly abroad: string;
  readonly national: string;
  readonly mobileDigits: number;
  readonly areas?: boolean;
  readonly areaFree?: string;
  readonly service?: string;
}

const ROWS = plans as Readonly<Record<string, Row>>;
const NEVER = /(?!)/;
const compiled = new Map<string, RegExp>();

/** Compiled when a number is first held against it: a call meets few of the patterns. */
function whole(pattern: string | undefined): RegExp {
  if (pattern === undefined) return NEVER;
  const known = compiled.get(pattern) ?? new RegExp(`^(?:${pattern})$`);
  compiled.set(pattern, known);
  return known;
}

const planFrom = (row: Row): NumberingPlan => ({
  code: row.code,
  trunk: row.trunk ?? '',
  mobileDigits: row.mobileDigits,
  areas: row.areas === true,
  get abroad() {
    return new RegExp(`^(?:${row.abroad})`);
  },
  get national() {
    return whole(row.national);
  },
  get areaFree() {
    return whole(row.areaFree);
  },
  get service() {
    return whole(row.service);
  },
});

const PLANS: ReadonlyMap<string, NumberingPlan> = new Map(
  Object.entries(ROWS).map(([region, row]) => [region, planFrom(row)]),
);

/** The plan of a country (ISO 3166); undefined where none is known. */
export const planOf = (region: string): NumberingPlan | undefined => PLANS.get(region);

/** The plans of each calling code: under `44` those of GB, GG, IM and JE. */
const PLANS_BY_CODE: ReadonlyMap<string, readonly NumberingPlan[]> = [...PLANS.values()].reduce(
  (plans, plan) => plans.set(plan.code, [...(plans.get(plan.code) ?? []), plan]),
  new Map<string, readonly NumberingPlan[]>(),
);

/** The plans behind a number's country calling code: one, or several as for +1 and +44; none where it is unassigned. */
export function plansOf(number: E164): readonly NumberingPlan[] {
  const plans = [1, 2, 3].map((length) => PLANS_BY_CODE.get(number.slice(1, 1 + length)));
  return plans.find((found) => found !== undefined) ?? [];
}

const nationalIn = (number: E164, { code }: NumberingPlan): string => number.slice(1 + code.length);

/** A short number of a service of that country: `+8695588`, `+18887`. */
export const isServiceNumber = (number: E164): boolean =>
  plansOf(number).some(
    (plan) => plan.service.test(nationalIn(number, plan)) && !plan.national.test(nationalIn(number, plan)),
  );

const isSubscriberNumber = (number: E164): boolean =>
  plansOf(number).some((plan) => plan.national.test(nationalIn(number, plan)));

/** A subscriber may read a text message; services, addresses and numbers that nobody has do not. */
export const canBeTexted = (identity: Identity): identity is E164 =>
  isNumber(identity) && isSubscriberNumber(identity);

/**
 * Some countries write one line in two ways. Mexico dropped the 1 of its mobile numbers in 2019, and carriers still
 * send it; Argentina has a 9 before mobile numbers called from abroad.
 */
const hasMobileMark = (number: E164): boolean => /^\+(521|549)\d{10}$/.test(number);

/** The one spelling of a line: without a mobile mark, and without a trunk prefix after the country code. */
export function canonical(number: E164): E164 {
  if (hasMobileMark(number)) return joined(number.slice(1, 3), number.slice(4));
  for (const plan of plansOf(number)) {
    const national = nationalIn(number, plan);
    const within = withoutTrunk(national, plan);
    if (within !== undefined && !plan.national.test(national)) return joined(plan.code, within);
  }
  return number;
}

/** The national number behind a trunk prefix; undefined where there is none, or none that leaves a whole number. */
function withoutTrunk(digits: string, { trunk, national }: NumberingPlan): string | undefined {
  if (trunk === '' || !digits.startsWith(trunk)) return undefined;
  const rest = digits.slice(trunk.length);
  return national.test(rest) ? rest : undefined;
}

const joined = (code: string, national: string): E164 => `+${code}${national}` as E164;

/**
 * Reads a number as carriers and people write it: with plus, with the prefix for calls abroad, as it is dialed at home,
 * as a service's short number, or with its country code and no plus. Undefined where it is none of these.
 */
export function readDigits(text: string, home: NumberingHome): E164 | undefined {
  // A spreadsheet's `.0` behind a figure is no part of the number.
  const figure = text.normalize('NFKC').replace(/^\s*(\+?\d+)\.0+\s*$/, '$1');
  const bare = figure.replaceAll(/[\s().\-/]/g, '');
  const plan = planOf(home.region);
  if (bare.startsWith('+')) return readInternational(bare, plan);
  if (!/^\d{2,22}$/.test(bare) || plan === undefined) return undefined;
  const abroad = readAbroad(bare, plan);
  if (abroad !== undefined && isSubscriberNumber(abroad)) return abroad;
  return (
    readAtHome(bare, plan, areaOf(home, plan)) ??
    abroad ??
    readWithoutPlus(bare) ??
    readUnassigned(bare, plan)
  );
}

const areaOf = ({ area }: NumberingHome, { trunk }: NumberingPlan): string | undefined =>
  area !== undefined && trunk !== '' && area.startsWith(trunk) ? area.slice(trunk.length) : area;

function readInternational(text: string, home: NumberingPlan | undefined): E164 | undefined {
  const number = parseE164(text);
  if (number === undefined) return undefined;
  return home !== undefined && isServiceWithPlus(number, home)
    ? joined(home.code, number.slice(1))
    : canonical(number);
}

/** Shorter ones are emergency and exchange-internal numbers: alone they say too little. */
export const SHORTEST_CALLING_SERVICE = 5;

/** North American short codes send messages, and nobody calls from them. */
export const isTextCode = (number: E164): boolean => /^\+1\d{4,6}$/.test(number);

/**
 * A carrier that puts a plus before whatever it has turns China's 95588 into +95588, which is no number of Myanmar.
 */
function isServiceWithPlus(number: E164, home: NumberingPlan): boolean {
  const digits = number.slice(1);
  return (
    digits.length >= SHORTEST_CALLING_SERVICE &&
    home.service.test(digits) &&
    !isTextCode(joined(home.code, digits)) &&
    !isSubscriberNumber(canonical(number)) &&
    !isServiceNumber(number)
  );
}

function readAtHome(digits: string, plan: NumberingPlan, area: string | undefined): E164 | undefined {
  if (plan.service.test(digits)) return joined(plan.code, digits);
  if (digits.startsWith(plan.code) && plan.service.test(digits.slice(plan.code.length)))
    return joined('', digits);
  const within = withoutTrunk(digits, plan) ?? digits;
  if (within !== digits || hasMobileMark(joined(plan.code, digits)))
    return canonical(joined(plan.code, within));
  if (!lacksArea(digits, plan) && plan.national.test(digits)) return canonical(joined(plan.code, digits));
  return area !== undefined && plan.national.test(area + digits)
    ? joined(plan.code, area + digits)
    : undefined;
}

/** A number that the plan has not assigned: callers present them, and nobody else is meant by so many digits. */
function readUnassigned(digits: string, plan: NumberingPlan): E164 | undefined {
  const { trunk, mobileDigits } = plan;
  const hasTrunk = trunk !== '' && digits.startsWith(trunk);
  const national = hasTrunk ? digits.slice(trunk.length) : digits;
  const missing = mobileDigits - national.length;
  const isWhole = missing >= 0 && missing <= (hasTrunk ? 2 : 1);
  return isWhole && !lacksArea(digits, plan) ? joined(plan.code, national) : undefined;
}

/**
 * A local number, as it is dialed within its area: written without trunk prefix, and at least two digits shorter than a
 * mobile number. Nobody can tell whose it is without the area.
 */
export const lacksArea = (digits: string, { trunk, mobileDigits, areas, areaFree }: NumberingPlan): boolean =>
  areas &&
  /^\d+$/.test(digits) &&
  !digits.startsWith(trunk) &&
  digits.length >= SHORTEST_LOCAL &&
  digits.length <= mobileDigits - 2 &&
  !areaFree.test(digits);

const SHORTEST_LOCAL = 4;

/** At least so many digits follow the prefix for calls abroad. */
const SHORTEST_ABROAD = 6;

/** Where a country's prefix for calls abroad can be read in two ways (Brazil's 00 and 0055), a whole number decides. */
function readAbroad(digits: string, plan: NumberingPlan): E164 | undefined {
  const prefixes = [/^00/, plan.abroad].flatMap((prefix) => prefix.exec(digits)?.[0] ?? []);
  const numbers = prefixes
    .map((prefix) => digits.slice(prefix.length))
    .filter((rest) => rest.length >= SHORTEST_ABROAD)
    .flatMap((rest) => readInternational(`+${rest}`, plan) ?? []);
  return numbers.find(isSubscriberNumber) ?? numbers[0];
}

function readWithoutPlus(digits: string): E164 | undefined {
  const number = parseE164(`+${digits}`);
  if (number === undefined) return undefined;
  const line = canonical(number);
  return isSubscriberNumber(line) ? line : undefined;
}

/**
 * Every way in which a number can be keyed on a telephone of the country `home`: national with and without the trunk
 * prefix, without its area code, and with its country code after nothing, `00` or the country's own prefix abroad.
 */
export function keyedForms(number: E164, home: NumberingHome): ReadonlySet<string> {
  const digits = number.slice(1);
  const abroad = /^\d+$/.test(ROWS[home.region]?.abroad ?? '') ? [ROWS[home.region]?.abroad ?? ''] : [];
  const national = plansOf(number).flatMap((plan) => {
    const own = nationalIn(number, plan);
    const area = areaOf(home, plan);
    const local = area !== undefined && own.startsWith(area) ? [own.slice(area.length)] : [];
    return [own, plan.trunk + own, ...local];
  });
  return new Set([digits, `00${digits}`, ...abroad.map((prefix) => prefix + digits), ...national]);
}
