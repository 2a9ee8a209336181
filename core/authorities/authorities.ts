// THE table of authorities, and their forms filled in for a report.
import type { AuthorityId } from '../cases/sent-report.ts';
import type { AuthorityForm, FormField } from './authority-form.ts';
import { FORM_12321, FORM_12381 } from './forms-cn.ts';
import { FORM_REPORT_FRAUD } from './forms-gb.ts';
import { FORM_FCC, FORM_FTC } from './forms-us.ts';
import type { ReportFacts } from './report-facts.ts';

export const AUTHORITIES: Readonly<Record<AuthorityId, AuthorityForm>> = {
  '12321': FORM_12321,
  '12381': FORM_12381,
  ftc: FORM_FTC,
  fcc: FORM_FCC,
  'report-fraud': FORM_REPORT_FRAUD,
};

export interface FilledField extends Pick<FormField, 'label'> {
  /** Empty where a person has to fill it in. */
  readonly value: string;
}

/** The form of an authority, filled in as far as the facts go, in the order of its fields. */
export const fillIn = (authority: AuthorityId, facts: ReportFacts): FilledField[] =>
  AUTHORITIES[authority].fields.map(({ label, value }) => ({ label, value: value?.(facts) ?? '' }));
