// Something could not be read: said where it is missing, with a way to try again.
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import type { ReactNode } from 'react';
import type { ApiProblem } from '../api/problem.ts';
import { useWords } from '../words/index.ts';
import { ProblemText } from './problem-text.tsx';

interface ProblemAlertProps {
  readonly problem: ApiProblem | undefined;
  readonly again?: () => void;
}

export function ProblemAlert({ problem, again }: ProblemAlertProps): ReactNode {
  const { common } = useWords();
  if (problem === undefined) return null;
  return (
    <Alert type="error" action={again && <Button onClick={again}>{common.tryAgain}</Button>}>
      <ProblemText problem={problem} />
    </Alert>
  );
}
