// Reads who is signed in and what the hotline is set to, before any page asks for it.
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Spinner from '@cloudscape-design/components/spinner';
import { useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { SignedInContext, type SignedIn } from '../api/api-context.ts';
import { createApi } from '../api/client.ts';
import { createReasons } from '../api/reasons.ts';
import { asProblem, type ApiProblem } from '../api/problem.ts';
import { loadNumberFormats } from '../number-formats.ts';
import { token } from '../session.ts';
import { AskAgain } from '../sign-in/ask-again.tsx';
import { renew } from '../sign-in/redirect/renewal.ts';
import { signOut } from '../sign-in/sign-out.ts';
import { useWords } from '../words/index.ts';
import { AskReason } from './ask-reason.tsx';
import { ProblemText } from './problem-text.tsx';

export function SignedInGate({ children }: { readonly children: ReactNode }): ReactNode {
  const reasons = useMemo(() => createReasons(), []);
  const api = useMemo(() => createApi({ token, renew, reasonFor: reasons.reasonFor }), [reasons]);
  const [signedIn, setSignedIn] = useState<SignedIn>();
  const [problem, setProblem] = useState<ApiProblem>();
  const [turn, setTurn] = useState(0);
  const again = useCallback(() => {
    setProblem(undefined);
    setTurn((value) => value + 1);
  }, []);
  useEffect(() => {
    const aborter = new AbortController();
    const { signal } = aborter;
    const asked = [
      api.call('me', { signal }),
      api.call('settings.get', { signal }),
      loadNumberFormats(),
    ] as const;
    Promise.all(asked).then(
      ([me, settings, numberFormats]) => {
        const replaceSettings = (next: typeof settings.body): void => {
          setSignedIn((before) => before && { ...before, settings: next });
        };
        setSignedIn({ api, me: me.body, settings: settings.body, numberFormats, replaceSettings });
      },
      (error: unknown) => {
        if (!signal.aborted) setProblem(asProblem(error));
      },
    );
    return () => {
      aborter.abort();
    };
  }, [api, turn]);
  if (signedIn !== undefined) {
    return (
      <SignedInContext value={signedIn}>
        {children}
        <AskReason reasons={reasons} />
        <AskAgain />
      </SignedInContext>
    );
  }
  if (problem !== undefined) return <CannotStart problem={problem} again={again} />;
  return <Waiting />;
}

function Waiting(): ReactNode {
  const { common } = useWords();
  return (
    <Box padding="xxl" textAlign="center">
      <Spinner size="large" /> {common.loading}
    </Box>
  );
}

function CannotStart({
  problem,
  again,
}: {
  readonly problem: ApiProblem;
  readonly again: () => void;
}): ReactNode {
  const { common, shell } = useWords();
  const noRole = problem.kind === 'not-allowed';
  return (
    <main className="sign-in">
      <Alert
        type={noRole ? 'info' : 'error'}
        header={noRole ? shell.noRoleTitle : shell.cannotStartTitle}
        action={<Button onClick={again}>{common.tryAgain}</Button>}
      >
        {noRole ? shell.noRole : <ProblemText problem={problem} />}
        <Box padding={{ top: 's' }}>
          <Button
            variant="inline-link"
            onClick={() => {
              void signOut();
            }}
          >
            {shell.signOut}
          </Button>
        </Box>
      </Alert>
    </main>
  );
}
