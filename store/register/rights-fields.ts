// The register of requests of people about their own data, and of what stands for a number that was erased.
import type { Correction } from '../../core/basics/correction.ts';
import type { Erasure, MadeCopy, RightsEvent, RightsRequest } from '../../core/rights/rights-request.ts';
import type { Suppression } from '../../core/rights/suppression.ts';
import { fieldsOf, mapOf, period, type Field } from './field.ts';

/** Beside a record of another table. */
export const CORRECTION = mapOf<Correction>('course', {
  text: 'words',
  by: 'person',
  at: 'course',
  request: 'technical',
});

export const RIGHTS = {
  ...period('privacy-requests'),
  ...fieldsOf<keyof RightsRequest>('privacy-requests', {
    id: 'technical',
    kind: 'course',
    status: 'course',
    number: 'number',
    token: 'technical',
    channel: 'course',
    proof: 'course',
    language: 'course',
    receivedAt: 'course',
    dueAt: 'course',
    text: 'words',
    words: 'words',
    decidedBy: 'person',
    decidedAt: 'course',
    refusal: 'judgement',
    answer: 'words',
    erasure: mapOf<Erasure>('technical', {
      removed: 'technical',
      redacted: 'technical',
      objects: 'technical',
      carrierCopies: 'technical',
      kept: { kind: 'technical', parts: { reason: 'technical', records: 'technical' } },
      suppressed: 'technical',
    }),
    copy: mapOf<MadeCopy>('technical', {
      key: 'technical',
      bytes: 'technical',
      sha256: 'technical',
      until: 'technical',
    }),
    problem: 'technical',
    leaseUntil: 'technical',
    dueTold: 'course',
    history: mapOf<RightsEvent>('course', { at: 'course', by: 'person', status: 'course', note: 'words' }),
    version: 'technical',
    writeKey: 'technical',
  }),
} as const satisfies Record<string, Field>;

/** Among the callers. */
export const SUPPRESSED = fieldsOf<keyof Suppression>('caller-records', {
  token: 'technical',
  since: 'course',
  request: 'technical',
  expiresAt: 'course',
});
