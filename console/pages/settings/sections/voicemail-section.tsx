// Messages: how long, how many, and whether callers may hear theirs.
import type { ReactNode } from 'react';
import { NumberField, ToggleField } from '../fields/field.tsx';
import { FieldsSection } from './fields-section.tsx';

export function VoicemailSection(): ReactNode {
  return (
    <FieldsSection>
      <NumberField at="/voicemail/maxSeconds" />
      <ToggleField at="/voicemail/review" />
      <ToggleField at="/voicemail/transcribe" />
      <NumberField at="/voicemail/mostPerCallerPerDay" />
      <NumberField at="/voicemail/mostPerHour" />
    </FieldsSection>
  );
}
