// Above everything: whose hotline this is, how hard it is guarded, language, look, and the way out.
import TopNavigation, { type TopNavigationProps } from '@cloudscape-design/components/top-navigation';
import type { ReactNode } from 'react';
import { useSignedIn } from '../../api/api-context.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { PAGES } from '../../pages.ts';
import { setPreferences, THEMES, usePreferences } from '../../preferences.ts';
import { hrefOf } from '../../routing.ts';
import { signOut } from '../../sign-in/sign-out.ts';
import { LANGUAGE_NAMES, LANGUAGES, useLanguage } from '../../words/index.ts';
import { PAGE_PATHS } from '../../page-paths.ts';

const LEVEL_ICONS = {
  normal: 'status-positive',
  elevated: 'status-warning',
  siege: 'status-negative',
  unknown: 'status-pending',
} as const;

export function TopBar(): ReactNode {
  const { settings, me } = useSignedIn();
  const { language, words } = useLanguage();
  const { theme } = usePreferences();
  const { shell } = words;
  const guard = useGuard();
  const { company } = settings.hotline;
  return (
    <div id="top-bar">
      <TopNavigation
        identity={{
          href: hrefOf('/'),
          title: company[language] ?? company[settings.hotline.language] ?? words.common.productName,
          logo: { src: '/icon.svg', alt: words.common.productName },
        }}
        utilities={[
          guard,
          {
            type: 'menu-dropdown',
            text: LANGUAGE_NAMES[language],
            iconName: 'globe',
            ariaLabel: `${shell.language}: ${LANGUAGE_NAMES[language]}`,
            title: shell.language,
            items: LANGUAGES.map((id) => ({ id, text: LANGUAGE_NAMES[id], lang: id })),
            onItemClick: ({ detail }) => {
              setPreferences({ language: LANGUAGES.find((id) => id === detail.id) ?? language });
            },
          },
          {
            type: 'menu-dropdown',
            text: shell.themes[theme],
            iconName: 'view-full',
            ariaLabel: `${shell.theme}: ${shell.themes[theme]}`,
            title: shell.theme,
            items: THEMES.map((id) => ({ id, text: shell.themes[id] })),
            onItemClick: ({ detail }) => {
              setPreferences({ theme: THEMES.find((id) => id === detail.id) ?? theme });
            },
          },
          {
            type: 'menu-dropdown',
            text: me.id,
            iconName: 'user-profile',
            ariaLabel: `${shell.account}: ${me.id}`,
            title: shell.account,
            items: [
              { id: 'about-me', text: PAGES['about-me'].title(words), href: hrefOf(PAGE_PATHS['about-me']) },
              { id: 'sign-out', text: shell.signOut },
            ],
            onItemClick: ({ detail }) => {
              if (detail.id === 'sign-out') void signOut();
            },
          },
        ]}
        i18nStrings={{ overflowMenuTriggerText: shell.more }}
      />
    </div>
  );
}

/** Looked at twice a minute, while somebody looks. Its place is kept from the start: the bar tells its menus apart by
 * their place, so one that came later would close the menu that stands open. */
function useGuard(): TopNavigationProps.Utility {
  const { words } = useLanguage();
  const { body } = useAnswer('guard.get', {}, { everySeconds: 30 });
  const level = body?.level ?? 'unknown';
  return {
    type: 'button',
    iconName: LEVEL_ICONS[level],
    text: words.shell.guardLevel[level],
    disableUtilityCollapse: level === 'elevated' || level === 'siege',
    href: hrefOf('/'),
  };
}
