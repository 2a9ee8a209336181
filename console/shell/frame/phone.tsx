// The way to the telephone in the browser, where this hotline has one: a page of its own, in the same tab.
import Button from '@cloudscape-design/components/button';
import { useEffect, useState, type ReactNode } from 'react';
import { session } from '../../session.ts';
import { readConfiguration } from '../../sign-in/configuration.ts';
import { useWords } from '../../words/index.ts';

export const PHONE_HREF = '/phone';

/** Not until it is known, and not for people with a password: the telephone takes the admin token alone. */
export function useHasPhone(): boolean {
  const [has, setHas] = useState(false);
  useEffect(() => {
    let gone = false;
    readConfiguration().then(
      ({ phone = false }) => {
        if (!gone) setHas(phone && session()?.renewAfter === undefined);
      },
      // Without an answer there is no way to offer; what is wrong is said where the page needs the hotline.
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, []);
  return has;
}

export function PhoneButton(): ReactNode {
  const { shell } = useWords();
  if (!useHasPhone()) return null;
  return (
    <Button href={PHONE_HREF} iconName="call">
      {shell.phoneButton}
    </Button>
  );
}
