// The section about screening: from which risk scores a call is handled differently, a test of these values on past
// calls, and a report of what the scores changed.
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import { useMay } from '../../../../api/api-context.ts';
import { useWords } from '../../../../words/index.ts';
import { ChoiceField, NumberField, ToggleField } from '../../fields/field.tsx';
import { ScoreField } from '../../score-field.tsx';
import { SCORE_FIELDS } from '../../score-words.ts';
import { FieldsSection } from '../fields-section.tsx';
import { ShadowReport } from './shadow-report.tsx';
import { WhatIf } from './what-if.tsx';

const UNANSWERED = [
  '/screening/reputation/unanswered/own/harder',
  '/screening/reputation/unanswered/own/voicemail',
  '/screening/reputation/unanswered/neighbours/harder',
  '/screening/reputation/unanswered/neighbours/voicemail',
] as const;

const ALLOWANCE = [
  '/screening/allowance/windowMinutes',
  '/screening/allowance/calls',
  '/screening/allowance/rings',
  '/screening/allowance/blockAfter',
  '/screening/allowance/blockMinutes',
  '/screening/allowance/allowlistedTimes',
] as const;

export function ScreeningSection(): ReactNode {
  const { screening } = useWords().settings;
  const may = useMay();
  return (
    <SpaceBetween size="m">
      <FieldsSection title={screening.score} description={screening.scoreHint}>
        <ChoiceField at="/screening/reputation/mode" />
        <NumberField at="/screening/reputation/shadowDays" />
        {SCORE_FIELDS.map((at) => (
          <ScoreField key={at} at={at} />
        ))}
      </FieldsSection>
      <FieldsSection title={screening.unanswered} description={screening.unansweredHint}>
        {UNANSWERED.map((at) => (
          <NumberField key={at} at={at} />
        ))}
      </FieldsSection>
      <FieldsSection title={screening.attestation}>
        <NumberField at="/screening/attestation/usualAfterCalls" />
      </FieldsSection>
      <FieldsSection title={screening.allowance} description={screening.allowanceHint}>
        {ALLOWANCE.map((at) => (
          <NumberField key={at} at={at} />
        ))}
      </FieldsSection>
      {may('what-if') && <WhatIf />}
      {may('shadow') && <ShadowReport />}
      <FieldsSection title={screening.blocks}>
        <ToggleField at="/screening/blocks/on" />
        <NumberField at="/screening/blocks/mostPerHour" />
      </FieldsSection>
      <FieldsSection title={screening.content}>
        <ToggleField at="/screening/content/on" />
      </FieldsSection>
    </SpaceBetween>
  );
}
