// The pages that the role may open, by section.
import SideNavigation, { type SideNavigationProps } from '@cloudscape-design/components/side-navigation';
import type { ReactNode } from 'react';
import type { AdminRouteId } from '../../../functions/admin/contract.ts';
import { PAGES, SECTIONS } from '../../pages.ts';
import { PAGE_IDS } from '../../page-paths.ts';
import { hrefOf } from '../../routing.ts';
import { useWords } from '../../words/index.ts';
import { mayOpen, trailOf, type FoundPage } from './find-page.ts';
import { PHONE_HREF, useHasPhone } from './phone.tsx';

interface NavigationProps {
  readonly may: readonly AdminRouteId[];
  readonly found: FoundPage | undefined;
  readonly onFollow: () => void;
}

export function Navigation({ may, found, onFollow }: NavigationProps): ReactNode {
  const words = useWords();
  const hasPhone = useHasPhone();
  const pages = PAGE_IDS.map((id) => PAGES[id]).filter((page) => mayOpen(page, may));
  const items = SECTIONS.flatMap((section): SideNavigationProps.Item[] => {
    const links = pages
      .filter((page) => page.section === section)
      .map((page) => ({ type: 'link' as const, text: page.title(words), href: hrefOf(page.path) }));
    return links.length === 0
      ? []
      : [{ type: 'section-group', title: words.shell.sections[section], items: links }];
  });
  const besides: SideNavigationProps.Item[] = [
    { type: 'divider' },
    { type: 'link', text: words.shell.guides, href: words.shell.guidesHref },
    { type: 'link', text: words.shell.privacy, href: '/privacy', external: true },
    ...(hasPhone ? [{ type: 'link' as const, text: words.shell.phone, href: PHONE_HREF }] : []),
  ];
  const top = found && trailOf(found.page)[0];
  return (
    <SideNavigation
      items={[...items, ...besides]}
      {...(top === undefined ? {} : { activeHref: hrefOf(top.path) })}
      onFollow={onFollow}
    />
  );
}
