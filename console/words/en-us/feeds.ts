// The words of the page with complaint files, such as those of the FTC.
import { counted } from '../../../core/basics/counted.ts';

const some = (count: number, shown: string, one: string): string =>
  `${shown} ${one}${count === 1 ? '' : 's'}`;

/** A count, and the same count formatted for the reader. */
interface Shown {
  readonly count: number;
  readonly shown: string;
}

export const FEEDS = {
  title: 'Complaint files',
  description:
    'Complaints that others collect, such as the FTC. They raise risk scores. They block numbers only if you set how many complaints that takes.',
  importFile: 'Import a file',
  none: 'No complaint files yet. Import one to use its complaints in risk scores.',
  loading: 'Loading',
  columns: {
    name: 'Name',
    complaints: 'Complaints',
    numbers: 'Numbers',
    period: 'Period',
    blocks: 'Blocks',
    refreshed: 'Updated',
    actions: 'Actions',
  },
  period: (from: string, to: string) => (from === to ? from : `${from} to ${to}`),
  blocksNobody: 'None',
  blocks: (count: string, atLeast: number, days: number) =>
    `${count} (from ${some(atLeast, String(atLeast), 'complaint')} in ${some(days, String(days), 'day')})`,
  refreshed: (date: string, by: string) => `${date}, ${by}`,
  takeBack: 'Remove',
  takeBackWhat: (name: string) => `Remove ${name}`,
  takeBackTitle: (name: string) => `Remove the complaint file ${name}?`,
  takeBackText: (complaints: string, blocks: string) =>
    `Its complaints (${complaints}) no longer count, and the numbers it blocks (${blocks}) are unblocked. Evidence that the hotline collected itself is not affected.`,
  takenBack: (name: string) => `Complaint file ${name} removed.`,
  importTitle: 'Import a complaint file',
  fileHint:
    'An FTC or FCC file, or any list with one number on each line. Compressed files (.gz) also work. Nothing counts until you have seen the contents and confirmed.',
  choose: 'Choose a file',
  drop: 'Drop the file here',
  removeFile: (name: string) => `Remove ${name}`,
  named: (file: string) =>
    `${file} is a list of complaints. It is used as evidence. It blocks numbers only if you choose that in the next step.`,
  name: 'Name',
  nameHint: 'A file with the same name as an earlier one replaces it.',
  nameWrong: 'Use 1 to 40 lowercase letters, digits, and hyphens.',
  sending: 'Reading the complaints',
  putting: 'Activating the complaints',
  holds: (complaints: Shown, numbers: Shown, period: string) =>
    `The file has ${some(complaints.count, complaints.shown, 'complaint')} about ${some(numbers.count, numbers.shown, 'number')} (${period}).`,
  holdsNothing: 'The file has no usable complaints.',
  old: (days: string) =>
    `The newest complaint is ${counted(days, 'day')} old. It hardly counts as evidence, and blocks would rest on outdated complaints.`,
  block: 'Block numbers',
  blockHint: 'A file never blocks numbers on the allowlist, on the never-block list, or your own numbers.',
  blockNobody: 'Don’t block. The complaints only raise risk scores',
  blockFrom: (complaints: number, numbers: Shown, days: number) =>
    `At least ${some(complaints, String(complaints), 'complaint')} in ${some(days, String(days), 'day')}: ${some(numbers.count, numbers.shown, 'number')}`,
  within: 'Count complaints from the last (days)',
  expires: 'Blocks expire after (days)',
  daysWrong: 'Enter a whole number from 1 to 3650.',
  leftOut: 'Lines that are skipped',
  put: 'Activate',
  close: 'Close',
  cancel: 'Cancel',
  done: 'Complaint file activated.',
  doneBlocks: (count: string) => `Numbers it blocks: ${count}.`,
  spared: (count: string) =>
    `Numbers with enough complaints that were not blocked because they are already listed or your own: ${count}.`,
  lookUp: 'In complaint files',
  found: (feed: string, count: number, from: string, to: string) =>
    `${feed}: ${some(count, String(count), 'complaint')}, ${from === to ? from : `${from} to ${to}`}`,
} as const;
