// The voicemail pages.
import type { VoicemailView } from '../../../functions/admin/contract.ts';
import { callerInSentence } from './common.ts';

export const VOICEMAIL = {
  title: 'Voicemail',
  description: 'Messages and call-back requests that callers left, newest first.',
  filter: 'Show',
  filters: { new: 'New', heard: 'Heard', done: 'Done' } satisfies Record<VoicemailView['status'], string>,
  folder: 'Folder',
  folders: { inbox: 'Inbox', nuisance: 'Nuisance' } satisfies Record<VoicemailView['folder'], string>,
  nuisanceDescription: 'Messages that sound like nuisance calls. Nothing is deleted.',
  columns: {
    received: 'Received',
    caller: 'From',
    words: 'Transcript',
    length: 'Length',
    why: 'Reason for message',
    department: 'Department',
    assigned: 'Assigned to',
  },
  reasons: {
    'asked-for-person': 'Asked for a person',
    'challenge-failed': 'Failed the keypad check',
    withheld: 'Number hidden',
    chosen: 'Chose to leave a message',
    screened: 'Sent to voicemail by the guard',
    'menu-unanswered': 'No keys pressed in the menu',
    'nobody-answered': 'Nobody answered',
    'after-hours': 'Called after hours',
    'fraud-now': 'Fraud in progress',
    siege: 'Passed the keypad check at level Siege',
    'many-calls': 'Many recent calls',
    report: 'Description of a report',
    appeal: 'Description of an appeal',
  },
  empty: {
    new: 'No new messages',
    heard: 'No heard messages',
    done: 'No finished messages',
    nuisance: 'No nuisance messages',
  } satisfies Record<VoicemailView['status'] | 'nuisance', string>,
  open: (from: string, received: string) => `Open message from ${callerInSentence(from)}, ${received}`,
  message: 'Message',
  messageTitle: (from: string) => `Message from ${callerInSentence(from)}`,
  callBackTitle: (number: string) => `Call back ${number}`,
  asksForCallBack: 'Asked for a call back. No message was recorded.',
  details: 'Details',
  status: 'Status',
  statuses: { new: 'New', heard: 'Heard', done: 'Done' } satisfies Record<VoicemailView['status'], string>,
  heardBy: 'Heard by',
  language: 'Language',
  languages: { 'en-US': 'English', 'zh-CN': 'Chinese' },
  call: 'Call',
  callBack: 'Call back',
  noCallBack: 'The number is hidden, so you can’t call back.',
  inWriting: 'Transcript',
  notInWriting: {
    message: 'This message has no transcript.',
    report: 'This report has no transcript.',
  },
  writingIsOff: 'Transcripts are turned off in Settings.',
  writingSettings: 'Settings › Voicemail',
  writtenBy: (by: string, at: string) => `Transcribed by ${by}, ${at}. May contain errors.`,
  transcribers: {
    twilio: 'Twilio',
    'amazon-transcribe': 'Amazon Transcribe',
    typed: 'the simulated phone',
  } satisfies Record<NonNullable<VoicemailView['transcript']>['by'], string>,
  inFolder: (folder: string) => `Folder: ${folder}`,
  moveTo: { inbox: 'Move to inbox', nuisance: 'Move to nuisance' } satisfies Record<
    VoicemailView['folder'],
    string
  >,
  moved: {
    inbox: 'Moved to inbox.',
    nuisance: 'Moved to nuisance.',
  } satisfies Record<VoicemailView['folder'], string>,
  sounds: (score: number) =>
    `Wording score: ${String(score)} of 100. Scores above 50 are treated as nuisance.`,
  recording: 'Recording',
  listen: 'Listen',
  recordingLoading: 'Loading the recording',
  recordingGone: 'The recording can’t be played',
  waveform: (length: string, passages: number) =>
    passages === 0
      ? `Waveform, ${length}, silent`
      : passages === 1
        ? `Waveform, ${length}, 1 passage of sound`
        : `Waveform, ${length}, ${String(passages)} passages of sound`,
  markHeard: 'Mark as heard',
  markDone: 'Mark as done',
  markNew: 'Mark as new',
  assign: 'Assign',
  unassigned: 'Unassigned',
  assignTo: 'Assign to',
  assignHint: 'A staff member or any other name.',
  assignEmpty: 'Choose or enter a name.',
  me: (id: string) => `${id} (you)`,
  useName: (name: string) => `Use “${name}”`,
  saved: {
    new: 'Message marked as new.',
    heard: 'Message marked as heard.',
    done: 'Message marked as done.',
  } satisfies Record<VoicemailView['status'], string>,
  assigned: (to: string) => `Assigned to ${to}.`,
} as const;
