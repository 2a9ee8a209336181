// The page itself: its title in the tab, the focus on it when one arrives, a way out when it breaks or is not there.
import Box from '@cloudscape-design/components/box';
import ErrorBoundary from '@cloudscape-design/components/error-boundary';
import Link from '@cloudscape-design/components/link';
import Spinner from '@cloudscape-design/components/spinner';
import { Suspense, useEffect, useRef, type ReactNode } from 'react';
import { hrefOf, type Place } from '../../routing.ts';
import { useWords } from '../../words/index.ts';
import type { FoundPage } from './find-page.ts';
import { useNotices } from '../notices.tsx';

export const PAGE_ELEMENT = 'page';

interface PageFrameProps {
  readonly found: FoundPage | undefined;
  readonly place: Place;
}

export function PageFrame({ found, place }: PageFrameProps): ReactNode {
  const words = useWords();
  const { clear } = useNotices();
  const frame = useRef<HTMLDivElement>(null);
  const arrived = useRef(place.path);
  const title = found?.page.title(words) ?? words.shell.notFoundTitle;
  useEffect(() => {
    document.title = `${title} · ${words.common.productName}`;
  }, [title, words]);
  useEffect(() => {
    // Not when the console opens: the browser reads the document from its top then.
    if (arrived.current === place.path) return;
    arrived.current = place.path;
    clear();
    scrollTo(0, 0);
    frame.current?.focus({ preventScroll: true });
  }, [place.path, clear]);
  return (
    <div id={PAGE_ELEMENT} className="page" ref={frame} tabIndex={-1} role="region" aria-label={title}>
      <ErrorBoundary key={place.path} onError={() => undefined} i18nStrings={brokenWords(words.shell)}>
        <Suspense fallback={<Loading />}>
          {found === undefined ? (
            <NotFound />
          ) : (
            <found.page.component params={found.params} query={place.query} />
          )}
        </Suspense>
      </ErrorBoundary>
    </div>
  );
}

const brokenWords = (shell: ReturnType<typeof useWords>['shell']) => ({
  headerText: shell.brokenTitle,
  descriptionText: shell.broken,
  refreshActionText: shell.reloadPage,
});

function Loading(): ReactNode {
  const { common } = useWords();
  return (
    <Box padding="xxl" textAlign="center">
      <Spinner size="large" /> {common.loading}
    </Box>
  );
}

function NotFound(): ReactNode {
  const { shell } = useWords();
  return (
    <Box padding="xxl" textAlign="center">
      <Box variant="h1">{shell.notFoundTitle}</Box>
      <Box variant="p">{shell.notFound}</Box>
      <Link href={hrefOf('/')}>{shell.toStart}</Link>
    </Box>
  );
}
