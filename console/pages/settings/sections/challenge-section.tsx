// The code that an unknown caller presses, and for how long having pressed it counts.
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import { NumberField } from '../field.tsx';
import { FieldsSection } from './fields-section.tsx';
import { PromptPreview } from '../prompt-preview.tsx';

export function ChallengeSection(): ReactNode {
  return (
    <SpaceBetween size="m">
      <FieldsSection>
        <NumberField at="/challenge/digits" />
        <NumberField at="/challenge/attempts" />
        <NumberField at="/challenge/answersPerDay" />
        <NumberField at="/challenge/answerSeconds" />
        <NumberField at="/challenge/verifiedDays" />
        <NumberField at="/challenge/verifiedDaysUnattested" />
      </FieldsSection>
      <PromptPreview prompts={['challenge']} />
    </SpaceBetween>
  );
}
