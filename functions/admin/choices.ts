// The closed lists of the contract without its schemas: for a client that offers them as choices and starts fast.
export { CASE_KINDS, CASE_STATUSES, DECISIONS, PRIORITIES } from '../../core/cases/case.ts';
export { AUTHORITY_IDS } from '../../core/cases/sent-report.ts';
export { LISTS } from '../../core/lists/listing.ts';
export { FOLDERS, VOICEMAIL_STATUSES } from '../../core/messages/folders.ts';
export { HOLD_STATUSES } from '../../core/holds/hold.ts';
export { APPROVERS_NEEDED, PACKAGE_STATUSES } from '../../core/packages/evidence-package.ts';
export { ATTESTATIONS } from '../../core/numbers/attestation.ts';
export { DISPOSITIONS } from '../../core/records/call-record.ts';
export { GUARD_LEVELS } from '../../core/screening/guard-levels.ts';
export { REFUSAL_REASONS, RIGHTS_STATUSES } from '../../core/rights/rights-request.ts';
export { VERDICTS } from '../../core/screening/verdict.ts';
export { ROLES } from '../route.ts';
