// The menu: its entries in the order in which they are said, moved by dragging or by keys, and how it sounds.
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import List from '@cloudscape-design/components/list';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Toggle from '@cloudscape-design/components/toggle';
import type { ReactNode } from 'react';
import type { SettingsView } from '../../../../../functions/admin/contract.ts';
import { useWords } from '../../../../words/index.ts';
import type { Words } from '../../../../words/words.ts';
import { useDraft, useSettings } from '../../draft.tsx';
import { ChoiceInput, fieldWords, NumberField, useProblem } from '../../fields/field.tsx';
import { PromptPreview } from '../../prompt-preview.tsx';
import { useWarning } from '../../warnings.tsx';
import { useDepartmentNames } from './choose-department.tsx';
import { FieldsSection } from '../fields-section.tsx';

type Entry = SettingsView['menu']['entries'][number];
const AT = '/menu/entries';
const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0', '*', '#'];
const MOST_ENTRIES = 12;

export function MenuSection(): ReactNode {
  return (
    <SpaceBetween size="m">
      <Entries />
      <PromptPreview prompts={['menu', 'departments']} />
      <FieldsSection>
        <NumberField at="/menu/answerSeconds" />
      </FieldsSection>
    </SpaceBetween>
  );
}

function Entries(): ReactNode {
  const words = useWords();
  const { menu } = words.settings;
  const { set, readOnly } = useDraft();
  const { entries } = useSettings().menu;
  const problem = useProblem(AT);
  const items = entries.map((entry, index) => ({ entry, index }));
  return (
    <FieldsSection title={menu.heading} description={readOnly ? undefined : menu.dragHelp}>
      <div data-field={AT}>
        <FormField errorText={problem} stretch>
          <List
            items={items}
            sortable
            sortDisabled={readOnly}
            ariaLabel={menu.heading}
            onSortingChange={({ detail }) => {
              set(
                AT,
                detail.items.map(({ entry }) => entry),
              );
            }}
            i18nStrings={{
              dragHandleAriaLabel: menu.drag,
              dragHandleAriaDescription: menu.dragHelp,
              liveAnnouncementDndStarted: menu.dragStarted,
              liveAnnouncementDndItemReordered: (_, at, of) => menu.dragMoved(at, of),
              liveAnnouncementDndItemCommitted: menu.dragDone,
              liveAnnouncementDndDiscarded: menu.dragDropped,
            }}
            renderItem={({ entry, index }) => ({
              id: `${entry.choice} ${entry.key} ${String(index)}`,
              content: <EntryFields index={index} entry={entry} />,
              announcementLabel: entryWords(entry, words),
            })}
          />
        </FormField>
      </div>
      {!readOnly && entries.length < MOST_ENTRIES && (
        <Button
          iconName="add-plus"
          onClick={() => {
            const free = KEYS.find((key) => entries.every((entry) => entry.key !== key)) ?? '#';
            set(AT, [...entries, { key: free, choice: 'message', on: true }]);
          }}
        >
          {menu.add}
        </Button>
      )}
    </FieldsSection>
  );
}

const entryWords = ({ key, choice }: Entry, { settings }: Words): string =>
  settings.menu.entry(key, settings.choices['/menu/entries/*/choice'][choice]);

interface EntryProps {
  readonly index: number;
  readonly entry: Entry;
}

/** The label of a field of one entry, for screen readers. */
function useEntryLabel({ index, entry }: EntryProps): (part: string) => string {
  const words = useWords();
  const which = entryWords(entry, words);
  return (part) => `${fieldWords(`${AT}/${String(index)}/${part}`, words)[0]} (${which})`;
}

function EntryFields({ index, entry }: EntryProps): ReactNode {
  const label = useEntryLabel({ index, entry });
  const at = `${AT}/${String(index)}`;
  return (
    <div className="menu-entry">
      <Part at={`${at}/key`} className="menu-key">
        <ChoiceInput
          at={`${at}/key`}
          label={label('key')}
          choices={Object.fromEntries(KEYS.map((key) => [key, key]))}
          order={KEYS}
        />
      </Part>
      <Part at={`${at}/choice`} className="menu-choice">
        <ChoiceInput at={`${at}/choice`} label={label('choice')} />
      </Part>
      <EntryDepartment index={index} entry={entry} />
      <EntrySwitch index={index} entry={entry} />
    </div>
  );
}

/** Only who asks for staff is led to a department. */
function EntryDepartment({ index, entry }: EntryProps): ReactNode {
  const { settings } = useWords();
  const { departments } = useSettings();
  const names = useDepartmentNames();
  const label = useEntryLabel({ index, entry });
  const at = `${AT}/${String(index)}/department`;
  const byId = Object.fromEntries(departments.map(({ id }, place) => [id, names[place] ?? id]));
  const isForStaff = entry.choice === 'staff';
  return (
    <Part at={at} className={isForStaff ? 'menu-department' : 'menu-department menu-nothing'}>
      {isForStaff ? (
        <ChoiceInput
          at={at}
          label={label('department')}
          choices={byId}
          nothing={settings.menu.anyDepartment}
        />
      ) : (
        <Box color="text-body-secondary">{settings.none}</Box>
      )}
    </Part>
  );
}

/** Whether the entry is offered, and the way to take it out. */
function EntrySwitch({ index, entry }: EntryProps): ReactNode {
  const words = useWords();
  const { set, readOnly } = useDraft();
  const { entries } = useSettings().menu;
  const label = useEntryLabel({ index, entry });
  const at = `${AT}/${String(index)}/on`;
  return (
    <Part at={at} className="menu-on">
      <SpaceBetween direction="horizontal" size="xs" alignItems="center">
        <Toggle
          checked={entry.on}
          readOnly={readOnly}
          ariaLabel={label('on')}
          onChange={({ detail }) => {
            set(at, detail.checked);
          }}
        >
          {fieldWords(at, words)[0]}
        </Toggle>
        {!readOnly && (
          <Button
            variant="icon"
            iconName="remove"
            ariaLabel={words.settings.removeWhat(entryWords(entry, words))}
            onClick={() => {
              set(
                AT,
                entries.filter((_, place) => place !== index),
              );
            }}
          />
        )}
      </SpaceBetween>
    </Part>
  );
}

interface PartProps {
  readonly at: string;
  readonly className: string;
  readonly children: ReactNode;
}

function Part({ at, className, children }: PartProps): ReactNode {
  const problem = useProblem(at);
  return (
    <div data-field={at} className={className}>
      <FormField errorText={problem} warningText={useWarning(at)} stretch>
        {children}
      </FormField>
    </div>
  );
}
