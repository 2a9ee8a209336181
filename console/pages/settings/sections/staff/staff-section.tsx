// The settings for after hours and for the staff menu.
import type { ReactNode } from 'react';
import { NumberField, ToggleField } from '../../fields/field.tsx';
import { EmergencyNumbers } from '../emergency-numbers.tsx';
import { FieldsSection } from '../fields-section.tsx';

export function StaffSection(): ReactNode {
  return (
    <FieldsSection>
      <ToggleField at="/afterHours/fraudNow" />
      <EmergencyNumbers />
      <ToggleField at="/staffMenu/on" />
      <NumberField at="/staffMenu/lockMinutes" />
    </FieldsSection>
  );
}
