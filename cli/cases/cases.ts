// `hotline cases` and `hotline case`: what callers reported, and appeals against blocks.
import { whoInWords } from '../terminal/who.ts';
import { type PageQuery, itemsOf } from '../../api-client/client.ts';
import { print, type ListOptions } from '../terminal/printed.ts';
import { CASE_WORK } from '../../console/words/en-us/case-work.ts';
import type { CaseFileView, CaseView } from '../../functions/admin/contract.ts';
import { sentInWords } from '../authorities/sent-in-words.ts';
import { type Connection } from '../connection.ts';
import { type WriteNumber, writerFor } from '../terminal/numbers.ts';
import { printable, wrapped } from '../terminal/tables.ts';
import { localTime } from '../terminal/times.ts';

const HEADER = ['case', 'kind', 'priority', 'status', 'category', 'reported', 'assigned to', 'due'];

export async function cases(
  connection: Connection,
  query: PageQuery<'cases.page'>,
  options: ListOptions,
): Promise<void> {
  const found = await itemsOf(connection.api, 'cases.page', query, options.limit);
  const written = await writerFor(connection, options);
  print(found, options, HEADER, (one) => [
    one.caseNumber,
    KINDS[one.kind].toLowerCase(),
    one.priority,
    STATUSES[one.status],
    CATEGORIES[one.category],
    written(one.reported ?? ''),
    one.assignee ?? '',
    `${localTime(one.dueAt).slice(0, 10)}${one.overdue ? ' overdue' : ''}`,
  ]);
}

const KINDS: Readonly<Record<CaseView['kind'], string>> = { report: 'Report', appeal: 'Appeal' };

const STATUSES: Readonly<Record<CaseView['status'], string>> = {
  received: 'received',
  investigating: 'being investigated',
  'action-taken': 'action taken',
  closed: 'closed',
};

const CATEGORIES: Readonly<Record<CaseView['category'], string>> = {
  impersonation: 'pretended to be your company',
  'advance-fee': 'asked for money up front',
  harassment: 'threats or harassment',
  advertising: 'sales call',
  other: 'something else',
};

const DECISIONS: Readonly<Record<NonNullable<CaseView['decision']>, string>> = {
  accepted: 'accepted',
  refused: 'denied',
};

const CHANNELS: Readonly<Record<CaseView['channel'], string>> = {
  phone: 'by phone',
  web: 'on the report page',
  staff: 'opened by staff',
};

const LANGUAGES: Readonly<Record<CaseView['language'], string>> = { 'en-US': 'English', 'zh-CN': 'Chinese' };

const STANDINGS: Readonly<Record<NonNullable<CaseView['standing']>, string>> = {
  counted: 'counts; the reporter’s call had attestation A',
  claimed: 'not confirmed yet',
  confirmed: 'counts; the report was confirmed',
  'for-review': 'needs review; the reported number is a known caller',
  'not-counted': 'does not count against any number',
};

/** Columns of a terminal that a line may fill, and of them those of the label. */
const [WIDTH, LABEL] = [100, 15];

/** The case as a person reads it, most important first. */
export function caseInWords(
  found: CaseView,
  written: WriteNumber,
  files: readonly CaseFileView[] = [],
): string {
  const facts = factsOf(found, files, written).flatMap(([label, text]) =>
    text === undefined || text === ''
      ? []
      : wrapped(printable(text), WIDTH - LABEL - 2).map(
          (line, index) => `  ${(index === 0 ? label : '').padEnd(LABEL)}${line}`,
        ),
  );
  return [`${KINDS[found.kind]} ${found.caseNumber}: ${STATUSES[found.status]}`, ...facts].join('\n');
}

type Fact = readonly [label: string, text: string | undefined];

function factsOf(found: CaseView, files: readonly CaseFileView[], written: WriteNumber): Fact[] {
  const { reported, reporter, suggestedCategory, history, joined = [], sent = [] } = found;
  const isAppeal = found.kind === 'appeal';
  return [
    ['Do first', CASE_WORK.next[found.next]],
    ['Answer due', `${localTime(found.dueAt)}${found.overdue ? ', overdue' : ''}`],
    ['Extended', found.extension && `to ${localTime(found.extension.until)}: ${found.extension.reason}`],
    ['Assigned to', found.assignee === undefined ? 'no one' : whoInWords(found.assignee)],
    ['Priority', `${found.priority}${found.priorityBy === 'rule' ? ', by rule' : ''}`],
    ['Duplicate of', found.mergedInto],
    ['Duplicates', found.merged?.join(', ')],
    ['Category', CATEGORIES[found.category]],
    ['Suggested', suggestedCategory && CATEGORIES[suggestedCategory]],
    [
      isAppeal ? 'Blocked number' : 'Number',
      reported === undefined
        ? 'unknown'
        : `${written(reported)}${found.official ? ', an official number' : ''}`,
    ],
    [isAppeal ? 'Caller' : 'Reporter', reporter === undefined ? NOBODY[found.channel] : written(reporter)],
    ['Language', LANGUAGES[found.language]],
    ['Received', `${localTime(found.receivedAt)}, ${CHANNELS[found.channel]}`],
    ['Opened by', found.openedBy && whoInWords(found.openedBy)],
    ['Evidence', found.standing && STANDINGS[found.standing]],
    ['Withdrawn', found.withdrawnFor && `no longer counts: appeal ${found.withdrawnFor} was accepted`],
    ['Decision', found.decision && DECISIONS[found.decision]],
    ['What happened', found.description],
    ['Recording', found.recordingSid],
    ['Call', found.callSid],
    ['Answer', found.feedback],
    ...sent.map((one, index) => [index === 0 ? 'Sent' : '', sentInWords(one)] as const),
    ...joined.map((one, index) => [index === 0 ? 'Reported too' : '', joinedInWords(one, written)] as const),
    ...files.map((entry, index) => [index === 0 ? 'Files' : '', fileInWords(entry)] as const),
    ...history.map((step, index) => [index === 0 ? 'History' : '', stepInWords(step)] as const),
  ];
}

/** Of whoever did not leave a number; staff have a line of their own. */
const NOBODY: Readonly<Record<CaseView['channel'], string | undefined>> = {
  phone: 'hidden number',
  web: 'left no number',
  staff: undefined,
};

const joinedInWords = (
  { at, category, reported }: NonNullable<CaseView['joined']>[number],
  written: WriteNumber,
): string =>
  `${localTime(at)}, ${CATEGORIES[category]}${reported === undefined ? '' : `, ${written(reported)}`}`;

function fileInWords(entry: CaseFileView): string {
  const added = `${localTime(entry.at)}, ${whoInWords(entry.by)}`;
  switch (entry.kind) {
    case 'note':
      return `${added}: “${entry.text}”`;
    case 'attachment':
      return `${added}: ${entry.name}, ${String(Math.ceil(entry.bytes / 1024))} KB, attachment ${entry.attachment}, SHA-256 ${entry.sha256}`;
    case 'link':
      return `${added}: linked to ${entry.otherKind} ${entry.other}, ${STATUSES[entry.otherStatus]}${entry.why === undefined ? '' : `: ${entry.why}`}`;
  }
}

function stepInWords({
  at,
  by,
  status,
  decision,
  feedback,
  withdrawnFor,
  assignee,
  priority,
  extension,
  mergedInto,
  tookIn,
}: CaseView['history'][number]): string {
  const parts = [
    `${localTime(at)}, ${whoInWords(by)}: ${STATUSES[status]}`,
    ...(decision === undefined ? [] : [`appeal ${DECISIONS[decision]}`]),
    ...(feedback === undefined ? [] : [`answer “${feedback}”`]),
    ...(assignee === undefined ? [] : [assignee === null ? 'assigned to no one' : `assigned to ${assignee}`]),
    ...(priority === undefined ? [] : [`priority ${priority}`]),
    ...(extension === undefined ? [] : [`extended to ${localTime(extension.until)}: “${extension.reason}”`]),
    ...(mergedInto === undefined ? [] : [`merged into case ${mergedInto}`]),
    ...(tookIn === undefined ? [] : [`took in duplicate ${tookIn}`]),
    ...(withdrawnFor === undefined ? [] : [`no longer counts, appeal ${withdrawnFor} was accepted`]),
  ];
  return parts.join(', ');
}
