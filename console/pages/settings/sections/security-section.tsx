// Which changes need a second person, and what a day may cost.
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import { useWords } from '../../../words/index.ts';
import { useSettings } from '../draft.tsx';
import { choiceWords, NumberField } from '../fields/field.tsx';
import { FieldsSection } from './fields-section.tsx';
import { ManyField } from '../fields/many-field.tsx';

const AT = '/security/secondApprover';

export function SecuritySection(): ReactNode {
  const words = useWords();
  const { security } = words.settings;
  const chosen = useSettings().security.secondApprover;
  return (
    <SpaceBetween size="m">
      <FieldsSection title={security.approver} description={security.approverHint}>
        <ManyField at={AT} chosen={chosen} choices={choiceWords(AT, words)} />
      </FieldsSection>
      <FieldsSection title={security.perDay} description={security.perDayHint}>
        <NumberField at="/calls/perDay/minutes" />
        <NumberField at="/calls/perDay/texts" />
      </FieldsSection>
    </SpaceBetween>
  );
}
