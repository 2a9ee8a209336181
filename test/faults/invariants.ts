// What has to hold at the end of a history, by the numbers of docs/reliability.md. What has to hold of each answer is
// checked where it is answered (stormy-hotline.ts).
import { codeIn } from '../../in-process/challenge-heard.ts';
import type { CallHandle } from '../../carrier/call-handle.ts';
import type { Administrator } from './admin.ts';
import { ALLOWED, BLOCKED, PROTECTED, type Planned } from './callers.ts';
import { ADMIN_TOKEN } from '../support/twilio-values.ts';
import type { StormyHotline } from './stormy-hotline.ts';

export interface PlacedInHistory extends Planned {
  readonly handle: CallHandle;
}

const MOST_WEBHOOKS_OF_A_CALL = 60;
const APOLOGY = 'application error has occurred';
const THANKED = 'We have your message';
const CASE_NUMBER = /case number is (\d(?:, \d){5})\./;

export async function endOf(
  hotline: StormyHotline,
  placed: readonly PlacedInHistory[],
  admin: Administrator,
): Promise<void> {
  const { violations } = hotline;
  const say = (words: string): void => void violations.push(words);
  checkCalls(hotline, placed, say);
  await checkMessages(hotline, placed, say);
  await checkCases(hotline, placed, say);
  await checkStatuses(hotline, placed, say);
  await checkAutomaticBlocks(hotline, say);
  await checkEdits(hotline, admin, say);
  checkLog(hotline, placed, say);
  checkPeriods(hotline, say);
  if (hotline.queue.length > 0)
    say(
      `queue: ${String(hotline.queue.length)} tasks are never done: ${[...new Set(hotline.queue.map(({ kind }) => kind))].join(', ')}`,
    );
}

type Say = (words: string) => void;

const textsOf = ({ log }: CallHandle): string[] =>
  log.flatMap((event) => (event.type === 'said' ? [event.text] : []));

/** I2, I3, I4, I11, and that a fault buys no trust. */
function checkCalls(hotline: StormyHotline, placed: readonly PlacedInHistory[], say: Say): void {
  const passed = new Set<string>();
  for (const call of placed) {
    const { handle, from, attestation, kind } = call;
    const types = handle.log.map(({ type }) => type);
    const name = `${kind} ${handle.sid.slice(-4)}`;
    if (textsOf(handle).some((text) => text.includes(APOLOGY))) say(`I2 ${name}: heard an application error`);
    if (!types.includes('ended')) say(`I4 ${name}: is not over`);
    const steps = handle.log.filter(
      (event) => event.type === 'webhook' && event.purpose === 'document' && event.attempt === 1,
    );
    if (steps.length > MOST_WEBHOOKS_OF_A_CALL) say(`I4 ${name}: ${String(steps.length)} steps`);
    const solved = hasSolved(handle);
    const isAllowed = ALLOWED.includes(from) && attestation !== 'failed';
    if (types.includes('bridged') && !isAllowed && !solved && !passed.has(from))
      say(`trust ${name}: talked to staff without a code`);
    if (solved && attestation !== 'failed') passed.add(from);
    if (!hotline.wellReceived.has(handle.sid)) continue;
    if (isAllowed && kind === 'allowed' && !types.includes('dialing'))
      say(`I3 ${name}: allowlisted, and no telephone rang`);
    if (BLOCKED.includes(from) && attestation !== 'failed' && !types.includes('rejected'))
      say(`block ${name}: was let in`);
  }
}

/** The keys were the last code that was heard. */
function hasSolved({ log }: CallHandle): boolean {
  let code = '';
  for (const event of log) {
    if (event.type === 'said') code = codeIn(event.text) || code;
    if (event.type === 'gathered' && code !== '' && event.digits === code) return true;
  }
  return false;
}

/** I5: who was thanked for a message has left one. */
async function checkMessages(
  { store }: StormyHotline,
  placed: readonly PlacedInHistory[],
  say: Say,
): Promise<void> {
  for (const { handle, kind } of placed) {
    let recorded: string | undefined;
    for (const event of handle.log) {
      if (event.type === 'recorded' && event.status === 'completed') recorded = event.sid;
      if (event.type !== 'said' || !event.text.includes(THANKED) || recorded === undefined) continue;
      const kept = await store.voicemails.get(recorded);
      if (kept === undefined)
        say(`I5 ${kind} ${handle.sid.slice(-4)}: the message ${recorded.slice(-4)} is lost`);
      else if ('audio' in kept && kept.audio.place === 'at-carrier')
        say(`I5 ${kind}: the audio of ${recorded.slice(-4)} was never fetched`);
      recorded = undefined;
    }
  }
}

/** I6: a case number that was heard is that of a case, which is about what was reported. */
async function checkCases(
  { store }: StormyHotline,
  placed: readonly PlacedInHistory[],
  say: Say,
): Promise<void> {
  for (const { handle, kind } of placed) {
    const heard = CASE_NUMBER.exec(textsOf(handle).join(' '))?.[1]?.replaceAll(/\D/g, '');
    if (heard === undefined) continue;
    const kept = await store.cases.get(heard);
    if (kept === undefined) say(`I6 ${kind} ${handle.sid.slice(-4)}: the case ${heard} is lost`);
    else if (kept.callSid !== handle.sid && kept.kind === 'report' && kind !== 'bomber')
      say(`I6 ${kind} ${handle.sid.slice(-4)}: the case ${heard} is another call's`);
  }
}

/** I8: how a call has ended, the first word of the carrier says, and it stays so; a call never stays open. */
async function checkStatuses(
  { store, clock }: StormyHotline,
  placed: readonly PlacedInHistory[],
  say: Say,
): Promise<void> {
  for (const { handle, kind } of placed) {
    const record = await store.calls.get(handle.sid);
    const ended = handle.log.find((event) => event.type === 'ended');
    if (record === undefined || ended?.type !== 'ended') continue;
    // Of a call whose every webhook failed there is its recording alone: it never began, in the list of calls.
    if (record.startedAt === undefined) continue;
    if (record.status === undefined) say(`I8 ${kind} ${handle.sid.slice(-4)}: is open for ever`);
    const keys = record.timeline.map(({ key }) => key);
    if (new Set(keys).size < keys.length) say(`I7 ${kind}: a step stands twice in the timeline`);
    if (Date.parse(record.startedAt) > clock.now().getTime()) say(`I8 ${kind}: began in the future`);
  }
}

/** I12 */
async function checkAutomaticBlocks({ store }: StormyHotline, say: Say): Promise<void> {
  const { items } = await store.listings.page({ list: 'block', limit: 100 });
  for (const { pattern, source, reason, expiresAt } of items) {
    if (source !== 'automatic') continue;
    if ([...ALLOWED, PROTECTED].includes(pattern)) say(`I12 ${pattern}: blocked though it is protected`);
    if (reason === '' || expiresAt === undefined) say(`I12 ${pattern}: blocked without a reason or an end`);
  }
}

/** I9, and that what was acknowledged stands. */
async function checkEdits(hotline: StormyHotline, admin: Administrator, say: Say): Promise<void> {
  const audited = await auditedPatterns(hotline);
  for (const [number, { standing, acknowledged, sent }] of admin.edited) {
    const kept = await hotline.store.listings.get(number as never);
    const found = kept?.listing.list ?? 'none';
    if (standing !== 'unsure' && found !== standing)
      say(`edit ${number}: ${standing} was acknowledged, ${found} stands`);
    const entries = audited.filter((record) => record === number).length;
    if (entries < acknowledged || entries > sent)
      say(
        `I9 ${number}: ${String(entries)} audit entries for ${String(acknowledged)} of ${String(sent)} edits`,
      );
  }
  const report = await hotline.store.audit.verify({});
  if (!report.intact) say('I9: the audit log is not intact');
}

async function auditedPatterns(hotline: StormyHotline): Promise<string[]> {
  const records: string[] = [];
  let cursor: string | undefined;
  do {
    const target = `/api/audit?limit=100${cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`}`;
    const headers = { authorization: `Bearer ${ADMIN_TOKEN}`, 'x-audit-reason': 'the end of a history' };
    const { body = '{}' } = await hotline.request('GET', target, '', headers);
    const page = JSON.parse(body) as {
      items: { action: string; record: string; detail?: string }[];
      cursor?: string;
    };
    records.push(
      ...page.items
        .filter(({ detail = '' }) => !detail.startsWith('not confirmed'))
        .filter(({ action }) => /^listings\.(put|remove|delete)$/.test(action))
        .map(({ record }) => record),
    );
    ({ cursor } = page);
  } while (cursor !== undefined);
  return records;
}

/** I10 */
function checkLog({ lines }: StormyHotline, placed: readonly PlacedInHistory[], say: Say): void {
  const digits = [...new Set(placed.map(({ from }) => from.replaceAll(/\D/g, '').slice(-10)))].filter(
    (of) => of !== '',
  );
  const leak = digits.find((of) => lines.some((line) => line.includes(of)));
  if (leak !== undefined)
    say(
      `I10: the log holds the number ${leak.slice(0, 3)}…: ${lines.find((line) => line.includes(leak))?.slice(0, 80) ?? ''}`,
    );
}

/** Nothing that is kept of a caller is kept for ever. */
function checkPeriods({ tables }: StormyHotline, say: Say): void {
  for (const [key, item] of tables.items()) {
    const [table = ''] = key.split(' ');
    if (
      ['calls', 'callers', 'voicemails', 'webhooks', 'limits'].includes(table) &&
      typeof item.ttl !== 'number'
    )
      say(`period: an item of ${table} is kept for ever: ${key.replaceAll(/\d{4,}/g, '…')}`);
  }
}
