// Names of time zones that are taken for others: a fixed offset, whose sign is read the wrong way round or which knows no
// daylight saving time, and names that the time-zone database keeps for old systems alone.

type NameKind = 'reversed-offset' | 'fixed' | 'outdated';

/** The first row that fits decides; a name that fits none names a place, as it should. */
const KINDS: readonly (readonly [shape: RegExp, kind: NameKind])[] = [
  [/^(etc\/)?(gmt[+-]?0?|utc|uct|universal|zulu|greenwich)$/i, 'fixed'],
  [/^etc\/gmt[+-]\d+$/i, 'reversed-offset'],
  [/^(est|mst|hst)$/i, 'fixed'],
  // "EST5EDT", "PRC", "CET"; and the folders of the database's file `backward`.
  [/^[^/]+$/, 'outdated'],
  [/^(us|canada|brazil|chile|mexico|etc|systemv)\//i, 'outdated'],
];

/** What people mean by an abbreviation of the United States. */
const MEANT: Readonly<Record<string, string>> = {
  EST: 'America/New_York',
  EST5EDT: 'America/New_York',
  CST6CDT: 'America/Chicago',
  MST: 'America/Denver',
  MST7MDT: 'America/Denver',
  PST8PDT: 'America/Los_Angeles',
  HST: 'Pacific/Honolulu',
};

/** Zones that most people of a large country live in: named before the small ones with the same clock. */
const POPULOUS: readonly string[] = [
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Los_Angeles',
  'America/Toronto',
  'America/Vancouver',
  'America/Mexico_City',
  'America/Sao_Paulo',
  'Asia/Shanghai',
  'Australia/Sydney',
  'Australia/Perth',
  'Europe/Berlin',
  'Europe/Moscow',
];
const MOST_SUGGESTED = 4;

/**
 * What is wrong with the name, in words with the local times; undefined for a name of a place.
 * @param region of the hotline, ISO 3166: its zones are suggested
 */
export function timeZoneWarning(name: string, region: string, now: Date): string | undefined {
  const kind = KINDS.find(([shape]) => shape.test(name))?.[1];
  if (kind === undefined) return undefined;
  const zones = suggestions(name, region, now).map((zone) => `${zone} (${clockIn(zone, now)} now)`);
  const advice = zones.length === 0 ? '' : ` For ${countryName(region)} choose ${zones.join(' or ')}.`;
  return `${DESCRIPTIONS[kind](name, now)}.${advice}`;
}

/** As it stands within a sentence: "the United States", "China". */
function countryName(region: string): string {
  const name = new Intl.DisplayNames('en', { type: 'region' }).of(region) ?? region;
  return /^(United|Netherlands|Philippines|Bahamas|Maldives|Dominican|Central)\b/.test(name)
    ? `the ${name}`
    : name;
}

const DESCRIPTIONS: Readonly<Record<NameKind, (name: string, now: Date) => string>> = {
  'reversed-offset': (name, now) => {
    const hours = offsetHours(name, now);
    const side = hours < 0 ? 'west' : 'east';
    const distance = `${Math.abs(hours)} ${Math.abs(hours) === 1 ? 'hour' : 'hours'} ${side} of Greenwich`;
    return `${name} is ${distance} (${utcName(hours)}), where it is ${clockIn(name, now)} now: the sign in these names is reversed`;
  },
  fixed: (name, now) =>
    `${name} is ${utcName(offsetHours(name, now))} all year, without daylight saving time, and it is ${clockIn(name, now)} there now`,
  outdated: (name, now) =>
    `${name} is an outdated name of a time zone, and it is ${clockIn(name, now)} there now`,
};

/** Zones of the region: those with the clock that is probably meant, else the ones that most people live in. */
function suggestions(name: string, region: string, now: Date): string[] {
  const ofRegion = zonesOf(region);
  const meant = MEANT[name.toUpperCase()];
  if (meant !== undefined && ofRegion.includes(meant)) return [meant];
  const hours = standardOffset(name, now);
  const found = [-hours, hours]
    .filter((_, index) => index > 0 || /^etc\/gmt/i.test(name))
    .map((wanted) => ofRegion.filter((zone) => standardOffset(zone, now) === wanted))
    .find(({ length }) => length > 0);
  const candidates = found ?? ofRegion;
  const populous = POPULOUS.filter((zone) => candidates.includes(zone));
  return (populous.length > 0 ? populous : candidates).slice(0, MOST_SUGGESTED);
}

/** Newer engines have a method for what older ones have a property for; TypeScript's library knows neither. */
function zonesOf(region: string): readonly string[] {
  const locale = new Intl.Locale(`und-${region}`) as Intl.Locale & {
    readonly timeZones?: readonly string[];
    readonly getTimeZones?: () => readonly string[] | undefined;
  };
  return locale.getTimeZones?.() ?? locale.timeZones ?? [];
}

/** Hours from UTC at that moment, east is positive. */
function offsetHours(timeZone: string, at: Date): number {
  const named = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName')?.value;
  const [, sign = '+', hours = '0', minutes = '0'] = /([+-])(\d+):?(\d+)?/.exec(named ?? '') ?? [];
  return Number(`${sign}1`) * (Number(hours) + Number(minutes) / 60);
}

/** Without daylight saving time: the smaller of the offsets in midwinter and midsummer. */
function standardOffset(timeZone: string, now: Date): number {
  const year = now.getUTCFullYear();
  return Math.min(...[0, 6].map((month) => offsetHours(timeZone, new Date(Date.UTC(year, month, 15)))));
}

const utcName = (hours: number): string => (hours === 0 ? 'UTC' : `UTC${hours > 0 ? '+' : ''}${hours}`);

const clockIn = (timeZone: string, now: Date): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(now);
