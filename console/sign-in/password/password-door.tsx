// The door where people sign in with name and password, and a code where they have an authenticator app. The admin token
// is taken here too.
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Form from '@cloudscape-design/components/form';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input, { type InputProps } from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useRef, useState, type ReactNode } from 'react';
import { asProblem, type ApiProblem } from '../../api/problem.ts';
import type { Session } from '../../open-session.ts';
import { useWords } from '../../words/index.ts';
import { signInWithPassword } from './password-session.ts';
import { SignInRefusal } from '../sign-in-refusal.tsx';
import { TokenForm } from './token-form.tsx';

interface PasswordDoorProps {
  readonly onSession: (session: Session) => void;
  readonly onToken: (token: string) => void;
}

export function PasswordDoor({ onSession, onToken }: PasswordDoorProps): ReactNode {
  const { signIn } = useWords();
  const [byToken, setByToken] = useState(false);
  return (
    <SpaceBetween size="s">
      {byToken ? <TokenForm onToken={onToken} /> : <PasswordForm onSession={onSession} />}
      <Box textAlign="center">
        <Button
          variant="inline-link"
          onClick={() => {
            setByToken(!byToken);
          }}
        >
          {byToken ? signIn.usePassword : signIn.useToken}
        </Button>
      </Box>
    </SpaceBetween>
  );
}

const NOTHING = { name: '', password: '', code: '' };

function PasswordForm({ onSession }: Pick<PasswordDoorProps, 'onSession'>): ReactNode {
  const { signIn } = useWords();
  const [typed, setTyped] = useState(NOTHING);
  const [tried, setTried] = useState(false);
  const [withCode, setWithCode] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const passwordInput = useRef<InputProps.Ref>(null);
  const send = async (): Promise<void> => {
    setTried(true);
    if (typed.name.trim() === '' || typed.password === '' || (withCode && typed.code.trim() === '')) return;
    setBusy(true);
    setProblem(undefined);
    try {
      const { name, password, code } = typed;
      const given = { name: name.trim(), password, ...(withCode ? { code: code.trim() } : {}) };
      onSession(await signInWithPassword(given));
    } catch (error) {
      const why = asProblem(error);
      const wrong = why.kind === 'sign-in-refused';
      setTried(false);
      setTyped({ ...typed, password: wrong && !withCode ? '' : typed.password, code: '' });
      if (wrong && !withCode) passwordInput.current?.focus();
      if (why.kind === 'code-needed') setWithCode(true);
      else setProblem(why);
    } finally {
      setBusy(false);
    }
  };
  const field = (which: keyof typeof NOTHING, missing: string) => ({
    value: typed[which],
    onChange: ({ detail }: { readonly detail: { readonly value: string } }) => {
      setTyped({ ...typed, [which]: detail.value });
    },
    invalid: tried && typed[which].trim() === '',
    errorText: tried && typed[which].trim() === '' ? missing : undefined,
  });
  const [name, password, code] = [
    field('name', signIn.nameMissing),
    field('password', signIn.passwordMissing),
    field('code', signIn.codeMissing),
  ];
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Form
        actions={
          <Button variant="primary" loading={busy}>
            {signIn.signIn}
          </Button>
        }
      >
        <Container header={<Header variant="h2">{signIn.title}</Header>}>
          <SpaceBetween size="m">
            {problem !== undefined && (
              <Alert type="error">
                <SignInRefusal problem={problem} refused={withCode ? signIn.codeRefused : signIn.refused} />
              </Alert>
            )}
            <FormField label={signIn.name} errorText={name.errorText}>
              <Input autoFocus autoComplete="username" spellcheck={false} {...inputOf(name)} />
            </FormField>
            <FormField
              label={signIn.password}
              constraintText={signIn.passwordHint}
              errorText={password.errorText}
            >
              <Input
                ref={passwordInput}
                type="password"
                autoComplete="current-password"
                {...inputOf(password)}
              />
            </FormField>
            {withCode && (
              <FormField label={signIn.code} description={signIn.codeHint} errorText={code.errorText}>
                <Input autoFocus inputMode="numeric" autoComplete="one-time-code" {...inputOf(code)} />
              </FormField>
            )}
          </SpaceBetween>
        </Container>
      </Form>
    </form>
  );
}

const inputOf = <Field extends { readonly errorText: unknown }>({ errorText: _, ...input }: Field) => input;
