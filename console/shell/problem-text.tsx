// A problem in the reader's language, with the API's own words beneath.
import Box from '@cloudscape-design/components/box';
import type { ReactNode } from 'react';
import type { ApiProblem } from '../api/problem.ts';
import { useWords } from '../words/index.ts';

export function ProblemText({ problem }: { readonly problem: ApiProblem }): ReactNode {
  const { problems } = useWords();
  return (
    <>
      <div>{problems[problem.kind]}</div>
      {problem.message !== '' && (
        <Box color="text-body-secondary" fontSize="body-s">
          {problem.message}
        </Box>
      )}
    </>
  );
}
