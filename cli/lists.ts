// The commands that read and change what the hotline keeps: listings, lookup, voicemails, settings.
import { HOUR_MS, MINUTE_MS } from '../core/basics/durations.ts';
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
import { CommandError, request, requestJson, versionOf, type Connection } from './connection.ts';
import { numberWriter, type WriteNumber } from './numbers.ts';
import { printable, table } from './tables.ts';

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
    listing.expiresAt ?? '',
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
      ? `${rule} is proposed for the ${listing.list} list: ${printable(listing.reason)}\nIt has no effect yet: another person with the role approver or admin has to approve it, in the console under Lists or with "hotline approve-rule '${listing.pattern}'" and a token of their own.\n`
      : `${rule} is on the ${listing.list} list: ${printable(listing.reason)}\n`,
  );
}

export async function removeListing(connection: Connection, pattern: string): Promise<void> {
  await request(connection, `/api/listings/${encodeURIComponent(pattern)}`, { method: 'DELETE' });
  process.stdout.write(`${pattern} is on no list any more.\n`);
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
    `${written(view.number)}: ${view.verdict}`,
    ...view.reasons.map(({ text }) => `  ${text}`),
    ...view.listings.map(
      ({ pattern, list, reason }) => `  listed: ${written(pattern)} on ${list}: ${printable(reason)}`,
    ),
    ...(view.verifiedUntil === undefined
      ? []
      : [`  passed the challenge; menu at once until ${view.verifiedUntil}`]),
    ...(view.flaggedCalls === 0 ? [] : [`  flagged calls: ${view.flaggedCalls}`]),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

export async function voicemails(connection: Connection, query: Query, options: ListOptions): Promise<void> {
  const found = await pages<VoicemailView>(connection, '/api/voicemails', query, options);
  const header = ['received', 'from', 'kind', 'seconds', 'status', 'why', 'folder', 'recording', 'words'];
  const written = await writerFor(connection, options);
  print(found, options, header, (message) => [
    message.receivedAt,
    written(message.callBack ?? message.caller ?? ''),
    message.kind,
    String(message.seconds),
    message.status,
    message.why ?? '',
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
  const until = minutes === undefined ? undefined : new Date(Date.now() + minutes * MINUTE_MS).toISOString();
  const found =
    level === undefined
      ? await requestJson<GuardView>(connection, '/api/guard')
      : await requestJson<GuardView>(connection, '/api/guard', {
          method: 'PUT',
          ifMatch: await versionOf(connection, '/api/guard'),
          body: JSON.stringify({ level, until }),
        });
  const policy = Object.entries(found.policy).map(([caller, gets]) => `  ${caller}: ${String(gets)}`);
  const ends = found.until === undefined ? '' : ` until ${found.until}`;
  process.stdout.write(`${found.level}${ends}\n${policy.join('\n')}\n`);
}

/** @param hours undefined only shows it */
export async function doNotDisturb(connection: Connection, hours: number | 'off' | undefined): Promise<void> {
  const path = '/api/do-not-disturb';
  const ifMatch = await versionOf(connection, path);
  if (hours === 'off') await request(connection, path, { method: 'DELETE', ifMatch });
  if (typeof hours === 'number') {
    const until = new Date(Date.now() + hours * HOUR_MS).toISOString();
    await request(connection, path, { method: 'PUT', ifMatch, body: JSON.stringify({ until }) });
  }
  const { until, by } = await requestJson<DoNotDisturbView>(connection, path);
  process.stdout.write(
    until === undefined ? 'Calls ring.\n' : `Nobody is rung until ${until}, by ${by ?? '?'}.\n`,
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
      ? 'The staff menu is closed to this member.\n'
      : 'Set. Call the hotline from that number and key it in.\n',
  );
}

export async function unlockStaff(connection: Connection, number: string): Promise<void> {
  const path = `/api/staff/${encodeURIComponent(number.replaceAll(/[\s().-]/g, ''))}/pin-lock`;
  await request(connection, path, { method: 'DELETE' });
  process.stdout.write('Unlocked. The PIN is as it was.\n');
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
      `The calendar of ${country} for ${year} is not published yet; enter its days by hand.`,
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
    throw new CommandError(`There is no file ${file}.`);
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
      `It is not in force yet: another person with the role approver or admin has to approve proposal ${number}, in the console or with "hotline settings approve ${number}" and a token of their own. "hotline settings proposals" lists what waits.\n`,
  );
}

export async function listProposals(
  connection: Connection,
  { json }: Pick<ListOptions, 'json'>,
): Promise<void> {
  const { items } = await requestJson<{ items: ProposalView[] }>(connection, '/api/settings/proposals');
  const header = ['proposal', 'by', 'at', 'replaces', 'waits because of'];
  print(items, { json, limit: items.length }, header, (one) => [
    String(one.proposal),
    printable(one.proposedBy),
    one.proposedAt,
    `version ${String(one.replaces)}`,
    one.changes.join(', '),
  ]);
}

export async function approveProposal(connection: Connection, proposal: string): Promise<void> {
  const path = `/api/settings/proposals/${encodeURIComponent(proposal)}/approve`;
  const { headers } = await request(connection, path, { method: 'POST' });
  process.stdout.write(
    `Approved, and in force as version ${(headers.get('etag') ?? '').replaceAll('"', '')}.\n`,
  );
}

export async function refuseProposal(connection: Connection, proposal: string): Promise<void> {
  await request(connection, `/api/settings/proposals/${encodeURIComponent(proposal)}`, { method: 'DELETE' });
  process.stdout.write(`Proposal ${proposal} is removed; the settings stay as they are.\n`);
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
  else if (items.length === 0) process.stdout.write('None.\n');
  else process.stdout.write(`${table(header, items.map(row))}\n`);
}
