// Members of staff: names and numbers in the settings, PINs beside them in a store of their own.
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useState, type ReactNode } from 'react';
import { useApi, useMay } from '../../../../api/api-context.ts';
import { useAnswer, type Answered } from '../../../../api/use-answer.ts';
import type { AnswerOf } from '../../../../../functions/admin/contract.ts';
import { useNotices } from '../../../../shell/notices.tsx';
import { useWords } from '../../../../words/index.ts';
import { useDraft, useValue } from '../../draft.tsx';
import { Field, fieldWords, TextInput, useProblem } from '../../fields/field.tsx';
import { useWarning } from '../../warnings.tsx';
import { PinForm } from './pin-form.tsx';

interface PeopleProps {
  readonly at: string;
  readonly add: string;
}

interface Person {
  readonly name: string;
  readonly number: string;
}

const MOST_PEOPLE = 10;

export function People({ at, add }: PeopleProps): ReactNode {
  const { set, readOnly } = useDraft();
  const people = useValue(at) as readonly Person[];
  const staff = useAnswer('staff.page', {});
  return (
    <Field at={at} stretch>
      <SpaceBetween size="s">
        {people.map((person, index) => (
          <Row
            key={index}
            at={`${at}/${String(index)}`}
            person={person}
            staff={staff}
            onRemove={() => {
              set(
                at,
                people.filter((_, place) => place !== index),
              );
            }}
          />
        ))}
        {!readOnly && people.length < MOST_PEOPLE && (
          <Button
            iconName="add-plus"
            onClick={() => {
              set(at, [...people, { name: '', number: '' }]);
            }}
          >
            {add}
          </Button>
        )}
      </SpaceBetween>
    </Field>
  );
}

interface RowProps {
  readonly at: string;
  readonly person: Person;
  readonly staff: Answered<AnswerOf<'staff.page'>>;
  readonly onRemove: () => void;
}

function Row({ at, person, staff, onRemove }: RowProps): ReactNode {
  const { settings } = useWords();
  const { readOnly } = useDraft();
  return (
    <div className="person">
      <Part at={`${at}/name`} />
      <Part at={`${at}/number`} />
      <Pin person={person} staff={staff} />
      {!readOnly && (
        <Button
          variant="icon"
          iconName="remove"
          ariaLabel={settings.removeWhat(person.name === '' ? person.number : person.name)}
          onClick={onRemove}
        />
      )}
    </div>
  );
}

function Part({ at }: { readonly at: string }): ReactNode {
  const [label] = fieldWords(at, useWords());
  const problem = useProblem(at);
  return (
    <div data-field={at}>
      <FormField label={label} errorText={problem} warningText={useWarning(at)} stretch>
        <TextInput at={at} />
      </FormField>
    </div>
  );
}

/** A PIN is saved right away and separately, because PINs are not part of the settings. */
function Pin({ person, staff }: Pick<RowProps, 'person' | 'staff'>): ReactNode {
  const { departments } = useWords().settings;
  const [asking, setAsking] = useState(false);
  const known = staff.body?.items.find(({ number }) => number === person.number);
  return (
    <FormField label={departments.pin}>
      {known === undefined ? (
        <StatusIndicator type="pending">{departments.pinUnsaved}</StatusIndicator>
      ) : (
        <SpaceBetween direction="horizontal" size="xs" alignItems="center">
          <StatusIndicator type={known.hasPin ? 'success' : 'stopped'}>
            {known.hasPin ? departments.pinSet : departments.pinUnset}
          </StatusIndicator>
          {known.pinLockedUntil !== undefined && (
            <StatusIndicator type="warning">{departments.pinLocked}</StatusIndicator>
          )}
          <PinButtons
            person={person}
            known={known}
            onChanged={staff.reload}
            onAsk={() => {
              setAsking(true);
            }}
          />
        </SpaceBetween>
      )}
      {asking && (
        <PinForm
          person={person}
          onClose={(saved) => {
            setAsking(false);
            if (saved) staff.reload();
          }}
        />
      )}
    </FormField>
  );
}

interface PinButtonsProps {
  readonly person: Person;
  readonly known: AnswerOf<'staff.page'>['items'][number];
  readonly onChanged: () => void;
  /** A new PIN is to be typed. */
  readonly onAsk: () => void;
}

function PinButtons({ person, known, onChanged, onAsk }: PinButtonsProps): ReactNode {
  const { departments } = useWords().settings;
  const may = useMay();
  const change = usePinChange(person, onChanged);
  const ask = known.hasPin ? departments.newPin : departments.setPin;
  return (
    <>
      {known.pinLockedUntil !== undefined && may('staff.pin-lock.delete') && (
        <Button
          ariaLabel={`${departments.unlockPin}: ${person.name}`}
          onClick={() => void change('staff.pin-lock.delete', departments.pinUnlocked)}
        >
          {departments.unlockPin}
        </Button>
      )}
      {may('staff.pin.put') && (
        <Button ariaLabel={`${ask}: ${person.name}`} onClick={onAsk}>
          {ask}
        </Button>
      )}
      {known.hasPin && may('staff.pin.delete') && (
        <Button
          ariaLabel={`${departments.removePin}: ${person.name}`}
          onClick={() => void change('staff.pin.delete', departments.pinRemoved)}
        >
          {departments.removePin}
        </Button>
      )}
    </>
  );
}

type PinChange = (
  route: 'staff.pin.delete' | 'staff.pin-lock.delete',
  done: (name: string) => string,
) => Promise<void>;

function usePinChange({ name, number }: Person, onChanged: () => void): PinChange {
  const api = useApi();
  const notices = useNotices();
  return async (route, done) => {
    try {
      await api.call(route, { params: { number } });
      notices.done(done(name));
      onChanged();
    } catch (error) {
      notices.failed(error);
    }
  };
}
