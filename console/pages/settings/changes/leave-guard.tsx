// Warns before the page is left with unsaved changes. Within the console the draft waits; with the tab
// it would be gone, and the browser asks.
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useEffect, useState, type ReactNode } from 'react';
import { PAGE_PATHS } from '../../../page-paths.ts';
import { go } from '../../../routing.ts';
import { useWords } from '../../../words/index.ts';
import { useDraft } from '../draft.tsx';

export function LeaveGuard(): ReactNode {
  const { settings } = useWords();
  const { changes, discard } = useDraft();
  const dirty = changes.length > 0;
  const [towards, setTowards] = useState<string>();
  useEffect(() => {
    if (!dirty) return undefined;
    const ask = (event: BeforeUnloadEvent): void => {
      event.preventDefault();
    };
    const follow = (event: MouseEvent): void => {
      const href = elsewhere(event);
      if (href === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      setTowards(href);
    };
    addEventListener('beforeunload', ask);
    document.addEventListener('click', follow, { capture: true });
    return () => {
      removeEventListener('beforeunload', ask);
      document.removeEventListener('click', follow, { capture: true });
    };
  }, [dirty]);
  const stay = (): void => {
    setTowards(undefined);
  };
  const leave = (): void => {
    stay();
    if (towards !== undefined) go(towards);
  };
  return (
    <Modal
      visible={towards !== undefined}
      header={settings.leaveTitle}
      onDismiss={stay}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button
              onClick={() => {
                discard();
                leave();
              }}
            >
              {settings.leaveDiscard}
            </Button>
            <Button onClick={leave}>{settings.leaveGo}</Button>
            <Button variant="primary" onClick={stay}>
              {settings.leaveStay}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      {settings.leaveText}
    </Modal>
  );
}

/** Where a click leads to, if that is another page in this tab. */
function elsewhere({ target, button, ctrlKey, metaKey, shiftKey }: MouseEvent): string | undefined {
  if (button !== 0 || ctrlKey || metaKey || shiftKey || !(target instanceof Element)) return undefined;
  const href = target.closest('a[href^="#/"]')?.getAttribute('href') ?? undefined;
  return href?.split('?')[0] === `#${PAGE_PATHS.settings}` ? undefined : href;
}
