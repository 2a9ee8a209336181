// What is known of a number and what its caller says: from which scores on something is done, what that would have done
// to the calls of the past, and what scores have done.
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import { useMay } from '../../../../api/api-context.ts';
import { useFormat } from '../../../../words/format.ts';
import { useWords } from '../../../../words/index.ts';
import { oneIn } from '../../../../words/rarity.ts';
import { useValue } from '../../draft.tsx';
import { ChoiceField, NumberField, ToggleField } from '../../fields/field.tsx';
import { FieldsSection } from '../fields-section.tsx';
import { ShadowReport } from './shadow-report.tsx';
import { WhatIf } from './what-if.tsx';

const THRESHOLDS = ['challenge', 'harder', 'voicemail', 'reject'] as const;

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
        {THRESHOLDS.map((name) => (
          <Threshold key={name} at={`/screening/reputation/${name}`} />
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

/** The number, and beneath it how many good numbers it would catch. */
function Threshold({ at }: { readonly at: string }): ReactNode {
  const { screening } = useWords().settings;
  const format = useFormat();
  const value = useValue(at);
  if (typeof value !== 'number' || value < 0 || value > 1) return <NumberField at={at} />;
  const numbers = oneIn(value);
  const often = numbers === 1 ? screening.everyone : screening.often(format.number(numbers ?? 0));
  return <NumberField at={at} meaning={numbers === undefined ? screening.never : often} />;
}
