// What has just happened, above the page: a write that was made, or was not. A page's notices go with the page.
import Button from '@cloudscape-design/components/button';
import Flashbar, { type FlashbarProps } from '@cloudscape-design/components/flashbar';
import { createContext, use, useCallback, useMemo, useState, type ReactNode } from 'react';
import { asProblem, type ApiProblem } from '../api/problem.ts';
import { useWords } from '../words/index.ts';
import { ProblemText } from './problem-text.tsx';

interface Notice {
  readonly id: string;
  readonly content: string | ApiProblem;
  readonly action?: NoticeAction;
}

/** What may be done about it, once: the notice goes. */
export interface NoticeAction {
  readonly label: string;
  readonly act: () => void;
}

export interface Notices {
  readonly done: (words: string, action?: NoticeAction) => void;
  /** Takes whatever was thrown. */
  readonly failed: (error: unknown) => void;
  readonly clear: () => void;
}

const NoticesContext = createContext<Notices | undefined>(undefined);
const ShownContext = createContext<{ notices: readonly Notice[]; dismiss: (id: string) => void }>({
  notices: [],
  dismiss: () => undefined,
});

export function useNotices(): Notices {
  const notices = use(NoticesContext);
  if (notices === undefined) throw new Error('no notices can be shown here');
  return notices;
}

let count = 0;

export function NoticesProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [notices, setNotices] = useState<readonly Notice[]>([]);
  const add = useCallback((content: Notice['content'], action?: NoticeAction) => {
    count += 1;
    const notice = { id: String(count), content, ...(action && { action }) };
    // Two at a time are read; more are scrolled past.
    setNotices((before) => [notice, ...before].slice(0, 2));
  }, []);
  const actions = useMemo<Notices>(
    () => ({
      done: add,
      failed: (error) => {
        add(asProblem(error));
      },
      clear: () => {
        setNotices([]);
      },
    }),
    [add],
  );
  const dismiss = useCallback((id: string) => {
    setNotices((before) => before.filter((notice) => notice.id !== id));
  }, []);
  const shown = useMemo(() => ({ notices, dismiss }), [notices, dismiss]);
  return (
    <NoticesContext value={actions}>
      <ShownContext value={shown}>{children}</ShownContext>
    </NoticesContext>
  );
}

export function NoticeBar(): ReactNode {
  const { shell } = useWords();
  const { notices, dismiss } = use(ShownContext);
  const items = notices.map(({ id, content, action }): FlashbarProps.MessageDefinition => ({
    id,
    type: typeof content === 'string' ? 'success' : 'error',
    content: typeof content === 'string' ? content : <ProblemText problem={content} />,
    ...(action && {
      action: (
        <Button
          onClick={() => {
            dismiss(id);
            action.act();
          }}
        >
          {action.label}
        </Button>
      ),
    }),
    dismissible: true,
    dismissLabel: shell.dismiss,
    onDismiss: () => {
      dismiss(id);
    },
  }));
  return <Flashbar items={items} />;
}
