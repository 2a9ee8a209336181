// What went wrong on this page, and what can be done about it.
import type { ReactNode } from 'react';
import type { ApiProblem } from '../api/problem.ts';
import { useWords } from './words/index.ts';

/** `no-simulator`: the hotline is deployed. `no-number`: none was typed. */
export type PhoneProblem = ApiProblem | 'no-simulator' | 'no-number';

export function ProblemLine({ problem }: { readonly problem: PhoneProblem | undefined }): ReactNode {
  const words = useWords();
  if (problem === undefined) return null;
  if (problem === 'no-simulator' || problem === 'no-number') {
    return (
      <p className="problem" role="alert">
        {problem === 'no-simulator' ? words.noSimulator : words.ownNumberMissing}
      </p>
    );
  }
  if (problem.kind === 'invalid-number') {
    return (
      <p className="problem" role="alert">
        {words.ownNumberWrong(problem.message)}
      </p>
    );
  }
  return (
    <p className="problem" role="alert">
      {words.problems[problem.kind]} <small lang="en">{problem.message}</small>
    </p>
  );
}
