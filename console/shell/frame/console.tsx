// The frame around every page: top bar, navigation, breadcrumbs, notices, and the page that the address names.
import AppLayout from '@cloudscape-design/components/app-layout-toolbar';
import BreadcrumbGroup from '@cloudscape-design/components/breadcrumb-group';
import Link from '@cloudscape-design/components/link';
import { useState, type ReactNode } from 'react';
import { useSignedIn } from '../../api/api-context.ts';
import { GUIDE_SECTIONS } from '../../guide-sections.ts';
import { hrefOf, usePlace } from '../../routing.ts';
import { useWords } from '../../words/index.ts';
import type { Words } from '../../words/words.ts';
import { findPage, trailOf, type FoundPage } from './find-page.ts';
import { isNarrow } from './narrow.ts';
import { Navigation } from './navigation.tsx';
import { NoticeBar, NoticesProvider } from '../notices.tsx';
import { PageFrame } from './page-frame.tsx';
import { SkipLink } from './skip-link.tsx';
import { TopBar } from './top-bar.tsx';

export function Console(): ReactNode {
  const words = useWords();
  const place = usePlace();
  const { me } = useSignedIn();
  const found = findPage(place.path, me.may);
  const [navigationOpen, setNavigationOpen] = useState(() => !isNarrow());
  return (
    <NoticesProvider>
      <SkipLink />
      <TopBar />
      <AppLayout
        headerSelector="#top-bar"
        navigationOpen={navigationOpen}
        onNavigationChange={({ detail }) => {
          setNavigationOpen(detail.open);
        }}
        navigation={
          <Navigation
            may={me.may}
            found={found}
            onFollow={() => {
              if (isNarrow()) setNavigationOpen(false);
            }}
          />
        }
        breadcrumbs={<Breadcrumbs found={found} />}
        notifications={<NoticeBar />}
        stickyNotifications
        toolsHide
        ariaLabels={labels(words)}
        content={<PageFrame found={found} place={place} />}
      />
    </NoticesProvider>
  );
}

const labels = ({ shell }: Words) => ({
  navigation: shell.navigation,
  navigationClose: shell.closeNavigation,
  navigationToggle: shell.openNavigation,
  notifications: shell.notifications,
});

function Breadcrumbs({ found }: { readonly found: FoundPage | undefined }): ReactNode {
  const words = useWords();
  if (found === undefined) return null;
  const items = trailOf(found.page).map(({ path, title }) => ({
    text: title(words),
    href: hrefOf(path, found.params),
  }));
  return (
    <div className="trail">
      <BreadcrumbGroup items={items} ariaLabel={words.shell.breadcrumbs} />
      <Link href={words.shell.guideHref(GUIDE_SECTIONS[found.id])} external>
        {words.shell.guide}
      </Link>
    </div>
  );
}
