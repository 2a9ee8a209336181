// The door where one signs in at the issuer.
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState, type ReactNode } from 'react';
import type { RedirectSignIn } from '../../../functions/http/console-configuration.ts';
import { useWords } from '../../words/index.ts';
import { ProblemAlert } from '../problem-alert.tsx';
import { SignInProblem } from '../sign-in-problem.ts';

export function RedirectDoor({ configuration }: { readonly configuration: RedirectSignIn }): ReactNode {
  const { signIn } = useWords();
  const [leaving, setLeaving] = useState(false);
  const [problem, setProblem] = useState<SignInProblem>();
  const go = async (): Promise<void> => {
    setLeaving(true);
    setProblem(undefined);
    try {
      const { goToIssuer } = await import('./redirect.ts');
      await goToIssuer(configuration, { hash: location.hash });
    } catch (error) {
      setProblem(error instanceof SignInProblem ? error : new SignInProblem('refused', String(error)));
    }
    // This also applies to a user who returns with the browser's back button.
    setLeaving(false);
  };
  return (
    <SpaceBetween size="l">
      {problem !== undefined && <ProblemAlert problem={problem} />}
      <Container header={<Header variant="h2">{signIn.title}</Header>}>
        <SpaceBetween size="m">
          <Box>{signIn.at(new URL(configuration.issuer).host)}</Box>
          <Button variant="primary" fullWidth loading={leaving} onClick={() => void go()}>
            {signIn.signIn}
          </Button>
        </SpaceBetween>
      </Container>
    </SpaceBetween>
  );
}
