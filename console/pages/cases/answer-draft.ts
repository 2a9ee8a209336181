// An answer to a case that is written and not yet sent.
import type { CaseView } from '../../../functions/admin/contract.ts';

export interface AnswerDraft {
  readonly status: CaseView['status'];
  readonly feedback: string;
}
