// A link that leaves this page, and the call on it, where they are. The session is the tab's own: only a tab that knows
// who opened it is given a copy, and asks nobody to sign in again.
import type { ReactNode } from 'react';
import { useWords } from './words/index.ts';

interface NewTabProps {
  readonly href: string;
  readonly className?: string;
  readonly children: ReactNode;
}

export function NewTab({ href, className, children }: NewTabProps): ReactNode {
  const { newTab } = useWords();
  return (
    <a className={className} href={href} target="_blank" rel="opener">
      {children} <span className="sr">{newTab}</span>
    </a>
  );
}
