// Requests of people about their own data, and everything that is kept about a number.
import { type PageQuery, itemsOf } from '../../api-client/client.ts';
import { recordNamed } from '../../core/basics/correction.ts';
import { RIGHTS } from '../../console/words/en-us/rights.ts';
import type { RightsView, SentBodyOf } from '../../functions/admin/contract.ts';
import type { Connection } from '../connection.ts';
import { print, type ListOptions } from '../terminal/printed.ts';
import { printable } from '../terminal/tables.ts';
import { localTime } from '../terminal/times.ts';

export async function requests(
  { api }: Connection,
  query: PageQuery<'rights.page'>,
  options: ListOptions,
): Promise<void> {
  const found = await itemsOf(api, 'rights.page', query, options.limit);
  const now = new Date().toISOString();
  print(found, options, ['request', 'asks for', 'number', 'theirs?', 'due', 'result'], (request) => [
    request.id,
    printable([RIGHTS.kinds[request.kind], request.text].filter((part) => part !== undefined).join(': ')),
    request.number ?? RIGHTS.erasedNumber,
    request.proof === undefined ? RIGHTS.notProven : RIGHTS.proofs[request.proof],
    `${localTime(request.dueAt)}${waits(request) && request.dueAt <= now ? ' OVERDUE' : ''}`,
    printable(resultWords(request)),
  ]);
}

const waits = ({ status }: RightsView): boolean => status !== 'done' && status !== 'refused';

function resultWords({ refusal, answer, erasure, copy, problem, status }: RightsView): string {
  if (refusal !== undefined) return RIGHTS.refusals[refusal];
  if (erasure !== undefined)
    return [
      RIGHTS.erasure(erasure.removed, erasure.redacted, erasure.objects),
      ...erasure.kept.map(({ reason, records }) => RIGHTS.keptBecause(records, RIGHTS.kept[reason])),
    ].join('; ');
  if (copy !== undefined) return RIGHTS.copyUntil(localTime(copy.until));
  return answer ?? (status === 'failed' ? (problem ?? '') : '');
}

export interface DecisionFlags {
  readonly carryOut?: true;
  readonly answer?: string;
  readonly correct?: string;
  readonly record?: readonly string[];
  readonly refuse?: NonNullable<RightsView['refusal']>;
}

export async function decideRequest({ api }: Connection, id: string, flags: DecisionFlags): Promise<void> {
  const body = decisionOf(flags);
  const { version } = await api.call('rights.get', { params: { request: id } });
  await api.call('rights.decide', { params: { request: id }, body, version });
  process.stdout.write(`${id}: ${RIGHTS.done[body.decision]}\n`);
}

/** @throws {Error} where the flags name no decision, or two of them */
function decisionOf(flags: DecisionFlags): SentBodyOf<'rights.decide'> {
  const { carryOut, answer, refuse, correct, record = [] } = flags;
  if (correct !== undefined || record.length > 0) return correctionOf(flags);
  if (carryOut === true && answer === undefined && refuse === undefined) return { decision: 'carry-out' };
  if (carryOut === undefined && refuse !== undefined)
    return { decision: 'refuse', refusal: refuse, ...(answer === undefined ? {} : { answer }) };
  if (carryOut === undefined && answer !== undefined) return { decision: 'answer', answer };
  throw new Error('Say what is decided: --carry-out, --answer <text>, or --refuse <reason>.');
}

/** @throws {Error} where one of the three is missing */
function correctionOf({ answer, correct, record = [] }: DecisionFlags): SentBodyOf<'rights.decide'> {
  if (answer === undefined || correct === undefined || record.length === 0)
    throw new Error('A correction needs --answer <text>, --correct <text>, and --record <record>.');
  return { decision: 'answer', answer, correction: { text: correct, records: record.map(recordNamed) } };
}

export interface ExportOptions {
  readonly language?: 'en-US' | 'zh-CN';
  readonly why: string;
}

export async function exportNumber(
  { api }: Connection,
  number: string,
  { language, why }: ExportOptions,
): Promise<void> {
  const query = language === undefined ? {} : { language };
  const { body } = await api.call('people.export', { params: { number }, query, why });
  process.stdout.write(`${JSON.stringify(body, null, 2)}\n`);
}

export interface EraseOptions {
  readonly why: string;
  readonly name?: readonly string[];
}

export async function eraseNumber(
  { api }: Connection,
  number: string,
  { why, name = [] }: EraseOptions,
): Promise<void> {
  const body = { why, ...(name.length === 0 ? {} : { words: [...name] }) };
  const { id } = (await api.call('people.erase', { params: { number }, body })).body;
  process.stdout.write(
    `${RIGHTS.eraseStarted(id)} See its result with: hotline privacy requests --status done\n`,
  );
}
