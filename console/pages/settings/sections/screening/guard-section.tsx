// What each kind of caller gets at each level of the guard, and when the level rises by itself.
import FormField from '@cloudscape-design/components/form-field';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Toggle from '@cloudscape-design/components/toggle';
import { useState, type ReactNode } from 'react';
import type { SettingsPreview } from '../../../../../functions/admin/contract.ts';
import { Rows } from '../../../../shell/rows.tsx';
import { useWords } from '../../../../words/index.ts';
import { useDraft, useSettings } from '../../draft.tsx';
import {
  ChoiceInput,
  fieldWords,
  NumberField,
  TextField,
  TextInput,
  ToggleField,
  useProblem,
} from '../../fields/field.tsx';
import { asPlainNumber } from '../../fields/plain-number.ts';
import { usePreview } from '../../preview.tsx';
import { NoPreview } from '../../prompt-preview.tsx';
import { FieldsSection } from '../fields-section.tsx';

const LEVELS = ['normal', 'elevated', 'siege'] as const;
type Level = (typeof LEVELS)[number];
const ROWS = ['unknown', 'withheld', 'verified', 'allowlisted', 'extraDigits', 'passed'] as const;

export function GuardSection(): ReactNode {
  const { guard } = useWords().settings;
  return (
    <SpaceBetween size="m">
      <FieldsSection title={guard.table}>
        <Levels />
      </FieldsSection>
      <FieldsSection title={guard.preview} description={guard.previewHint}>
        <Outcomes />
      </FieldsSection>
      <FieldsSection title={guard.attack}>
        <ToggleField at="/attack/automatic" />
        <NumberField at="/attack/fewestCalls" />
        <NumberField at="/attack/elevatedTimes" />
        <NumberField at="/attack/siegeTimes" />
        <NumberField at="/attack/holdMinutes" />
        <NumberField at="/attack/byPhoneMinutes" />
      </FieldsSection>
      <Spend />
    </SpaceBetween>
  );
}

function Levels(): ReactNode {
  const words = useWords();
  const { guard } = words.settings;
  const cell = (row: (typeof ROWS)[number], level: Level): ReactNode => (
    <LevelCell at={`/screening/levels/${level}/${row}`} level={level} />
  );
  return (
    <Rows
      variant="embedded"
      label={guard.table}
      items={ROWS.map((row) => ({ row }))}
      trackBy="row"
      columns={[
        {
          id: 'caller',
          header: guard.caller,
          isRowHeader: true,
          minWidth: 140,
          cell: ({ row }) => <RowName at={`/screening/levels/normal/${row}`} />,
        },
        ...LEVELS.map((level) => ({
          id: level,
          header: guard.levels[level],
          minWidth: 155,
          cell: ({ row }: { row: (typeof ROWS)[number] }) => cell(row, level),
        })),
      ]}
    />
  );
}

function RowName({ at }: { readonly at: string }): ReactNode {
  const [label, hint] = fieldWords(at, useWords());
  return <FormField label={label} description={hint} />;
}

function LevelCell({ at, level }: { readonly at: string; readonly level: Level }): ReactNode {
  const words = useWords();
  const problem = useProblem(at);
  const label = `${fieldWords(at, words)[0]}, ${words.settings.guard.levels[level]}`;
  return (
    <div data-field={at}>
      <FormField errorText={problem}>
        {at.endsWith('/extraDigits') ? (
          <TextInput at={at} label={label} read={asPlainNumber} />
        ) : (
          <ChoiceInput at={at} label={label} />
        )}
      </FormField>
    </div>
  );
}

type Outcome = SettingsPreview['callers'][number];

function Outcomes(): ReactNode {
  const { guard } = useWords().settings;
  const { preview, why } = usePreview();
  if (preview === undefined) return <NoPreview why={why} />;
  const kinds = [...new Set(preview.callers.map(({ caller }) => caller))];
  const words = ({ verdict, digits }: Outcome): string =>
    digits === undefined ? guard.verdicts[verdict] : guard.code(digits);
  return (
    <Rows
      variant="embedded"
      label={guard.preview}
      items={kinds.map((caller) => ({ caller }))}
      trackBy="caller"
      columns={[
        {
          id: 'caller',
          header: guard.caller,
          isRowHeader: true,
          minWidth: 180,
          cell: ({ caller }) => guard.callers[caller],
        },
        ...LEVELS.map((level) => ({
          id: level,
          header: guard.levels[level],
          minWidth: 150,
          cell: ({ caller }: { caller: Outcome['caller'] }) => {
            const found = preview.callers.find((one) => one.caller === caller && one.level === level);
            return found === undefined ? null : words(found);
          },
        })),
      ]}
    />
  );
}

const USUAL_SPEND = { pricePerMinute: 0.01, currency: 'USD', mostPerDay: 500 };

function Spend(): ReactNode {
  const { guard } = useWords().settings;
  const { set, readOnly } = useDraft();
  const { spend } = useSettings().attack;
  const [last, setLast] = useState(spend ?? USUAL_SPEND);
  return (
    <FieldsSection title={guard.spend}>
      <Toggle
        checked={spend !== undefined}
        readOnly={readOnly}
        description={guard.spendHint}
        onChange={({ detail }) => {
          if (spend !== undefined) setLast(spend);
          set('/attack/spend', detail.checked ? last : undefined);
        }}
      >
        {guard.spendOn}
      </Toggle>
      {spend !== undefined && (
        <SpaceBetween size="l">
          <NumberField at="/attack/spend/pricePerMinute" />
          <TextField at="/attack/spend/currency" />
          <NumberField at="/attack/spend/mostPerDay" />
        </SpaceBetween>
      )}
    </FieldsSection>
  );
}
