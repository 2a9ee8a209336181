// The register of the tables that hold cases, and what is kept for authorities.
import type { CaseChange, CaseRecord, Extension, JoinedReport } from '../../core/cases/case.ts';
import type { CaseAttachment, CaseLink, CaseNote } from '../../core/cases/case-file.ts';
import type { SentReport } from '../../core/cases/sent-report.ts';
import type { Hold, HoldAct } from '../../core/holds/hold.ts';
import type {
  Approval,
  EvidencePackage,
  MadePackage,
  PackageProgress,
  Refusal,
  Release,
} from '../../core/packages/evidence-package.ts';
import { CORRECTION } from './rights-fields.ts';
import { fieldsOf, heldPeriod, mapOf, period, type Field } from './field.ts';

const EXTENSION = mapOf<Extension>('course', { until: 'course', reason: 'words' });

export const CASES = {
  ...heldPeriod('cases'),
  ...fieldsOf<Exclude<keyof CaseRecord, 'holds'>>('cases', {
    caseNumber: 'technical',
    kind: 'course',
    status: 'course',
    category: 'judgement',
    reported: 'number',
    official: 'judgement',
    standing: 'judgement',
    joined: mapOf<JoinedReport>('course', {
      callSid: 'technical',
      at: 'course',
      category: 'judgement',
      reported: 'number',
    }),
    reporter: 'number',
    channel: 'course',
    callSid: 'technical',
    request: 'technical',
    description: 'words',
    language: 'course',
    receivedAt: 'course',
    dueAt: 'course',
    recordingSid: 'voice',
    openedBy: 'person',
    decision: 'judgement',
    feedback: 'words',
    withdrawnFor: 'technical',
    assignee: 'person',
    priority: 'judgement',
    extension: EXTENSION,
    correction: CORRECTION,
    mergedInto: 'technical',
    merged: 'technical',
    dueTold: 'course',
    history: mapOf<CaseChange>('course', {
      at: 'course',
      by: 'person',
      status: 'course',
      feedback: 'words',
      decision: 'judgement',
      withdrawnFor: 'technical',
      assignee: 'person',
      priority: 'judgement',
      extension: EXTENSION,
      mergedInto: 'technical',
      tookIn: 'technical',
    }),
    sent: mapOf<SentReport>('course', {
      authority: 'course',
      sentAt: 'course',
      by: 'person',
      reference: 'technical',
      batch: 'technical',
    }),
    wrongPins: 'technical',
    version: 'technical',
    writeKey: 'technical',
  }),
  ...fieldsOf('cases', {
    joinedCalls: 'technical',
    sentBy: 'technical',
    takenBack: 'technical',
    wrongPinsLocks: 'technical',
  }),
} as const satisfies Record<string, Field>;

export const CASEFILES = {
  ...period('cases'),
  ...fieldsOf<keyof CaseNote | keyof CaseAttachment | keyof CaseLink>('cases', {
    caseNumber: 'technical',
    opened: 'course',
    entry: 'technical',
    by: 'person',
    at: 'course',
    kind: 'technical',
    text: 'words',
    key: 'technical',
    sha256: 'technical',
    bytes: 'technical',
    type: 'technical',
    name: 'words',
    other: 'technical',
    otherOpened: 'course',
    why: 'words',
  }),
} as const satisfies Record<string, Field>;

export const PACKAGES = {
  ...period('evidence-packages'),
  ...fieldsOf<keyof EvidencePackage>('evidence-packages', {
    id: 'technical',
    scope: {
      kind: 'number',
      parts: { kind: 'technical', caseNumber: 'technical', number: 'number', from: 'course', to: 'course' },
    },
    authority: 'words',
    requestNumber: 'technical',
    officer: 'person',
    legalBasis: 'words',
    receivedAt: 'course',
    status: 'course',
    requestedBy: 'person',
    requestedAt: 'course',
    approvals: mapOf<Approval>('course', { by: 'person', at: 'course' }),
    refusal: mapOf<Refusal>('course', { by: 'person', at: 'course', reason: 'words' }),
    collectedAt: 'course',
    leaseUntil: 'technical',
    auditSequence: 'technical',
    progress: mapOf<PackageProgress>('technical', { done: 'technical', total: 'technical' }),
    made: mapOf<MadePackage>('technical', {
      key: 'technical',
      bytes: 'technical',
      sha256: 'technical',
      sha512: 'technical',
      contentSha256: 'technical',
      stamped: 'technical',
      madeAt: 'course',
      files: 'technical',
    }),
    problem: 'technical',
    releases: mapOf<Release>('course', { by: 'person', at: 'course' }),
    version: 'technical',
    writeKey: 'technical',
  }),
} as const satisfies Record<string, Field>;

const ACT = mapOf<HoldAct>('course', { by: 'person', at: 'course', why: 'words' });

export const HOLDS = {
  ...period('holds'),
  ...fieldsOf<Exclude<keyof Hold, 'id'>>('holds', {
    why: 'words',
    by: 'person',
    at: 'course',
    source: 'course',
    reference: 'technical',
    authority: 'words',
    legalBasis: 'words',
    scope: {
      kind: 'number',
      parts: {
        kind: 'technical',
        caseNumber: 'technical',
        number: 'number',
        from: 'course',
        to: 'course',
        onlyEvidence: 'technical',
      },
    },
    auditFrom: 'course',
    status: 'course',
    proposal: ACT,
    lifted: ACT,
    earliest: 'course',
    version: 'technical',
  }),
  ...fieldsOf('holds', { hold: 'technical', record: 'technical', covered: 'technical' }),
} as const satisfies Record<string, Field>;
