// The words of the pages with the blocklist, the allowlist, and the never-block list.
import { counted } from '../../../core/basics/counted.ts';
import type { FileProblem } from '../../../core/lists/list-file/decode.ts';
import type {
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
  description: 'Numbers and prefix rules. The guard checks these lists first.',
  tabs: { block: 'Blocklist', allow: 'Allowlist', 'never-block': 'Never-block list' } satisfies Record<
    List,
    string
  >,
  meaning: {
    block: 'Calls are rejected before they are answered, at no charge.',
    allow: 'Calls go straight to staff, without a code.',
    'never-block':
      'Calls go straight to staff and can never be blocked. For emergency services, regulators, and your own lines.',
  } satisfies Record<List, string>,
  search: 'Search numbers and reasons',
  searching: 'Searching',
  clearSearch: 'Clear search',
  matches: (count: string) => `${count} found`,
  columns: {
    number: 'Number or rule',
    reason: 'Reason',
    expires: 'Expires',
    department: 'Department',
    added: 'Added',
    actions: 'Actions',
  },
  never: 'Never',
  expired: (date: string) => `Expired ${date}`,
  expires: (date: string) => date,
  addedBy: (date: string, by: string) => `${date}, ${by}`,
  ringsThrough: 'rings after hours',
  covers: (count: string) => `covers ${counted(count, 'number')}`,
  coversMany: (count: string) => `This rule covers ${counted(count, 'number')}.`,
  exceptListed: 'Numbers with their own entry follow that entry.',
  coversNone: 'No valid number starts with these digits.',
  empty: {
    block: 'The blocklist is empty.',
    allow: 'The allowlist is empty.',
    'never-block': 'The never-block list is empty.',
  } satisfies Record<List, string>,
  pending: 'Pending approval. Not in effect yet.',
  approve: 'Approve',
  approveWhat: (pattern: string) => `Approve the block of ${pattern}`,
  approved: (pattern: string) => `${pattern} is now blocked.`,
  noMatch: 'No entries match your search.',
  add: 'Add',
  edit: (pattern: string) => `Edit ${pattern}`,
  remove: (pattern: string) => `Remove ${pattern}`,
  addTitle: {
    block: 'Block a number',
    allow: 'Allow a number',
    'never-block': 'Add to the never-block list',
  } satisfies Record<List, string>,
  editTitle: (pattern: string) => `Edit ${pattern}`,
  number: 'Number or prefix rule',
  numberHint:
    'Any common format, like (312) 555-0166. To cover all numbers that start the same way, end with *, like +1312555*',
  reading: 'Checking the number',
  isRead: (written: string) => `Will be saved as ${written}.`,
  ownCovered: (count: string) =>
    `${count === '1' ? '1 of these numbers belongs' : `${count} of these numbers belong`} to the hotline or its staff.`,
  own: 'This number belongs to the hotline or a staff member, so it can’t be blocked.',
  standing: (list: string, reason: string) =>
    `Already on the ${list} (${reason}). Saving replaces that entry.`,
  numberProblems: {
    empty: 'Enter a number.',
    withheld: 'Hidden numbers can’t be added to a list.',
    'not-a-number': 'Enter a valid phone number.',
    'no-such-country': 'This country code doesn’t exist.',
    'too-short': 'The number is too short.',
    'too-long': 'The number is too long.',
    'wrong-length': 'The number has the wrong length for its country.',
    extension: 'Remove the extension.',
    'local-number': 'The area code is missing.',
    'matches-nothing': 'No valid number starts with these digits. Check the country code and the area code.',
    masked: 'This number is masked. Enter the whole number.',
    'not-a-prefix-rule':
      'A prefix rule starts with + and the country code and ends with one *, like +1312555*.',
    scientific:
      'A spreadsheet rounded this number. In the original file, format the column as text and save it again.',
    decimal: 'Phone numbers have no decimal point. Format the column as text.',
    'lost-characters': 'Characters were lost when the file was saved. Save it as UTF-8.',
  } satisfies Record<NumberProblem | CellProblem, string>,
  numberRemarks: {
    service: 'A short service number, like that of a bank or an authority.',
    address: 'An internet phone address.',
    unassigned: 'This number is not assigned to anyone, but callers can still show it.',
    'no-such-country':
      'This country code doesn’t exist. The entry applies to callers who show exactly these digits.',
    'too-short': 'Too short for its country. The entry applies to callers who show exactly these digits.',
    'too-long': 'Too long for its country. The entry applies to callers who show exactly these digits.',
    'wrong-length':
      'Wrong length for its country. The entry applies to callers who show exactly these digits.',
  } satisfies Record<NumberRemark, string>,
  wide: 'This rule covers a whole region. It takes effect after another person with the approver role approves it.',
  lineProblems: {
    'no-reason': 'The reason is missing.',
    'long-reason': 'The reason is too long.',
    'not-a-date':
      'expiresAt must be a date, like 2026-12-31 (valid through that day) or 2026-12-31T18:00:00Z.',
    'past-date': 'expiresAt must be in the future.',
    'other-list': 'The “list” column names another list. Import the line to that list.',
    'no-department': 'This department doesn’t exist.',
    unassignable: 'This number can’t exist.',
    'future-date': 'The date is in the future.',
    own: 'Belongs to the hotline or a staff member.',
    allowlisted: 'Already on the allowlist. Remove it there first.',
    'never-block': 'Already on the never-block list. Remove it there first.',
  } satisfies Record<Exclude<LineCode, NumberProblem | CellProblem>, string>,
  groups: {
    empty: lines('has no number', 'have no number'),
    withheld: lines('has a hidden number', 'have hidden numbers'),
    'not-a-number': lines('doesn’t have a valid phone number', 'don’t have a valid phone number'),
    'no-such-country': lines('has an unknown country code', 'have unknown country codes'),
    'too-short': lines('has too few digits', 'have too few digits'),
    'too-long': lines('has too many digits', 'have too many digits'),
    'wrong-length': lines(
      'has a number with the wrong length for its country',
      'have numbers with the wrong length for their country',
    ),
    'local-number': lines('has no area code', 'have no area code'),
    'matches-nothing': lines(
      'has a rule that matches no valid number',
      'have rules that match no valid number',
    ),
    masked: lines('has a masked number', 'have masked numbers'),
    extension: lines('has an extension', 'have an extension'),
    'not-a-prefix-rule': lines('has a * but isn’t a prefix rule', 'have a * but aren’t prefix rules'),
    scientific: lines(
      'was rounded by a spreadsheet (in the original file, format the column as text and save it again)',
      'were rounded by a spreadsheet (in the original file, format the column as text and save it again)',
    ),
    decimal: lines('has a decimal point', 'have a decimal point'),
    'lost-characters': lines(
      'has lost characters (save the file as UTF-8)',
      'have lost characters (save the file as UTF-8)',
    ),
    'no-reason': lines('has no reason', 'have no reason'),
    'long-reason': lines('has a reason that is too long', 'have a reason that is too long'),
    'not-a-date': lines('has an invalid date', 'have invalid dates'),
    'past-date': lines('has an expiry date in the past', 'have an expiry date in the past'),
    'other-list': lines('names another list', 'name another list'),
    'no-department': lines('names an unknown department', 'name an unknown department'),
    unassignable: lines('has a number that can’t exist', 'have numbers that can’t exist'),
    'future-date': lines('has a date in the future', 'have a date in the future'),
    own: lines('has a number of the hotline or its staff', 'have numbers of the hotline or its staff'),
    allowlisted: lines('is already on the allowlist', 'are already on the allowlist'),
    'never-block': lines('is already on the never-block list', 'are already on the never-block list'),
  } satisfies Record<LineCode, (count: number, shown: string) => string>,
  problemGroups: 'Problems found',
  example: (line: string, value: string) => `line ${line}${value === '' ? '' : ` (${value})`}`,
  examples: (all: string) => `For example, ${all}`,
  exampleSeparator: ', ',
  nextStep: (good: number, goodShown: string, wrong: number, wrongShown: string) =>
    `Import the ${good === 1 ? 'valid line' : `${goodShown} valid lines`} now, or fix ${
      wrong === 1 ? 'the line with an error' : `the ${wrongShown} lines with errors`
    } in the file and choose it again.`,
  readAs: (encoding: string) =>
    `The file is not UTF-8 and was read as ${encoding}. If words on the list look wrong, save the file as “CSV UTF-8” and import it again.`,
  whichCountry: 'Which country do these numbers belong to?',
  whichCountryHint:
    'The numbers in the file have no plus sign. Spreadsheets often remove it. Nothing is imported until you choose.',
  ownCountries: 'Each number starts with its own country code',
  isReadAs: (value: string, reading: string) => `${value} is ${reading}`,
  goOn: 'Continue',
  importReason: 'Reason for lines without one (optional)',
  importReasonHint: 'For files that contain only numbers.',
  fileProblems: {
    empty: () => 'The file is empty.',
    workbook: () =>
      'This is a spreadsheet workbook. Open it, save the list as “CSV UTF-8”, and choose that file.',
    'unknown-encoding': () => 'The file can’t be read as UTF-8, UTF-16, or GB18030. Save it as “CSV UTF-8”.',
    'nul-character': (line) =>
      `Line ${line} has a NUL character, so this may not be a text file. Choose a CSV or text file.`,
    'no-number-column': () =>
      'No column with numbers was found. Name the columns in the first line, like number,reason,expiresAt, or put one number on each line.',
    'line-too-long': (line) => `Line ${line} is too long. Check for a missing quotation mark.`,
    'open-quote': (line) => `Line ${line} has an opening quotation mark without a closing one.`,
  } satisfies Record<FileProblem, (line: string) => string>,
  list: 'List',
  reason: 'Reason',
  reasonHint: 'Shown to staff who ask why a call was rejected.',
  reasonMissing: 'Enter a reason.',
  expiry: 'Expires',
  expiryHint: 'The last day on which the entry applies, in the hotline’s time zone. Leave empty for never.',
  expiryPast: 'Choose today or a later date.',
  department: 'Department',
  defaultDepartment: 'Main department',
  ringThrough: 'Ring staff after hours',
  save: 'Save',
  cancel: 'Cancel',
  saved: (pattern: string, list: string) => `${pattern} added to the ${list}.`,
  removed: (pattern: string) => `${pattern} removed.`,
  undo: 'Undo',
  undone: (pattern: string) => `Change undone for ${pattern}.`,
  importUndone: (undone: string, kept: string) =>
    `Import undone. ${counted(undone, 'entry', 'entries')} restored.${kept === '0' ? '' : ` ${counted(kept, 'entry', 'entries')} changed since then and ${kept === '1' ? 'was' : 'were'} left as ${kept === '1' ? 'it is' : 'they are'}.`}`,
  importWritten: (count: string, list: string) =>
    `${counted(count, 'entry', 'entries')} imported to the ${list}.`,
  importFile: 'Import',
  importTitle: 'Import from a file',
  importHint:
    'A CSV or text file with columns like number, reason, and expiresAt, or with one number on each line. FTC and FCC complaint files also work. You see all changes before anything is saved.',
  importList: 'Import to',
  choose: 'Choose a file',
  drop: 'Drop the file here',
  removeFile: (name: string) => `Remove ${name}`,
  checking: 'Checking every line',
  writing: 'Importing',
  lines: (done: string, all: string) => `${done} of ${counted(all, 'line')}`,
  wouldChange: 'Changes to make',
  changed: 'Changes made',
  counts: {
    added: 'Added',
    updated: 'Updated',
    unchanged: 'No change',
    repeated: 'Duplicate lines',
  },
  wrongLines: 'Lines with errors',
  wrongColumns: { line: 'Line', value: 'Number', problem: 'Problem' },
  wrongMore: (count: string) => `and ${count} more`,
  importAll: (count: number, shown: string) => (count === 1 ? 'Import 1 line' : `Import ${shown} lines`),
  importGood: (count: number, shown: string) =>
    count === 1 ? 'Import 1 valid line' : `Import ${shown} valid lines`,
  importNothing: 'Nothing to import. Every line is already listed or has an error.',
  imported: 'Import complete.',
  close: 'Close',
  anotherFile: 'Choose another file',
  exportFile: 'Export',
  exporting: 'Exporting',
  pageLabel: (page: number) => `Page ${String(page)}`,
  nextPage: 'Next page',
  previousPage: 'Previous page',
} as const;
