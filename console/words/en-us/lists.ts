// The lists: who goes straight through, who is refused, and who may never be blocked.
import { counted } from '../../../core/basics/counted.ts';
import { timesOnDays } from './counted.ts';
import type { FileProblem } from '../../../core/lists/list-file/decode.ts';
import type {
  BlockSignal,
  CellProblem,
  ImportReport,
  List,
  NumberProblem,
  NumberRemark,
} from '../../../functions/admin/contract.ts';

type LineCode = ImportReport['rejected'][number]['code'];

/** `1 line has …`, `843 lines have …` */
const lines =
  (one: string, other: string) =>
  (count: number, shown: string): string =>
    count === 1 ? `${shown} line ${one}` : `${shown} lines ${other}`;

export const LISTS = {
  title: 'Lists',
  description: 'Numbers and prefix rules that the guard acts on before anything else.',
  tabs: { block: 'Blocklist', allow: 'Allowlist', 'never-block': 'Never-block list' } satisfies Record<
    List,
    string
  >,
  meaning: {
    block: 'Refused before the call is answered, and so not billed.',
    allow: 'Straight to staff, without a challenge.',
    'never-block':
      'Straight to staff, and nothing may ever block them: emergency services, regulators, your own lines.',
  } satisfies Record<List, string>,
  search: 'Search numbers and reasons',
  searching: 'Searching',
  clearSearch: 'Clear search',
  matches: (count: string) => `${count} found`,
  columns: {
    number: 'Number or rule',
    reason: 'Reason',
    expires: 'Until',
    department: 'For',
    added: 'Added',
    actions: 'Actions',
  },
  never: 'For good',
  expired: (date: string) => `Expired ${date}`,
  expires: (date: string) => date,
  addedBy: (date: string, by: string) => `${date}, ${by}`,
  ringsThrough: 'also after hours',
  covers: (count: string) => `covers ${counted(count, 'number')}`,
  coversMany: (count: string) => `This covers ${counted(count, 'number')}.`,
  exceptListed: 'Those that are listed by themselves keep what their own listing says.',
  coversNone: 'No number can begin like this.',
  empty: {
    block: 'Nobody is blocked.',
    allow: 'Nobody is on the allowlist.',
    'never-block': 'Nobody is on the never-block list.',
  } satisfies Record<List, string>,
  pending: 'Waits for approval: without effect until then',
  approve: 'Approve',
  approveWhat: (pattern: string) => `Approve the block of ${pattern}`,
  approved: (pattern: string) => `The block of ${pattern} is in force.`,
  basis: {
    flagged: (count: string, days: string) => `flagged by staff ${timesOnDays(count, days)}`,
    'challenge-failed': (count: string, days: string) => `failed the code ${timesOnDays(count, days)}`,
    silent: (count: string, days: string) => `stayed silent ${timesOnDays(count, days)}`,
    reported: (count: string, days: string) => `reported ${timesOnDays(count, days)}`,
  } satisfies Record<BlockSignal, (count: string, days: string) => string>,
  noMatch: 'Nothing matches the search.',
  add: 'Add',
  edit: (pattern: string) => `Edit ${pattern}`,
  remove: (pattern: string) => `Remove ${pattern}`,
  addTitle: {
    block: 'Block a number',
    allow: 'Allow a number',
    'never-block': 'Protect a number',
  } satisfies Record<List, string>,
  editTitle: (pattern: string) => `Edit ${pattern}`,
  number: 'Number or prefix rule',
  numberHint: 'In any usual spelling, like (312) 555-0166. For every number that begins so: +1312555*',
  reading: 'Reading the number',
  isRead: (written: string) => `Will be listed as ${written}.`,
  ownCovered: (count: string) => `Of these, ${count} belong to the hotline or its staff.`,
  own: 'This is the hotline’s own number or that of a member of staff: it cannot be blocked.',
  standing: (list: string, reason: string) =>
    `It is on the ${list} already (${reason}); saving replaces that.`,
  numberProblems: {
    empty: 'Type a number first.',
    withheld: 'This stands for a withheld number, which nobody can list.',
    'not-a-number': 'This is not a telephone number.',
    'no-such-country': 'There is no country with this code.',
    'too-short': 'Too few digits.',
    'too-long': 'Too many digits.',
    'wrong-length': 'No number of that country has so many digits.',
    extension: 'Leave the extension out.',
    'local-number': 'The area code is missing.',
    'matches-nothing': 'No number begins like this: check the country code and the area code.',
    'not-a-prefix-rule': 'A rule is +, the country code, the first digits, and one * at the end.',
    scientific:
      'A spreadsheet has rounded this number. Format the column as text in the original file, and save it again.',
    decimal: 'No telephone number has digits behind a decimal point. Format the column as text.',
    'lost-characters': 'Characters were lost before the file came here. Save the file as UTF-8.',
  } satisfies Record<NumberProblem | CellProblem, string>,
  numberRemarks: {
    service: 'A short number of a service, such as a bank or an authority.',
    address: 'An internet telephone address.',
    unassigned: 'This number has been given to nobody. Callers can show it all the same.',
    'no-such-country':
      'No country has this code. The listing counts for callers who show exactly these digits.',
    'too-short':
      'Too short for a number of that country. The listing counts for callers who show exactly these digits.',
    'too-long':
      'Too long for a number of that country. The listing counts for callers who show exactly these digits.',
    'wrong-length':
      'No number of that country has this length. The listing counts for callers who show exactly these digits.',
  } satisfies Record<NumberRemark, string>,
  wide: 'This rule is about a whole region: another person with the role “approver” must approve it before it takes effect.',
  lineProblems: {
    'no-reason': 'There is no reason.',
    'long-reason': 'The reason is too long.',
    'not-a-date':
      'The date cannot be read. Write 2026-12-31, which lasts until the end of that day, or 2026-12-31T18:00:00Z.',
    'past-date': 'The expiry date lies in the past.',
    'other-list': 'The column "list" names another list. Import it to that list.',
    'no-department': 'There is no such department.',
    unassignable: 'Nobody can have this number.',
    'future-date': 'The date lies in the future.',
    own: 'This is the hotline’s own number, or that of a member of staff.',
    allowlisted: 'It is on the allowlist: take it off there first.',
    'never-block': 'It is on the never-block list: take it off there first.',
  } satisfies Record<Exclude<LineCode, NumberProblem | CellProblem>, string>,
  groups: {
    empty: lines('has no number', 'have no number'),
    withheld: lines('has a withheld caller ID', 'have a withheld caller ID'),
    'not-a-number': lines('has no telephone number', 'have something that is no telephone number'),
    'no-such-country': lines('has an unknown country code', 'have unknown country codes'),
    'too-short': lines('has too few digits', 'have too few digits'),
    'too-long': lines('has too many digits', 'have too many digits'),
    'wrong-length': lines(
      'has a count of digits that no number of its country has',
      'have a count of digits that no number of their country has',
    ),
    'local-number': lines('has no area code', 'have no area code'),
    'matches-nothing': lines('is a rule that no number can match', 'are rules that no number can match'),
    extension: lines('has an extension', 'have an extension'),
    'not-a-prefix-rule': lines('has a * but is no prefix rule', 'have a * but are no prefix rules'),
    scientific: lines(
      'was rounded by a spreadsheet: format the column as text in the original, and save it again',
      'were rounded by a spreadsheet: format the column as text in the original, and save it again',
    ),
    decimal: lines('has digits behind a decimal point', 'have digits behind a decimal point'),
    'lost-characters': lines(
      'holds characters that were lost: save the file as UTF-8',
      'hold characters that were lost: save the file as UTF-8',
    ),
    'no-reason': lines('has no reason', 'have no reason'),
    'long-reason': lines('has a reason that is too long', 'have a reason that is too long'),
    'not-a-date': lines('has a date that cannot be read', 'have a date that cannot be read'),
    'past-date': lines('has an expiry date in the past', 'have an expiry date in the past'),
    'other-list': lines('names another list', 'name another list'),
    'no-department': lines('names an unknown department', 'name an unknown department'),
    unassignable: lines('has a number that nobody can have', 'have a number that nobody can have'),
    'future-date': lines('has a date in the future', 'have a date in the future'),
    own: lines('is about your own number or staff', 'are about your own numbers or staff'),
    allowlisted: lines('is on the allowlist', 'are on the allowlist'),
    'never-block': lines('is on the never-block list', 'are on the never-block list'),
  } satisfies Record<LineCode, (count: number, shown: string) => string>,
  problemGroups: 'What is wrong',
  example: (line: string, value: string) => `line ${line}${value === '' ? '' : ` (${value})`}`,
  examples: (all: string) => `For example ${all}`,
  exampleSeparator: ', ',
  nextStep: (good: number, goodShown: string, wrong: number, wrongShown: string) =>
    `Import the ${good === 1 ? 'good line' : `${goodShown} good lines`} now, or mend ${
      wrong === 1 ? 'the line that is wrong' : `the ${wrongShown} lines that are wrong`
    } in the file and choose it again.`,
  readAs: (encoding: string) =>
    `The file is not UTF-8 and was read as ${encoding}. If words look wrong on the list, save it as "CSV UTF-8" and import it again.`,
  whichCountry: 'Which country do these numbers belong to?',
  whichCountryHint:
    'The numbers of the file have no plus, as a spreadsheet leaves them. Nothing is imported before you have chosen.',
  ownCountries: 'Each number begins with its own country code',
  isReadAs: (value: string, reading: string) => `${value} is ${reading}`,
  goOn: 'Go on',
  importReason: 'Reason for lines without one - optional',
  importReasonHint: 'For lists that have nothing but numbers.',
  fileProblems: {
    empty: () => 'The file is empty; there is no number in it.',
    workbook: () => 'This is a workbook. Open it, save the list as "CSV UTF-8", and choose that file.',
    'unknown-encoding': () =>
      'This is no text that can be read: neither UTF-8, UTF-16, nor GB18030. Save it as "CSV UTF-8".',
    'nul-character': (line) => `Line ${line} holds a NUL character, which no text has. Is this a list?`,
    'no-number-column': () =>
      'No column holds the numbers. Name the columns in the first line, like number,reason,expiresAt, or put one number on each line.',
    'line-too-long': (line) => `Line ${line} is too long for a list: is a quotation mark missing?`,
    'open-quote': (line) => `Line ${line} opens a quotation mark that is never closed.`,
  } satisfies Record<FileProblem, (line: string) => string>,
  list: 'List',
  reason: 'Reason',
  reasonHint: 'Colleagues read it; so does whoever asks why a call was refused.',
  reasonMissing: 'Say why.',
  expiry: 'Until',
  expiryHint: 'The last day, on the hotline’s clocks. Leave it empty to list the number for good.',
  expiryPast: 'Choose today or a later day.',
  department: 'Department',
  defaultDepartment: 'The default one',
  ringThrough: 'Ring after hours too',
  save: 'Save',
  cancel: 'Cancel',
  saved: (pattern: string, list: string) => `${pattern} is on the ${list}.`,
  removed: (pattern: string) => `${pattern} is on no list any more.`,
  undo: 'Undo',
  undone: (pattern: string) => `Undone: ${pattern} is as it was before.`,
  importUndone: (undone: string, kept: string) =>
    `Undone: ${counted(undone, 'entry is as it was', 'entries are as they were')} before.${kept === '0' ? '' : ` Changed since, and left alone: ${kept}.`}`,
  importWritten: (count: string, list: string) =>
    `${counted(count, 'entry of the file is', 'entries of the file are')} on the ${list} now.`,
  importFile: 'Import',
  importTitle: 'Import from a file',
  importHint:
    'CSV or text: the columns number, reason and expiresAt under any usual name, one number on each line, or a complaint file of the FTC or FCC. Nothing is written before you have seen what would change.',
  importList: 'To which list',
  choose: 'Choose a file',
  drop: 'Drop the file here',
  removeFile: (name: string) => `Take ${name} away`,
  checking: 'Checking every line',
  writing: 'Importing',
  lines: (done: string, all: string) => `${done} of ${counted(all, 'line')}`,
  wouldChange: 'What would change',
  changed: 'What has changed',
  counts: {
    added: 'Added',
    updated: 'Changed',
    unchanged: 'Already so',
    repeated: 'Repeated lines',
  },
  wrongLines: 'Lines that are wrong',
  wrongColumns: { line: 'Line', value: 'Number', problem: 'Problem' },
  wrongMore: (count: string) => `and ${count} more`,
  importAll: (count: number, shown: string) => (count === 1 ? 'Import 1 line' : `Import ${shown} lines`),
  importGood: (count: number, shown: string) =>
    count === 1 ? 'Import the good line' : `Import the ${shown} good lines`,
  importNothing: 'There is nothing to import: every line is there already, or wrong.',
  imported: 'The file is imported.',
  close: 'Close',
  anotherFile: 'Another file',
  exportFile: 'Export',
  exporting: 'Exporting',
  pageLabel: (page: number) => `Page ${String(page)}`,
  nextPage: 'Next page',
  previousPage: 'Previous page',
} as const;
