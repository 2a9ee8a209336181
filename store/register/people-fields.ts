// The register of the tables about the people who work with the hotline, and of the hotline itself.
import type { AuditEntry } from '../../core/call/audit.ts';
import type { DoNotDisturb } from '../../core/departments/do-not-disturb.ts';
import type { GuardState, WatchReason } from '../../core/guard/guard-state.ts';
import { fieldsOf, mapOf, period, whole, type Field } from './field.ts';

export const EXERCISES = {
  ...period('exercises'),
  ...fieldsOf('exercises', {
    trainee: 'person',
    taken: 'course',
    exercise: 'technical',
    callSid: 'technical',
    takenAt: 'course',
    outcomes: {
      kind: 'judgement',
      parts: {
        kind: 'technical',
        limit: 'technical',
        phrase: 'technical',
        passed: 'judgement',
        seconds: 'judgement',
      },
    },
  }),
} as const satisfies Record<string, Field>;

export const AUDIT = {
  ...period('audit'),
  ...fieldsOf<keyof AuditEntry>('audit', {
    key: 'technical',
    at: 'course',
    by: 'person',
    action: 'course',
    record: 'number',
    detail: 'words',
    why: 'words',
  }),
  ...fieldsOf('audit', {
    day: 'course',
    sequence: 'technical',
    kind: 'technical',
    form: 'technical',
    previous: 'technical',
    hash: 'technical',
    contentHash: 'technical',
    erasure: 'technical',
    next: 'technical',
    // Where the chain begins and ends, and where the entry of a key is.
    firstDay: 'technical',
    lastDay: 'technical',
    lastSequence: 'technical',
    lastHash: 'technical',
    removed: { kind: 'technical', parts: { sequence: 'technical', hash: 'technical' } },
    removingFrom: 'technical',
    atDay: 'technical',
    atSequence: 'technical',
  }),
} as const satisfies Record<string, Field>;

export const SETTINGS = {
  ...period('settings'),
  ...fieldsOf<keyof GuardState | keyof DoNotDisturb>('settings', {
    level: 'technical',
    since: 'course',
    until: 'course',
    by: 'person',
    why: 'words',
    because: mapOf<WatchReason>('technical', {
      callers: 'technical',
      unanswered: 'technical',
      guessed: 'technical',
      short: 'technical',
      neighbours: 'technical',
      hidden: 'technical',
      usual: 'technical',
    }),
  }),
  ...fieldsOf('settings', {
    name: 'technical',
    version: 'technical',
    revision: 'technical',
    writeKey: 'technical',
    // Telephones and names of staff, and who is notified; the settings schema describes it.
    document: whole('person'),
    deployed: whole('person'),
    savedAt: 'course',
    savedBy: 'person',
    approvedBy: 'person',
    replaces: 'technical',
    changes: 'technical',
    proposedBy: 'person',
    proposedAt: 'course',
    announced: 'technical',
    spendDay: 'technical',
    points: 'technical',
    at: 'course',
    // Recordings at the carrier that were looked at.
    through: 'technical',
    again: {
      kind: 'voice',
      parts: { recordingSid: 'voice', callSid: 'technical', seconds: 'course', createdAt: 'course' },
    },
  }),
} as const satisfies Record<string, Field>;
