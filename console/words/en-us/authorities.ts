// Reports to authorities: on the page of a case, the form of each authority, and the export of many.
import { counted } from '../../../core/basics/counted.ts';
import type { AuthorityId } from '../../../functions/admin/contract.ts';

export const AUTHORITIES = {
  title: 'Reports to authorities',
  description: 'Choose an authority. You get the fields of its form to copy.',
  names: {
    '12321': '12321 (China)',
    '12381': '12381 (China)',
    ftc: 'FTC (US)',
    fcc: 'FCC (US)',
    'report-fraud': 'Report Fraud (UK)',
  } satisfies Record<AuthorityId, string>,
  one: 'Report to an authority',
  heading: (authority: string, caseNumber: string) => `${authority}: case ${caseNumber}`,
  openForm: 'Open the authority’s form',
  backToCase: (caseNumber: string) => `Back to case ${caseNumber}`,
  source: (source: string) => `Field order: ${source}. Forms change, so compare before you send.`,
  fields: 'Fields in the order of the form',
  columns: { field: 'Field', value: 'Value' },
  toFillIn: 'To fill in',
  toFillInHint: 'The hotline doesn’t know this. Fill it in on the form, or leave it empty if it’s optional.',
  copyAll: 'Copy all',
  sentTitle: 'Sent',
  nothingSent: 'Nothing was sent yet.',
  sentColumns: { authority: 'Authority', at: 'Sent', by: 'By', reference: 'Reference number' },
  markTitle: 'Mark as sent',
  markHint: 'After you have sent the form, record it here. It stays with the case.',
  reference: 'Reference number',
  referenceHint: 'The number that the authority gave you, if it gave one.',
  mark: 'Mark as sent',
  marked: (authority: string) => `Recorded as sent to ${authority}.`,
  many: 'Export reports',
  manyLink: 'Export many as CSV',
  manyDescription:
    'One line for each report, in the field order of the authority. Empty cells are to be filled in. The last column is your case number.',
  authority: 'Authority',
  from: 'From',
  to: 'To',
  dateHint: 'YYYY-MM-DD, the day the report came in',
  unsent: 'Only reports not sent to this authority yet',
  export: 'Export as CSV',
  exported: (count: number) =>
    count === 0 ? 'No reports match, so the file is empty.' : `${counted(count, 'report')} exported.`,
  markManyTitle: (count: number, authority: string) =>
    `Did you send ${count === 1 ? 'the report' : `all ${String(count)} reports`} to ${authority}?`,
  markManyHint: 'After you have sent the file, record it here for every report in it. You can undo this.',
  sentOn: 'Sent on',
  markMany: (count: number) => `Mark ${counted(count, 'report')} as sent`,
  markManyUndo: 'Undo',
  markedMany: (count: number, authority: string) =>
    `${counted(count, 'report')} marked as sent to ${authority}.`,
  markedBefore: (count: number) =>
    `${counted(count, 'report')} marked as sent before; nothing changed there.`,
  notMarked: (count: number) =>
    `${counted(count, 'report')} not marked: deleted meanwhile, or the list of what was sent is full.`,
  markManyUndone: (count: number, authority: string) =>
    `${counted(count, 'report')} no longer marked as sent to ${authority}.`,
} as const;
