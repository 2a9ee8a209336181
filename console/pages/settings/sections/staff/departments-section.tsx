// Departments: who rings there and how, and who of them may use the staff menu.
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import type { SettingsView } from '../../../../../functions/admin/contract.ts';
import { setQuery } from '../../../../routing.ts';
import { useWords } from '../../../../words/index.ts';
import { useDraft, useSettings } from '../../draft.tsx';
import { ChoiceField, NumberField, TextField, ToggleField } from '../../fields/field.tsx';
import { ChooseDepartment, useDepartment, useDepartmentNames } from './choose-department.tsx';
import { FieldsSection } from '../fields-section.tsx';
import { People } from './people.tsx';

type Department = SettingsView['departments'][number];

const MOST_DEPARTMENTS = 20;

export function DepartmentsSection(): ReactNode {
  const { departments } = useSettings();
  const names = useDepartmentNames();
  const byId = Object.fromEntries(departments.map(({ id }, index) => [id, names[index] ?? id]));
  return (
    <SpaceBetween size="m">
      <FieldsSection>
        <ChoiceField at="/defaultDepartment" choices={byId} />
        <Add />
      </FieldsSection>
      <ChooseDepartment />
      <OneDepartment byId={byId} />
    </SpaceBetween>
  );
}

function OneDepartment({ byId }: { readonly byId: Readonly<Record<string, string>> }): ReactNode {
  const { settings } = useWords();
  const place = useDepartment();
  const name = useDepartmentNames()[place] ?? '';
  const { departments } = useSettings();
  const { set, readOnly } = useDraft();
  const at = `/departments/${String(place)}`;
  const { [departments[place]?.id ?? '']: _, ...others } = byId;
  return (
    <FieldsSection key={at} title={settings.departments.one(name)}>
      <TextField at={`${at}/name/en-US`} optional />
      <TextField at={`${at}/name/zh-CN`} optional />
      <TextField at={`${at}/id`} />
      <ChoiceField at={`${at}/ring`} />
      <NumberField at={`${at}/ringSeconds`} />
      <People at={`${at}/members`} add={settings.departments.addMember} />
      <ChoiceField at={`${at}/overflow`} choices={others} nothing={settings.nobodyChosen} />
      <ToggleField at={`${at}/askReason`} />
      <ToggleField at={`${at}/inMenu`} />
      <People at={`${at}/onCall`} add={settings.departments.addOnCall} />
      {!readOnly && departments.length > 1 && (
        <Button
          iconName="remove"
          onClick={() => {
            set(
              '/departments',
              departments.filter((__, index) => index !== place),
            );
            setQuery({ department: undefined });
          }}
        >
          {settings.departments.remove}
        </Button>
      )}
    </FieldsSection>
  );
}

function Add(): ReactNode {
  const { settings } = useWords();
  const { departments } = useSettings();
  const { set, readOnly } = useDraft();
  const like = departments[0];
  if (readOnly || like === undefined || departments.length >= MOST_DEPARTMENTS) return null;
  const add = (): void => {
    const taken = new Set(departments.map(({ id }) => id));
    const number = [...Array(MOST_DEPARTMENTS + 1).keys()].find(
      (n) => n > 0 && !taken.has(`department-${String(n)}`),
    );
    const department: Department = {
      id: `department-${String(number)}`,
      name: {},
      timeZone: like.timeZone,
      hours: 'always',
      ring: 'simultaneous',
      askReason: false,
      ringSeconds: 20,
      inMenu: true,
      members: [],
      onCall: [],
    };
    set('/departments', [...departments, department]);
    setQuery({ department: String(departments.length) });
  };
  return (
    <Button iconName="add-plus" onClick={add}>
      {settings.departments.add}
    </Button>
  );
}
