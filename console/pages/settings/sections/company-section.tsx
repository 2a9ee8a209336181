// Who answers here, and the numbers the company calls from.
import type { ReactNode } from 'react';
import { ChoiceField, LinesField, TextField } from '../fields/field.tsx';
import { FieldsSection } from './fields-section.tsx';

export function CompanySection(): ReactNode {
  return (
    <FieldsSection>
      <TextField at="/hotline/company/en-US" optional />
      <TextField at="/hotline/company/zh-CN" optional />
      <TextField at="/hotline/number" />
      <TextField at="/hotline/region" />
      <TextField at="/hotline/area" optional />
      <ChoiceField at="/hotline/language" />
      <LinesField at="/hotline/officialNumbers" />
    </FieldsSection>
  );
}
