// The code that an unknown caller presses, and for how long having pressed it counts.
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import { useWords } from '../../../../words/index.ts';
import { useSettings } from '../../draft.tsx';
import { choiceWords, NumberField } from '../../fields/field.tsx';
import { ManyField } from '../../fields/many-field.tsx';
import { FieldsSection } from '../fields-section.tsx';
import { PromptPreview } from '../../prompt-preview.tsx';

const KINDS = '/challenge/kinds';

export function ChallengeSection(): ReactNode {
  const words = useWords();
  const { kinds } = useSettings().challenge;
  return (
    <SpaceBetween size="m">
      <FieldsSection>
        <NumberField at="/challenge/digits" />
        <ManyField at={KINDS} chosen={kinds} choices={choiceWords(KINDS, words)} />
        <NumberField at="/challenge/attempts" />
        <NumberField at="/challenge/answersPerDay" />
        <NumberField at="/challenge/answerSeconds" />
        <NumberField at="/challenge/verifiedDays" />
        <NumberField at="/challenge/verifiedDaysUnattested" />
        <NumberField at="/challenge/pass/conversations" />
        <NumberField at="/challenge/pass/conversationsUnattested" />
        <NumberField at="/challenge/pass/endsAfter" />
      </FieldsSection>
      <PromptPreview prompts={['challenge']} />
    </SpaceBetween>
  );
}
