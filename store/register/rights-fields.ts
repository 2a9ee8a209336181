// The register of the table of requests about personal data.
import type {
  Erasure,
  KeptData,
  MadeCopy,
  RightsEvent,
  RightsRequest,
} from '../../core/rights/rights-request.ts';
import { fieldsOf, mapOf, period, type Field } from './field.ts';

export const RIGHTS = {
  ...period('privacy-requests'),
  ...fieldsOf<keyof RightsRequest>('privacy-requests', {
    id: 'technical',
    kind: 'course',
    status: 'course',
    number: 'number',
    token: 'technical',
    channel: 'course',
    proof: 'judgement',
    language: 'course',
    receivedAt: 'course',
    dueAt: 'course',
    text: 'words',
    words: 'words',
    decidedBy: 'person',
    decidedAt: 'course',
    refusal: 'judgement',
    answer: 'words',
    erasure: mapOf<Erasure>('judgement', {
      removed: 'technical',
      redacted: 'technical',
      objects: 'technical',
      carrierCopies: 'technical',
      kept: mapOf<KeptData>('judgement', { reason: 'judgement', records: 'technical' }),
      suppressed: 'judgement',
    }),
    copy: mapOf<MadeCopy>('technical', {
      key: 'technical',
      bytes: 'technical',
      sha256: 'technical',
      until: 'course',
    }),
    problem: 'words',
    leaseUntil: 'technical',
    dueTold: 'course',
    history: mapOf<RightsEvent>('course', { at: 'course', by: 'person', status: 'course', note: 'words' }),
    version: 'technical',
    writeKey: 'technical',
  }),
} as const satisfies Record<string, Field>;
