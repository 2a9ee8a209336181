// The first stop of the Tab key: past the bars, to the page.
import type { ReactNode } from 'react';
import { useWords } from '../../words/index.ts';
import { PAGE_ELEMENT } from './page-frame.tsx';

export function SkipLink(): ReactNode {
  const { shell } = useWords();
  return (
    <a
      className="skip-link"
      href={`#${PAGE_ELEMENT}`}
      onClick={(event) => {
        // The fragment of the address is the page's own.
        event.preventDefault();
        document.getElementById(PAGE_ELEMENT)?.focus();
      }}
    >
      {shell.skipToContent}
    </a>
  );
}
