// Who is responsible for personal data, as the notice and the privacy page say, and where data stays.
import type { ReactNode } from 'react';
import { LinesField, NumberField, TextField } from '../fields/field.tsx';
import { linesOf } from '../fields/word-lines.ts';
import { FieldsSection } from './fields-section.tsx';

const PLACE = linesOf('name', 'country');
const EXCEPTION = linesOf('flow', 'basis', 'reference');

export function PrivacySection(): ReactNode {
  return (
    <FieldsSection>
      <TextField at="/privacy/controller" />
      <TextField at="/privacy/address" />
      <TextField at="/privacy/contact" />
      <TextField at="/privacy/officer" />
      <TextField at="/privacy/residency/within" />
      <LinesField at="/privacy/residency/places" shape={PLACE} />
      <LinesField at="/privacy/residency/exceptions" shape={EXCEPTION} />
      <NumberField at="/privacy/proofCallsPerDay" />
    </FieldsSection>
  );
}
