// The form with which a user who signed in with a password changes it.
import Button from '@cloudscape-design/components/button';
import Alert from '@cloudscape-design/components/alert';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState, type ReactNode } from 'react';
import { asProblem, type ApiProblem } from '../../api/problem.ts';
import { session, setSession } from '../../session.ts';
import { SubmitForm } from '../../shell/submit-form.tsx';
import { useWords } from '../../words/index.ts';
import { changeOwnPassword } from './password-session.ts';
import { SignInRefusal } from '../sign-in-refusal.tsx';

const NOTHING = { now: '', next: '', again: '' };

export function OwnPassword(): ReactNode {
  const words = useWords().signIn.ownPassword;
  const { typed, type, state, send } = useChange();
  const differs = typed.again !== '' && typed.again !== typed.next;
  const input = (which: keyof typeof NOTHING, autoComplete: string): ReactNode => (
    <Input
      type="password"
      autoComplete={autoComplete}
      value={typed[which]}
      onChange={({ detail }) => {
        type({ [which]: detail.value });
      }}
    />
  );
  return (
    <Container header={<Header variant="h2">{words.title}</Header>}>
      <SubmitForm onSubmit={send}>
        <SpaceBetween size="m">
          <Result state={state} />
          <FormField label={words.now}>{input('now', 'current-password')}</FormField>
          <FormField label={words.next} constraintText={words.nextHint}>
            {input('next', 'new-password')}
          </FormField>
          <FormField label={words.again} errorText={differs ? words.different : undefined}>
            {input('again', 'new-password')}
          </FormField>
          <Button
            disabled={typed.now === '' || typed.next === '' || typed.again !== typed.next}
            loading={state === 'busy'}
          >
            {words.change}
          </Button>
        </SpaceBetween>
      </SubmitForm>
    </Container>
  );
}

type ChangeState = 'idle' | 'busy' | 'done' | ApiProblem;

function useChange() {
  const [typed, setTyped] = useState(NOTHING);
  const [state, setState] = useState<ChangeState>('idle');
  const send = async (): Promise<void> => {
    const before = session();
    if (before === undefined) return;
    setState('busy');
    try {
      setSession(await changeOwnPassword(before, { password: typed.now, newPassword: typed.next }));
      setTyped(NOTHING);
      setState('done');
    } catch (error) {
      setState(asProblem(error));
    }
  };
  const type = (change: Partial<typeof NOTHING>): void => {
    setTyped({ ...typed, ...change });
  };
  return { typed, type, state, send };
}

function Result({ state }: { readonly state: ChangeState }): ReactNode {
  const words = useWords().signIn.ownPassword;
  if (state === 'done') return <Alert type="success">{words.done}</Alert>;
  if (typeof state === 'string') return null;
  return (
    <Alert type="error">
      {state.kind === 'invalid-request' ? (
        words.notTaken
      ) : (
        <SignInRefusal problem={state} refused={words.refused} />
      )}
    </Alert>
  );
}
