// The voicemail pages.
import type { VoicemailView } from '../../../functions/admin/contract.ts';

export const VOICEMAIL = {
  title: 'Voicemail',
  description: 'Messages that callers left, newest first.',
  filter: 'Show',
  filters: { new: 'New', heard: 'Heard', done: 'Done' } satisfies Record<VoicemailView['status'], string>,
  folder: 'Folder',
  folders: { inbox: 'Inbox', nuisance: 'Nuisance' } satisfies Record<VoicemailView['folder'], string>,
  nuisanceDescription: 'Messages whose words sound like calls that want something. Nothing is deleted.',
  columns: {
    received: 'Received',
    caller: 'From',
    words: 'Says',
    length: 'Length',
    why: 'Why a message',
    department: 'For',
    assigned: 'Assigned to',
  },
  reasons: {
    'asked-for-person': 'Asked for a person',
    'challenge-failed': 'Did not pass the challenge',
    withheld: 'Number withheld',
    chosen: 'Chose to leave a message',
    screened: 'Sent to the mailbox by the guard',
    'menu-unanswered': 'Pressed nothing in the menu',
    'nobody-answered': 'Nobody answered',
    'after-hours': 'Called after hours',
    'fraud-now': 'Fraud at that moment',
    'many-calls': 'Called many times in a short while',
    report: 'Described a report',
  },
  empty: {
    new: 'No new messages',
    heard: 'No messages that wait for somebody',
    done: 'Nothing has been done yet',
    nuisance: 'No such messages in the nuisance folder',
  } satisfies Record<VoicemailView['status'] | 'nuisance', string>,
  open: (from: string, received: string) => `Open the message of ${from}, ${received}`,
  message: 'Message',
  messageTitle: (from: string) => `Message from ${from}`,
  details: 'Details',
  status: 'Status',
  statuses: { new: 'New', heard: 'Heard', done: 'Done' } satisfies Record<VoicemailView['status'], string>,
  heardBy: 'Heard by',
  language: 'Language',
  languages: { 'en-US': 'English', 'zh-CN': 'Chinese' },
  call: 'Call',
  callBack: 'Call back',
  noCallBack: 'The caller withheld the number: nobody can call back.',
  inWriting: 'In writing',
  notInWriting: {
    message: 'This message has not been written down.',
    report: 'This report has not been written down.',
  },
  writingIsOff: 'The settings do not ask for it.',
  writingSettings: 'Settings › Voicemail',
  writtenBy: (by: string, at: string) => `Written down by ${by}, ${at}. Listen where it matters.`,
  transcribers: {
    twilio: 'Twilio',
    'amazon-transcribe': 'Amazon Transcribe',
    typed: 'the simulated telephone',
  } satisfies Record<NonNullable<VoicemailView['transcript']>['by'], string>,
  inFolder: (folder: string) => `Folder: ${folder}`,
  moveTo: { inbox: 'Move to inbox', nuisance: 'Move to nuisance' } satisfies Record<
    VoicemailView['folder'],
    string
  >,
  moved: {
    inbox: 'The message is in the inbox.',
    nuisance: 'The message is in the nuisance folder.',
  } satisfies Record<VoicemailView['folder'], string>,
  sounds: (score: number) => `Nuisance score of the words: ${String(score)} of 100. Above 50 is nuisance.`,
  recording: 'Recording',
  recordingLoading: 'Fetching the recording',
  recordingGone: 'The recording cannot be played',
  waveform: (length: string, passages: number) =>
    passages === 0
      ? `Waveform of ${length}: silence`
      : passages === 1
        ? `Waveform of ${length}: one passage of sound`
        : `Waveform of ${length}: ${String(passages)} passages of sound`,
  markHeard: 'Mark as heard',
  markDone: 'Mark as done',
  markNew: 'Mark as new',
  assign: 'Assign',
  assignTo: 'Assign to',
  assignHint: 'A member of staff, or any name.',
  assignEmpty: 'Choose or type a name first.',
  me: (id: string) => `${id} (you)`,
  useName: (name: string) => `Use “${name}”`,
  saved: {
    new: 'The message is new again.',
    heard: 'The message is marked as heard.',
    done: 'The message is marked as done.',
  } satisfies Record<VoicemailView['status'], string>,
  assigned: (to: string) => `The message is assigned to ${to}.`,
} as const;
