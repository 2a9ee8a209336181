// Complaint files: what others complain about, as evidence.
import { counted } from '../../../core/basics/counted.ts';

const some = (count: number, shown: string, one: string): string =>
  `${shown} ${one}${count === 1 ? '' : 's'}`;

/** A count, and how the reader's language writes it. */
interface Shown {
  readonly count: number;
  readonly shown: string;
}

export const FEEDS = {
  title: 'Complaint files',
  description:
    'Complaints that others collect, such as the FTC’s. They raise the scores of callers, and block nobody unless you say how many complaints that takes.',
  importFile: 'Import a file',
  none: 'No complaint file has been imported.',
  loading: 'Loading',
  columns: {
    name: 'Name',
    complaints: 'Complaints',
    numbers: 'Numbers',
    period: 'From and to',
    blocks: 'Blocks',
    refreshed: 'Refreshed',
    actions: 'Actions',
  },
  period: (from: string, to: string) => (from === to ? from : `${from} to ${to}`),
  blocksNobody: 'Nobody',
  blocks: (count: string, atLeast: number, days: number) =>
    `${count} (from ${some(atLeast, String(atLeast), 'complaint')} in ${some(days, String(days), 'day')})`,
  refreshed: (date: string, by: string) => `${date}, ${by}`,
  takeBack: 'Take back',
  takeBackWhat: (name: string) => `Take back ${name}`,
  takeBackTitle: (name: string) => `Take the complaint file ${name} back?`,
  takeBackText: (complaints: string, blocks: string) =>
    `Its complaints (${complaints}) no longer count, and the numbers that it blocks (${blocks}) are released. What the hotline has seen itself stays as it is.`,
  takenBack: (name: string) => `The complaint file ${name} is taken back.`,
  importTitle: 'Import a complaint file',
  fileHint:
    'A file of the FTC or the FCC, or any list with one number on each line; also compressed (.gz). Nothing counts before you have seen what it holds.',
  choose: 'Choose a file',
  drop: 'Drop the file here',
  removeFile: (name: string) => `Take ${name} away`,
  named: (file: string) =>
    `${file} is a list of complaints. It becomes evidence; it blocks nobody unless you choose so in the next step.`,
  name: 'Name of these complaints',
  nameHint: 'A file with the name of an earlier one replaces it.',
  nameWrong: 'Use 1 to 40 lower-case letters, digits and hyphens.',
  sending: 'Reading the complaints',
  putting: 'Putting them in force',
  holds: (complaints: Shown, numbers: Shown, period: string) =>
    `The file has ${some(complaints.count, complaints.shown, 'complaint')} about ${some(numbers.count, numbers.shown, 'number')} (${period}).`,
  holdsNothing: 'The file has no complaint that can be used.',
  old: (days: string) =>
    `The newest complaint is ${counted(days, 'day')} old: as evidence it has faded, and a block would rest on old news.`,
  block: 'Block numbers',
  blockHint: 'Numbers on the allowlist or the never-block list, and your own, are never blocked by a file.',
  blockNobody: 'Block nobody: the complaints only raise scores',
  blockFrom: (complaints: number, numbers: Shown, days: number) =>
    `At least ${some(complaints, String(complaints), 'complaint')} in ${some(days, String(days), 'day')}: ${some(numbers.count, numbers.shown, 'number')}`,
  within: 'Counted in so many days, back from the newest complaint',
  expires: 'Blocks end after so many days',
  daysWrong: 'Use a whole number from 1 to 3650.',
  leftOut: 'Lines that are left out',
  put: 'Put in force',
  close: 'Close',
  cancel: 'Cancel',
  done: 'The complaint file is in force.',
  doneBlocks: (count: string) => `Numbers that it blocks: ${count}.`,
  spared: (count: string) =>
    `Numbers with enough complaints that are listed already or your own, and left alone: ${count}.`,
  lookUp: 'In complaint files',
  found: (feed: string, count: number, from: string, to: string) =>
    `${feed}: ${some(count, String(count), 'complaint')}, ${from === to ? from : `${from} to ${to}`}`,
} as const;
