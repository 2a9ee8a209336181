// The numbers that callers with fraud in progress are told to call first.
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import type { SettingsView } from '../../../../functions/admin/contract.ts';
import { useLanguage, useWords } from '../../../words/index.ts';
import { useDraft, useValue } from '../draft.tsx';
import { Field, fieldWords, TextInput, useProblem } from '../fields/field.tsx';
import { useWarning } from '../warnings.tsx';

type EmergencyNumber = SettingsView['afterHours']['emergencyNumbers'][number];

const AT = '/afterHours/emergencyNumbers';
const MOST_NUMBERS = 3;

export function EmergencyNumbers(): ReactNode {
  const { language, words } = useLanguage();
  const { set, readOnly } = useDraft();
  const numbers = (useValue(AT) ?? []) as readonly EmergencyNumber[];
  return (
    <Field at={AT} stretch>
      <SpaceBetween size="s">
        {numbers.map(({ name, number }, index) => (
          <div className="person" key={index}>
            <Part at={`${AT}/${String(index)}/name/en-US`} />
            <Part at={`${AT}/${String(index)}/name/zh-CN`} />
            <Part at={`${AT}/${String(index)}/number`} />
            {!readOnly && (
              <Button
                variant="icon"
                iconName="remove"
                ariaLabel={words.settings.removeWhat(name[language] ?? number)}
                onClick={() => {
                  set(
                    AT,
                    numbers.filter((_, place) => place !== index),
                  );
                }}
              />
            )}
          </div>
        ))}
        {!readOnly && numbers.length < MOST_NUMBERS && (
          <Button
            iconName="add-plus"
            onClick={() => {
              set(AT, [...numbers, { name: {}, number: '' }]);
            }}
          >
            {words.settings.addNumber}
          </Button>
        )}
      </SpaceBetween>
    </Field>
  );
}

function Part({ at }: { readonly at: string }): ReactNode {
  const [label] = fieldWords(at, useWords());
  return (
    <div data-field={at}>
      <FormField label={label} errorText={useProblem(at)} warningText={useWarning(at)} stretch>
        <TextInput at={at} optional={at.includes('/name/')} />
      </FormField>
    </div>
  );
}
