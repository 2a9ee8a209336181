// How long calls may last, and how long what is known of them is kept.
import type { ReactNode } from 'react';
import { NumberField } from '../fields/field.tsx';
import { FieldsSection } from './fields-section.tsx';

export function CallsSection(): ReactNode {
  return (
    <FieldsSection>
      <NumberField at="/calls/maxSeconds" />
      <NumberField at="/calls/retentionDays" />
      <NumberField at="/reports/retentionDays" />
      <NumberField at="/audit/retentionDays" />
    </FieldsSection>
  );
}
