// What has just happened, above the page: a write that was made, or was not. A page's notices go with the page.
import Button from '@cloudscape-design/components/button';
import Flashbar, { type FlashbarProps } from '@cloudscape-design/components/flashbar';
import { createContext, use, useCallback, useMemo, useState, type ReactNode } from 'react';
import { asProblem, type ApiProblem } from '../api/problem.ts';
import { useWords } from '../words/index.ts';
import { ProblemText } from './problem-text.tsx';

interface Notice {
  readonly id: string;
  readonly type: 'success' | 'info' | 'error';
  readonly content: string | ApiProblem;
  readonly subject: string | undefined;
  readonly action?: NoticeAction;
}

/** What may be done about it, once: the notice goes. */
interface NoticeAction {
  readonly label: string;
  readonly act: () => void;
}

export interface Notices {
  readonly done: (words: string, action?: NoticeAction) => void;
  /** Nothing has been written yet. */
  readonly noted: (words: string) => void;
  /** Takes whatever was thrown. */
  readonly failed: (error: unknown) => void;
  readonly clear: () => void;
}

interface Board {
  readonly add: (notice: Omit<Notice, 'id'>) => void;
  readonly clear: () => void;
}

const BoardContext = createContext<Board | undefined>(undefined);
const ShownContext = createContext<{ notices: readonly Notice[]; dismiss: (id: string) => void }>({
  notices: [],
  dismiss: () => undefined,
});

/** @param subject what the notices are about: a new one takes the place of the older, which holds no more */
export function useNotices(subject?: string): Notices {
  const board = use(BoardContext);
  if (board === undefined) throw new Error('no notices can be shown here');
  return useMemo<Notices>(
    () => ({
      done: (content, action) => {
        board.add({ type: 'success', content, subject, ...(action && { action }) });
      },
      noted: (content) => {
        board.add({ type: 'info', content, subject });
      },
      failed: (error) => {
        board.add({ type: 'error', content: asProblem(error), subject });
      },
      clear: board.clear,
    }),
    [board, subject],
  );
}

let count = 0;

export function NoticesProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [notices, setNotices] = useState<readonly Notice[]>([]);
  const board = useMemo<Board>(
    () => ({
      add: (added) => {
        count += 1;
        const notice = { ...added, id: String(count) };
        const { subject } = notice;
        setNotices((before) => {
          const others = before.filter((older) => subject === undefined || older.subject !== subject);
          // Two at a time are read; more are scrolled past.
          return [notice, ...others].slice(0, 2);
        });
      },
      clear: () => {
        setNotices([]);
      },
    }),
    [],
  );
  const dismiss = useCallback((id: string) => {
    setNotices((before) => before.filter((notice) => notice.id !== id));
  }, []);
  const shown = useMemo(() => ({ notices, dismiss }), [notices, dismiss]);
  return (
    <BoardContext value={board}>
      <ShownContext value={shown}>{children}</ShownContext>
    </BoardContext>
  );
}

export function NoticeBar(): ReactNode {
  const { shell } = useWords();
  const { notices, dismiss } = use(ShownContext);
  const items = notices.map(({ id, type, content, action }): FlashbarProps.MessageDefinition => ({
    id,
    type,
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
