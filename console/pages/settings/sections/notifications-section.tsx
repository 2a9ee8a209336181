// The recipients of notifications: what each is told, and how.
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState, type ReactNode } from 'react';
import type { SettingsView } from '../../../../functions/admin/contract.ts';
import { useApi, useMay } from '../../../api/api-context.ts';
import { useNotices } from '../../../shell/notices.tsx';
import { useWords } from '../../../words/index.ts';
import { useDraft, useSettings } from '../draft.tsx';
import { ChoiceField, choiceWords, Field } from '../fields/field.tsx';
import { useDepartmentNames } from './staff/choose-department.tsx';
import { FieldsSection } from './fields-section.tsx';
import { ManyField } from '../fields/many-field.tsx';

type Target = SettingsView['notifications'][number];
const AT = '/notifications';
const MOST_TARGETS = 50;

export function NotificationsSection(): ReactNode {
  const { notifications } = useWords().settings;
  const { set, readOnly } = useDraft();
  const targets = useSettings().notifications;
  return (
    <SpaceBetween size="m">
      {targets.length === 0 && <Box color="text-body-secondary">{notifications.empty}</Box>}
      {targets.map((target, index) => (
        <OneTarget key={index} index={index} target={target} />
      ))}
      {!readOnly && targets.length < MOST_TARGETS && (
        <Button
          iconName="add-plus"
          onClick={() => {
            set(AT, [
              ...targets,
              { on: ['voicemail', 'case', 'case-due', 'guard-level', 'day-limit'], by: { email: '' } },
            ]);
          }}
        >
          {notifications.add}
        </Button>
      )}
    </SpaceBetween>
  );
}

interface TargetProps {
  readonly index: number;
  readonly target: Target;
}

function OneTarget({ index, target }: TargetProps): ReactNode {
  const { settings } = useWords();
  const { set, readOnly } = useDraft();
  const targets = useSettings().notifications;
  const names = useDepartmentNames();
  const { departments } = useSettings();
  const at = `${AT}/${String(index)}`;
  const name = settings.notifications.target(index + 1);
  const byId = Object.fromEntries(departments.map(({ id }, place) => [id, names[place] ?? id]));
  return (
    <FieldsSection title={name}>
      <Where at={`${at}/by`} by={target.by} />
      <ManyField at={`${at}/on`} chosen={target.on} choices={choiceWords(`${at}/on`, useWords())} />
      <ManyField
        at={`${at}/departments`}
        chosen={target.departments ?? []}
        choices={byId}
        nothing={settings.notifications.allDepartments}
      />
      <ChoiceField at={`${at}/language`} nothing={settings.notifications.ownLanguage} />
      {!readOnly && (
        <Button
          iconName="remove"
          ariaLabel={settings.removeWhat(name)}
          onClick={() => {
            set(
              AT,
              targets.filter((_, place) => place !== index),
            );
          }}
        >
          {settings.remove}
        </Button>
      )}
    </FieldsSection>
  );
}

const WAYS = ['email', 'sms', 'webhook'] as const;
type Way = (typeof WAYS)[number];

function Where({ at, by }: { readonly at: string; readonly by: Target['by'] }): ReactNode {
  const words = useWords();
  const { notifications } = words.settings;
  const { set, readOnly } = useDraft();
  const way: Way = WAYS.find((one) => one in by) ?? 'email';
  const address = Object.values(by)[0] ?? '';
  const choices = choiceWords(at, words);
  const options = WAYS.map((value) => ({ value, label: choices[value] ?? value }));
  return (
    <Field at={at} within>
      <SpaceBetween size="xs">
        <div className="where">
          <Select
            selectedOption={options.find(({ value }) => value === way) ?? null}
            options={options}
            readOnly={readOnly}
            onChange={({ detail }) => {
              set(at, { [detail.selectedOption.value ?? 'email']: address });
            }}
          />
          <Input
            value={address}
            readOnly={readOnly}
            ariaLabel={notifications.address[way]}
            placeholder={notifications.address[way]}
            onChange={({ detail }) => {
              set(at, { [way]: detail.value.trim() });
            }}
          />
        </div>
        {way === 'webhook' && <SignatureKey url={address} />}
      </SpaceBetween>
    </Field>
  );
}

function SignatureKey({ url }: { readonly url: string }): ReactNode {
  const { notifications } = useWords().settings;
  const { base } = useDraft();
  const api = useApi();
  const may = useMay();
  const notices = useNotices();
  const [key, setKey] = useState<{ readonly url: string; readonly key: string }>();
  const saved = JSON.stringify((base as unknown as SettingsView).notifications).includes(JSON.stringify(url));
  if (!may('notifications.key')) return null;
  const read = async (): Promise<void> => {
    try {
      setKey((await api.call('notifications.key', { query: { url } })).body);
    } catch (error) {
      notices.failed(error);
    }
  };
  return (
    <FormField description={notifications.keyHint}>
      {key?.url === url ? (
        <Input value={key.key} readOnly ariaLabel={notifications.key} />
      ) : (
        <Button disabled={!saved} disabledReason={notifications.keySaved} onClick={() => void read()}>
          {notifications.key}
        </Button>
      )}
    </FormField>
  );
}
