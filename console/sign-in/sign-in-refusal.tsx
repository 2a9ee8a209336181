// Why a name, a password or a code was not taken, in the reader's language alone.
import type { ReactNode } from 'react';
import type { ApiProblem } from '../api/problem.ts';
import { ProblemText } from '../shell/problem-text.tsx';
import { useWords } from '../words/index.ts';

interface SignInRefusalProps {
  readonly problem: ApiProblem;
  /** What is said where something that was typed is wrong. */
  readonly refused: string;
}

export function SignInRefusal({ problem, refused }: SignInRefusalProps): ReactNode {
  const { signIn } = useWords();
  const { kind, retryAfterSeconds } = problem;
  if (kind === 'sign-in-refused') return refused;
  if (kind === 'too-many-requests' && retryAfterSeconds !== undefined)
    return signIn.locked(Math.max(1, Math.ceil(retryAfterSeconds / 60)));
  return <ProblemText problem={problem} />;
}
