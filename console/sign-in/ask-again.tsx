// Over the page, when the API does not accept the token any more: one signs in again, and the page goes on.
import { useEffect, useState, type ReactNode } from 'react';
import { askWith } from './redirect/renewal.ts';
import { SignInAgain } from './sign-in-again.tsx';

export function AskAgain(): ReactNode {
  const [answer, setAnswer] = useState<(renewed: boolean) => void>();
  useEffect(
    () =>
      askWith((next) => {
        setAnswer(() => next);
      }),
    [],
  );
  // Signing out cancels the question and the requests that wait for it. If it is answered twice, the first answer counts.
  useEffect(
    () => () => {
      answer?.(false);
    },
    [answer],
  );
  if (answer === undefined) return null;
  const close = (renewed: boolean): void => {
    answer(renewed);
    setAnswer(undefined);
  };
  return (
    <SignInAgain
      onRenewed={() => {
        close(true);
      }}
      // The page stays, and says that it could not do it; the next request asks anew.
      onDismissed={() => {
        close(false);
      }}
    />
  );
}
