// A link that leaves this page, and the call on it, where they are. The new tab goes on with the session of this one, as
// every new tab does (../other-tabs.ts).
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
    <a className={className} href={href} target="_blank" rel="noopener">
      {children} <span className="sr">{newTab}</span>
    </a>
  );
}
