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
import { SubmitForm } from '../../shell/submit-form.tsx';
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
type Typed = typeof NOTHING;

function PasswordForm({ onSession }: Pick<PasswordDoorProps, 'onSession'>): ReactNode {
  const { signIn } = useWords();
  const { fieldOf, withCode, busy, problem, passwordInput, send } = useSigningIn(onSession);
  const [name, password, code] = [
    fieldOf('name', signIn.nameMissing),
    fieldOf('password', signIn.passwordMissing),
    fieldOf('code', signIn.codeMissing),
  ];
  return (
    <SubmitForm onSubmit={send}>
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
    </SubmitForm>
  );
}

/** What is typed, and the attempt to sign in with it. A wrong password is typed again, a code is asked for when needed. */
function useSigningIn(onSession: PasswordDoorProps['onSession']) {
  const [typed, setTyped] = useState(NOTHING);
  const [tried, setTried] = useState(false);
  const [withCode, setWithCode] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const passwordInput = useRef<InputProps.Ref>(null);
  const refused = (why: ApiProblem): void => {
    const isWrong = why.kind === 'sign-in-refused' && !withCode;
    setTried(false);
    setTyped({ ...typed, password: isWrong ? '' : typed.password, code: '' });
    if (isWrong) passwordInput.current?.focus();
    if (why.kind === 'code-needed') setWithCode(true);
    else setProblem(why);
  };
  const send = async (): Promise<void> => {
    setTried(true);
    if (!isComplete(typed, withCode)) return;
    setBusy(true);
    setProblem(undefined);
    try {
      const { name, password, code } = typed;
      const given = { name: name.trim(), password, ...(withCode ? { code: code.trim() } : {}) };
      onSession(await signInWithPassword(given));
    } catch (error) {
      refused(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  const fieldOf = (which: keyof Typed, missing: string) => {
    const isMissing = tried && typed[which].trim() === '';
    return {
      value: typed[which],
      onChange: ({ detail }: { readonly detail: { readonly value: string } }) => {
        setTyped({ ...typed, [which]: detail.value });
      },
      invalid: isMissing,
      errorText: isMissing ? missing : undefined,
    };
  };
  return { fieldOf, withCode, busy, problem, passwordInput, send };
}

const isComplete = ({ name, password, code }: Typed, withCode: boolean): boolean =>
  name.trim() !== '' && password !== '' && (!withCode || code.trim() !== '');

const inputOf = <Field extends { readonly errorText: unknown }>({ errorText: _, ...input }: Field) => input;
