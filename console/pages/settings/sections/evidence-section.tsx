// Who hands evidence packages over, and what proves when they were made and by whom.
import type { ReactNode } from 'react';
import { LongTextField, NumberField, TextField } from '../fields/field.tsx';
import { FieldsSection } from './fields-section.tsx';

export function EvidenceSection(): ReactNode {
  return (
    <FieldsSection>
      <TextField at="/evidence/organization" />
      <TextField at="/evidence/contact" />
      <NumberField at="/evidence/webhookDays" />
      <TextField at="/evidence/timestampUrl" />
      <LongTextField at="/evidence/timestampCertificates" />
      <LongTextField at="/evidence/signerCertificates" />
    </FieldsSection>
  );
}
