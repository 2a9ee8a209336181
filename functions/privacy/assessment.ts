// The impact assessment (PIPL 55 and 56, article 35 of the GDPR) as far as the program can fill it in: what is processed,
// which of the cases that demand an assessment are there under the settings in force, and what is done about each.
// What remains for a person is asked as a question.
import { noticeVersion } from '../../core/privacy/spoken-notice.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { processingRecords, type ProcessingRecord } from './records.ts';

/** Cases of PIPL 55 that demand an assessment, and what has to be settled before one can be signed. */
export const FINDINGS = [
  'sensitive-data',
  'automated-decisions',
  'transcription',
  'notifications',
  'authorities',
  'cross-border',
  'controller-named',
  'contact-named',
  'second-person',
] as const;
export type FindingId = (typeof FINDINGS)[number];

/**
 * - `present`: the case is there, and the measures named with it hold.
 * - `absent`: it is not there under these settings.
 * - `missing`: something is to be set or decided first.
 */
export const FINDING_STATES = ['present', 'absent', 'missing'] as const;
export type FindingState = (typeof FINDING_STATES)[number];

export interface Finding {
  readonly id: FindingId;
  readonly state: FindingState;
  /** JSON pointer of the setting that decides; absent where none does. */
  readonly setting?: string;
  /** Categories of the register that it is about. */
  readonly categories: readonly ProcessingRecord['category'][];
}

export interface Assessment {
  readonly notice: string;
  readonly records: readonly ProcessingRecord[];
  readonly findings: readonly Finding[];
}

const whether = (there: boolean): FindingState => (there ? 'present' : 'absent');
const needed = (there: boolean): FindingState => (there ? 'present' : 'missing');

export function impactAssessment(settings: Settings): Assessment {
  const records = processingRecords(settings);
  const receivedBy = (recipient: ProcessingRecord['recipients'][number]): ProcessingRecord['category'][] =>
    records.flatMap(({ category, recipients }) => (recipients.includes(recipient) ? [category] : []));
  const { privacy, screening, security, voicemail, notifications } = settings;
  return {
    notice: noticeVersion(settings),
    records,
    findings: [
      {
        id: 'sensitive-data',
        state: 'present',
        categories: records.flatMap(({ category, sensitivity }) =>
          sensitivity === 'sensitive' ? [category] : [],
        ),
      },
      {
        id: 'automated-decisions',
        state: whether(screening.blocks.on || screening.reputation.mode !== 'off'),
        setting: '/screening/blocks/on',
        categories: ['calls', 'caller-records', 'listings'],
      },
      {
        id: 'transcription',
        state: whether(voicemail.transcribe),
        setting: '/voicemail/transcribe',
        categories: receivedBy('transcription'),
      },
      {
        id: 'notifications',
        state: whether(notifications.length > 0),
        setting: '/notifications',
        categories: receivedBy('notified'),
      },
      { id: 'authorities', state: 'present', categories: receivedBy('authorities') },
      { id: 'cross-border', state: 'present', categories: receivedBy('carrier') },
      {
        id: 'controller-named',
        state: needed(privacy.controller !== ''),
        setting: '/privacy/controller',
        categories: [],
      },
      {
        id: 'contact-named',
        state: needed(privacy.contact !== '' && privacy.officer !== ''),
        setting: '/privacy/officer',
        categories: [],
      },
      {
        id: 'second-person',
        state: needed(security.secondApprover.length > 0),
        setting: '/security/secondApprover',
        categories: ['settings', 'listings'],
      },
    ],
  };
}
