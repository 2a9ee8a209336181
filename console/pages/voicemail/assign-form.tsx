// To whom: a staff member, oneself, or any name.
import Autosuggest from '@cloudscape-design/components/autosuggest';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState, type ReactNode } from 'react';
import { useSignedIn } from '../../api/api-context.ts';
import { useWords } from '../../words/index.ts';

interface AssignFormProps {
  readonly busy: boolean;
  readonly onAssign: (name: string) => void;
}

/** As the API takes it. */
const LONGEST_NAME = 100;

export function AssignForm({ busy, onAssign }: AssignFormProps): ReactNode {
  const { voicemail } = useWords();
  const { settings, me } = useSignedIn();
  const [name, setName] = useState('');
  const [missing, setMissing] = useState(false);
  const members = new Set(
    settings.departments.flatMap((department) => department.members.map((one) => one.name)),
  );
  const options = [
    { value: me.id, label: voicemail.me(me.id) },
    ...[...members].filter((member) => member !== me.id).map((value) => ({ value })),
  ];
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const given = name.trim().slice(0, LONGEST_NAME);
        if (given === '') setMissing(true);
        else onAssign(given);
      }}
    >
      <SpaceBetween size="s">
        <FormField
          label={voicemail.assignTo}
          description={voicemail.assignHint}
          errorText={missing ? voicemail.assignEmpty : undefined}
        >
          <Autosuggest
            value={name}
            options={options}
            enteredTextLabel={voicemail.useName}
            onChange={({ detail }) => {
              setName(detail.value);
              setMissing(false);
            }}
          />
        </FormField>
        <Button disabled={busy}>{voicemail.assign}</Button>
      </SpaceBetween>
    </form>
  );
}
