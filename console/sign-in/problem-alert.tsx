// Says why the sign-in failed and what to do, with the details from the sign-in service.
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import type { ReactNode } from 'react';
import { useWords } from '../words/index.ts';
import type { SignInProblem } from './sign-in-problem.ts';

export function ProblemAlert({ problem }: { readonly problem: SignInProblem }): ReactNode {
  const { title, advice } = useWords().signIn.problems[problem.kind];
  return (
    <Alert type="error" header={title}>
      <div>{advice}</div>
      {problem.message !== '' && (
        <Box color="text-body-secondary" fontSize="body-s">
          {problem.message}
        </Box>
      )}
    </Alert>
  );
}
