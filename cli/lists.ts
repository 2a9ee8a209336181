// The commands that read and change what the hotline keeps: listings, lookup, voicemails, settings.
import { readFile, writeFile } from 'node:fs/promises';
import type {
  DoNotDisturbView,
  GuardView,
  HolidayView,
  ListingView,
  LookupView,
  PageOf,
  ProposalView,
  SettingsWarnings,
  StaffView,
  VoicemailView,
} from '../functions/admin/contract.ts';
import { CALLS } from '../console/words/en-us/calls.ts';
import { SETTINGS } from '../console/words/en-us/settings/index.ts';
import { VOICEMAIL } from '../console/words/en-us/voicemail.ts';
import { CommandError, request, requestJson, versionOf, type Connection } from './connection.ts';
import { numberWriter, type WriteNumber } from './numbers.ts';
import { named, printable, table, whoInWords } from './tables.ts';
import { length, localTime, withLocalTimes } from './times.ts';

export interface ListOptions {
  readonly limit: number;
  readonly json: boolean;
}

type Query = Readonly<Record<string, string | undefined>>;

export async function listings(connection: Connection, query: Query, options: ListOptions): Promise<void> {
  const found = await pages<ListingView>(connection, '/api/listings', query, options);
  const written = await writerFor(connection, options);
  print(found, options, ['number', 'list', 'reason', 'expires', 'source'], (listing) => [
    written(listing.pattern),
    listing.list,
    printable(listing.reason),
    listing.expiresAt === undefined ? '' : localTime(listing.expiresAt),
    listing.source,
  ]);
}

export async function addListing(connection: Connection, pattern: string, body: object): Promise<void> {
  const path = `/api/listings/${encodeURIComponent(pattern)}`;
  const listing = await requestJson<ListingView>(connection, path, {
    method: 'PUT',
    body: JSON.stringify(body),
    ifMatch: await versionOf(connection, path),
  });
  const written = await numberWriter(connection);
  const rule = written(listing.pattern);
  process.stdout.write(
    listing.pending === true
      ? `${rule} is proposed for the ${listing.list} list: ${printable(listing.reason)}\nIt has no effect yet. Another approver or administrator must approve it, in the console under Lists or with "hotline approve-rule '${listing.pattern}'" and a token of their own.\n`
      : `${rule} is on the ${listing.list} list: ${printable(listing.reason)}\n`,
  );
}

export async function removeListing(connection: Connection, pattern: string): Promise<void> {
  await request(connection, `/api/listings/${encodeURIComponent(pattern)}`, { method: 'DELETE' });
  process.stdout.write(`${pattern} removed from its list.\n`);
}

export async function lookup(
  connection: Connection,
  number: string,
  query: Query,
  json: boolean,
): Promise<void> {
  const path = `/api/lookup/${encodeURIComponent(number)}`;
  const view = await requestJson<LookupView>(connection, path, { query });
  if (json) {
    process.stdout.write(`${JSON.stringify(view)}\n`);
    return;
  }
  const written = await numberWriter(connection);
  const lines = [
    `${written(view.number)}: ${CALLS.verdicts[view.verdict]}`,
    ...view.reasons.map(({ text }) => `  ${withLocalTimes(text)}`),
    ...view.listings.map(
      ({ pattern, list, reason }) =>
        `  list entry: ${written(pattern)} on the ${CALLS.lists[list]}: ${printable(reason)}`,
    ),
    ...(view.verifiedUntil === undefined ? [] : [`  verified until ${localTime(view.verifiedUntil)}`]),
    ...(view.flaggedCalls === 0 ? [] : [`  calls flagged by staff: ${view.flaggedCalls}`]),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

export async function voicemails(connection: Connection, query: Query, options: ListOptions): Promise<void> {
  const found = await pages<VoicemailView>(connection, '/api/voicemails', query, options);
  const header = ['received', 'from', 'duration', 'status', 'reason', 'folder', 'recording', 'transcript'];
  const written = await writerFor(connection, options);
  print(found, options, header, (message) => [
    localTime(message.receivedAt),
    written(message.callBack ?? message.caller ?? ''),
    message.kind === 'call-back' ? 'call back' : length(message.seconds),
    message.status,
    message.why === undefined ? '' : named(VOICEMAIL.reasons, message.why),
    message.folder,
    message.recordingSid,
    (message.transcript?.text ?? '').slice(0, 60),
  ]);
}

export async function saveAudio(connection: Connection, recordingSid: string, file: string): Promise<void> {
  const response = await request(connection, `/api/voicemails/${encodeURIComponent(recordingSid)}/audio`);
  await writeFile(file, Buffer.from(await response.arrayBuffer()));
  process.stdout.write(`${file}\n`);
}

/** Shows how hard the hotline is guarded; with a level, sets it. */
export async function guard(
  connection: Connection,
  level: string | undefined,
  { minutes }: { readonly minutes?: number },
): Promise<void> {
  const until = minutes === undefined ? undefined : new Date(Date.now() + minutes * 60_000).toISOString();
  const found =
    level === undefined
      ? await requestJson<GuardView>(connection, '/api/guard')
      : await requestJson<GuardView>(connection, '/api/guard', {
          method: 'PUT',
          ifMatch: await versionOf(connection, '/api/guard'),
          body: JSON.stringify({ level, until }),
        });
  const policy = Object.entries(found.policy).map(([caller, gets]) => `  ${caller}: ${String(gets)}`);
  const ends = found.until === undefined ? '' : ` until ${localTime(found.until)}`;
  process.stdout.write(`${found.level}${ends}\n${policy.join('\n')}\n`);
}

/** @param hours undefined only shows it */
export async function doNotDisturb(connection: Connection, hours: number | 'off' | undefined): Promise<void> {
  const path = '/api/do-not-disturb';
  const ifMatch = await versionOf(connection, path);
  if (hours === 'off') await request(connection, path, { method: 'DELETE', ifMatch });
  if (typeof hours === 'number') {
    const until = new Date(Date.now() + hours * 3_600_000).toISOString();
    await request(connection, path, { method: 'PUT', ifMatch, body: JSON.stringify({ until }) });
  }
  const { until, by } = await requestJson<DoNotDisturbView>(connection, path);
  process.stdout.write(
    until === undefined
      ? 'Staff phones ring normally.\n'
      : `Do not disturb is on until ${localTime(until)} (set by ${whoInWords(by ?? '?')}).\n`,
  );
}

export async function staff(connection: Connection, { json }: { readonly json: boolean }): Promise<void> {
  const { items } = await requestJson<PageOf<StaffView>>(connection, '/api/staff');
  const written = await writerFor(connection, { json });
  print(items, { json, limit: items.length }, ['number', 'name', 'departments', 'PIN', 'today'], (member) => [
    written(member.number),
    member.name,
    member.departments.join(' '),
    member.pinLockedUntil === undefined ? (member.hasPin ? 'yes' : 'no') : 'locked',
    `${String(member.answeredToday)} answered${member.onCall ? ', on a call' : ''}`,
  ]);
}

export async function staffPin(connection: Connection, number: string, pin: string): Promise<void> {
  const path = `/api/staff/${encodeURIComponent(number.replaceAll(/[\s().-]/g, ''))}/pin`;
  if (pin === 'off') await request(connection, path, { method: 'DELETE' });
  else await request(connection, path, { method: 'PUT', body: JSON.stringify({ pin }) });
  process.stdout.write(
    pin === 'off'
      ? 'PIN removed. This staff member can no longer use the staff menu.\n'
      : 'PIN set. Call the hotline from that number and enter it.\n',
  );
}

export async function unlockStaff(connection: Connection, number: string): Promise<void> {
  const path = `/api/staff/${encodeURIComponent(number.replaceAll(/[\s().-]/g, ''))}/pin-lock`;
  await request(connection, path, { method: 'DELETE' });
  process.stdout.write('Unlocked. The PIN did not change.\n');
}

/** Shows the holidays of a year; with `save`, takes them into the calendar of that country. */
export async function holidays(
  connection: Connection,
  country: string,
  year: string,
  { save }: { readonly save: boolean },
): Promise<void> {
  const seed = await requestJson<HolidayView>(connection, '/api/holidays', { query: { country, year } });
  if (!seed.published) {
    throw new CommandError(
      `The ${year} calendar for ${country} is not published yet. Enter the days yourself or try again later.`,
    );
  }
  const rows = seed.ranges.map(({ from, to, kind, name }) => [dayRange(from, to), kind, printable(name)]);
  process.stdout.write(`${table([year, 'kind', 'name'], rows)}\n`);
  if (save) await saveCalendar(connection, seed);
}

const DAY = new Intl.DateTimeFormat('en-US', { month: 'short', day: 'numeric', timeZone: 'UTC' });

/** `Oct 1–8`, `Sep 28–Oct 3`; the library puts thin spaces around the dash, which terminals show at any width. */
const dayRange = (from: string, to: string): string =>
  DAY.formatRange(new Date(from), new Date(to)).replaceAll(/\s*–\s*/g, '–');

type SettingsDocument = Record<string, unknown> & { calendars: Calendar[] };
interface Calendar {
  readonly id: string;
  readonly years: readonly number[];
  readonly days: HolidayView['days'];
}

async function saveCalendar(connection: Connection, { country, year, days }: HolidayView): Promise<void> {
  const response = await request(connection, '/api/settings');
  const settings = (await response.json()) as SettingsDocument;
  const kept = settings.calendars.find(({ id }) => id === country) ?? { id: country, years: [], days: [] };
  const others = kept.days.filter(({ date }) => !date.startsWith(`${String(year)}-`));
  const calendar: Calendar = {
    id: country,
    years: [...new Set([...kept.years, year])].sort((a, b) => a - b),
    days: [...others, ...days].sort((a, b) => a.date.localeCompare(b.date)),
  };
  const calendars = [...settings.calendars.filter(({ id }) => id !== country), calendar];
  const { headers } = await request(connection, '/api/settings', {
    method: 'PUT',
    body: JSON.stringify({ ...settings, calendars }),
    ifMatch: response.headers.get('etag'),
  });
  await tellSaved(connection, headers, {
    saved: (version) =>
      `Saved as calendar ${country} in version ${version} of the settings; name it in a department’s hours.`,
    proposed: `The calendar ${country} with the holidays of ${String(year)} is proposed.`,
  });
}

export async function showSettings(connection: Connection): Promise<void> {
  process.stdout.write(
    `${JSON.stringify(await requestJson<unknown>(connection, '/api/settings'), undefined, 2)}\n`,
  );
  await showWarnings(connection);
}

/** On the error stream: the document on the other stream stays JSON. */
async function showWarnings(connection: Connection): Promise<void> {
  const { items } = await requestJson<SettingsWarnings>(connection, '/api/settings/warnings');
  for (const { at, problem } of items) process.stderr.write(`${at}: ${problem}\n`);
}

export async function putSettings(connection: Connection, file: string): Promise<void> {
  const body = await readFile(file, 'utf8').catch(() => {
    throw new CommandError(`File not found: ${file}`);
  });
  const { headers } = await request(connection, '/api/settings', {
    method: 'PUT',
    body,
    ifMatch: await versionOf(connection, '/api/settings'),
  });
  await tellSaved(connection, headers, {
    saved: (version) => `Saved as version ${version}.`,
    proposed: `The settings of ${file} are proposed.`,
  });
  await showWarnings(connection);
}

interface SavedWords {
  readonly saved: (version: string) => string;
  readonly proposed: string;
}

/** After a save of the settings: which version is in force, or which proposal waits, why, and who puts it in force. */
async function tellSaved(connection: Connection, headers: Headers, words: SavedWords): Promise<void> {
  const number = headers.get('x-proposal');
  if (number === null) {
    const version = (headers.get('etag') ?? '').replaceAll('"', '');
    process.stdout.write(`${words.saved(version)}\n`);
    return;
  }
  const { items } = await requestJson<{ items: ProposalView[] }>(connection, '/api/settings/proposals');
  const kept = items.find(({ proposal }) => String(proposal) === number);
  const because =
    kept === undefined ? '' : ` It changes what needs a second person: ${kept.changes.join(', ')}.`;
  process.stdout.write(
    `${words.proposed}${because}\n` +
      `It is not in effect yet. Another approver or administrator must approve proposal ${number}, in the console or with "hotline settings approve ${number}" and a token of their own. "hotline settings proposals" lists what waits.\n`,
  );
}

export async function listProposals(
  connection: Connection,
  { json }: Pick<ListOptions, 'json'>,
): Promise<void> {
  const { items } = await requestJson<{ items: ProposalView[] }>(connection, '/api/settings/proposals');
  const header = ['proposal', 'by', 'proposed', 'replaces', 'needs approval because of'];
  print(items, { json, limit: items.length }, header, (one) => [
    String(one.proposal),
    printable(one.proposedBy),
    localTime(one.proposedAt),
    `version ${String(one.replaces)}`,
    one.changes.map((change) => SETTINGS.proposals.changes[change]).join(', '),
  ]);
}

export async function approveProposal(connection: Connection, proposal: string): Promise<void> {
  const path = `/api/settings/proposals/${encodeURIComponent(proposal)}/approve`;
  const { headers } = await request(connection, path, { method: 'POST' });
  process.stdout.write(
    `Approved. In effect as version ${(headers.get('etag') ?? '').replaceAll('"', '')}.\n`,
  );
}

export async function refuseProposal(connection: Connection, proposal: string): Promise<void> {
  await request(connection, `/api/settings/proposals/${encodeURIComponent(proposal)}`, { method: 'DELETE' });
  process.stdout.write(`Proposal ${proposal} removed. The settings stay as they are.\n`);
}

/** Scripts get numbers as the API has them, and pay no second request. */
export const writerFor = (
  connection: Connection,
  { json }: Pick<ListOptions, 'json'>,
): Promise<WriteNumber> | WriteNumber => (json ? (number) => number : numberWriter(connection));

/** As many as are wanted, over as many pages as it takes. */
export async function pages<Item>(
  connection: Connection,
  path: string,
  query: Query,
  { limit }: Pick<ListOptions, 'limit'>,
): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const page: PageOf<Item> = await requestJson(connection, path, {
      query: { ...query, limit: Math.min(500, limit - items.length), cursor },
    });
    items.push(...page.items);
    ({ cursor } = page);
  } while (cursor !== undefined && items.length < limit);
  return items;
}

export function print<Item>(
  items: readonly Item[],
  { json }: ListOptions,
  header: readonly string[],
  row: (item: Item) => readonly string[],
): void {
  if (json) for (const item of items) process.stdout.write(`${JSON.stringify(item)}\n`);
  else if (items.length === 0) process.stdout.write('No results.\n');
  else process.stdout.write(`${table(header, items.map(row))}\n`);
}
