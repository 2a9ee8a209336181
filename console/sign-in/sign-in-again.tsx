// The question itself: a password or a token, or one signs in at the issuer in another tab. Another person than before
// begins anew, and does not send what the first one had typed.
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { use, useEffect, useEffectEvent, useState, type ReactNode } from 'react';
import type { ConsoleConfiguration } from '../../functions/http/console-configuration.ts';
import { useSignedIn } from '../api/api-context.ts';
import { createApi } from '../api/client.ts';
import { asProblem, type ApiProblem } from '../api/problem.ts';
import { randomId } from '../other-tabs.ts';
import { leave, session as sessionHere, setSession } from '../session.ts';
import type { Session } from '../open-session.ts';
import { ProblemText } from '../shell/problem-text.tsx';
import { useWords } from '../words/index.ts';
import { readConfiguration } from './configuration.ts';
import { addressFor, awaitSession } from './redirect/hand-over.ts';
import { PasswordDoor } from './password/password-door.tsx';
import { signOut } from './sign-out.ts';
import { TokenForm } from './password/token-form.tsx';

interface SignInAgainProps {
  readonly onRenewed: () => void;
  readonly onDismissed: () => void;
}

export function SignInAgain({ onRenewed, onDismissed }: SignInAgainProps): ReactNode {
  const { signIn, shell } = useWords();
  const { me } = useSignedIn();
  const configuration = use(readConfiguration());
  const [problem, setProblem] = useState<ApiProblem>();
  const accept = async (session: Session): Promise<void> => {
    try {
      const samePerson = (await personOf(session)) === me.id;
      const id = samePerson ? sessionHere()?.id : undefined;
      if (!samePerson) leave('signed-out');
      setSession({ ...session, id });
      if (samePerson) onRenewed();
    } catch (error) {
      setProblem(asProblem(error));
    }
  };
  return (
    <Modal
      visible
      header={signIn.againTitle}
      onDismiss={onDismissed}
      footer={
        <Box float="right">
          <Button variant="link" onClick={() => void signOut()}>
            {shell.signOut}
          </Button>
        </Box>
      }
    >
      <SpaceBetween size="m">
        <div>{signIn.again}</div>
        {problem !== undefined && (
          <Alert type="error" header={signIn.againRefused}>
            <ProblemText problem={problem} />
          </Alert>
        )}
        <Question signIn={configuration.signIn} accept={accept} />
      </SpaceBetween>
    </Modal>
  );
}

interface QuestionProps {
  readonly signIn: ConsoleConfiguration['signIn'];
  readonly accept: (session: Session) => Promise<void>;
}

function Question({ signIn, accept }: QuestionProps): ReactNode {
  const onToken = (token: string): void => void accept({ token });
  switch (signIn) {
    case 'redirect':
      return <InAnotherTab onSession={accept} />;
    case 'password':
      return <PasswordDoor onSession={(session) => void accept(session)} onToken={onToken} />;
    case 'token':
      return <TokenForm onToken={onToken} />;
  }
}

/** As the API knows them. @throws {ApiProblem} */
async function personOf({ token }: Session): Promise<string> {
  const api = createApi({ token: () => token, renew: () => Promise.resolve(false) });
  return (await api.call('me', {})).body.id;
}

function InAnotherTab({ onSession }: { readonly onSession: (session: Session) => Promise<void> }): ReactNode {
  const { signIn } = useWords();
  const [name] = useState(randomId);
  const accept = useEffectEvent((session: Session) => void onSession(session));
  useEffect(
    () =>
      awaitSession(name, (session) => {
        accept(session);
      }),
    [name],
  );
  return (
    <SpaceBetween size="s">
      <div>{signIn.againElsewhere}</div>
      <Button variant="primary" href={addressFor(name)} target="_blank" rel="noopener">
        {signIn.againButton}
      </Button>
    </SpaceBetween>
  );
}
