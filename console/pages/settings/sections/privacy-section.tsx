// Who is responsible for personal data, as the notice and the privacy page say.
import type { ReactNode } from 'react';
import { NumberField, TextField } from '../fields/field.tsx';
import { FieldsSection } from './fields-section.tsx';

export function PrivacySection(): ReactNode {
  return (
    <FieldsSection>
      <TextField at="/privacy/controller" />
      <TextField at="/privacy/address" />
      <TextField at="/privacy/contact" />
      <TextField at="/privacy/officer" />
      <NumberField at="/privacy/proofCallsPerDay" />
    </FieldsSection>
  );
}
