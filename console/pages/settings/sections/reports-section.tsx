// What is promised to those who report fraud, and to those whose appeal was accepted.
import type { ReactNode } from 'react';
import { NumberField, ToggleField } from '../fields/field.tsx';
import { FieldsSection } from './fields-section.tsx';

export function ReportsSection(): ReactNode {
  return (
    <FieldsSection>
      <NumberField at="/reports/dueDays" />
      <NumberField at="/reports/extendedDueDays" />
      <ToggleField at="/reports/sms" />
      <NumberField at="/reports/maxSeconds" />
      <NumberField at="/reports/appealProtectionDays" />
      <ToggleField at="/reports/appealByPhone/automatic" />
      <ToggleField at="/reports/appealByPhone/byHand" />
      <ToggleField at="/reports/appealByPhone/imported" />
      <NumberField at="/reports/byPhone/perReporterPerHour" />
      <NumberField at="/reports/byPhone/hiddenPerHour" />
      <ToggleField at="/reports/web/on" />
      <NumberField at="/reports/web/perAddressPerHour" />
      <NumberField at="/reports/web/perHour" />
    </FieldsSection>
  );
}
