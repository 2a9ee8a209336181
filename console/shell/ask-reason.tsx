// Over the page, when the API wants to know why somebody looks. The dialog is loaded when it is first needed.
import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react';
import type { Question, Reasons } from '../api/reasons.ts';

const ReasonDialog = lazy(() => import('./reason-dialog.tsx'));

export function AskReason({ reasons }: { readonly reasons: Reasons }): ReactNode {
  const [question, setQuestion] = useState<Question>();
  useEffect(() => reasons.askWith(setQuestion), [reasons]);
  if (question === undefined) return null;
  return (
    <Suspense>
      <ReasonDialog question={question} />
    </Suspense>
  );
}
