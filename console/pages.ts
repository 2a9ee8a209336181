// THE table of pages: address, title, place in the navigation, what one must be allowed to open it, and the file that
// shows it, loaded when it is first opened. Navigation, breadcrumbs and titles follow; a new page is a row here.
import { lazy, type ComponentType } from 'react';
import type { AdminRouteId } from '../functions/admin/contract.ts';
import type { Words } from './words/index.ts';

/** In the order of the navigation. */
export const SECTIONS = ['work', 'rules', 'account'] as const satisfies (keyof Words['shell']['sections'])[];

export interface PageProps {
  /** Segments named in the page's path, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
}

export interface Page {
  /** After the `#`; `{name}` is one segment. */
  readonly path: string;
  readonly title: (words: Words) => string;
  /** Absent for a page that is reached from another one. */
  readonly section?: (typeof SECTIONS)[number];
  /** The page above it in the breadcrumbs. */
  readonly above?: PageId;
  /** Without all of these the page would be empty: it is neither shown nor opened. */
  readonly needs: readonly AdminRouteId[];
  readonly component: ComponentType<PageProps>;
}

export const PAGE_IDS = [
  'overview',
  'calls',
  'call',
  'voicemail',
  'voicemail-message',
  'cases',
  'case',
  'lists',
  'feeds',
  'look-up',
  'settings',
  'audit',
  'about-me',
] as const;
export type PageId = (typeof PAGE_IDS)[number];

export const PAGES: Readonly<Record<PageId, Page>> = {
  overview: {
    path: '/',
    title: (words) => words.overview.title,
    section: 'work',
    needs: ['overview.stats', 'overview.state', 'overview.live'],
    component: lazy(() => import('./pages/overview/overview-page.tsx')),
  },
  calls: {
    path: '/calls',
    title: (words) => words.calls.title,
    section: 'work',
    needs: ['calls.page'],
    component: lazy(() => import('./pages/calls/calls-page.tsx')),
  },
  call: {
    path: '/calls/{callSid}',
    title: (words) => words.calls.call,
    above: 'calls',
    needs: ['calls.get'],
    component: lazy(() => import('./pages/calls/call-page.tsx')),
  },
  voicemail: {
    path: '/voicemail',
    title: (words) => words.voicemail.title,
    section: 'work',
    needs: ['voicemails.page'],
    component: lazy(() => import('./pages/voicemail/voicemail-page.tsx')),
  },
  'voicemail-message': {
    path: '/voicemail/{recordingSid}',
    title: (words) => words.voicemail.message,
    above: 'voicemail',
    needs: ['voicemails.get', 'voicemails.audio'],
    component: lazy(() => import('./pages/voicemail/message-page.tsx')),
  },
  cases: {
    path: '/cases',
    title: (words) => words.cases.title,
    section: 'work',
    needs: ['cases.page'],
    component: lazy(() => import('./pages/cases/cases-page.tsx')),
  },
  case: {
    path: '/cases/{caseNumber}',
    title: (words) => words.cases.oneCase,
    above: 'cases',
    needs: ['cases.get'],
    component: lazy(() => import('./pages/cases/case-page.tsx')),
  },
  lists: {
    path: '/lists',
    title: (words) => words.lists.title,
    section: 'rules',
    needs: ['listings.page'],
    component: lazy(() => import('./pages/lists/lists-page.tsx')),
  },
  feeds: {
    path: '/complaint-files',
    title: (words) => words.feeds.title,
    section: 'rules',
    needs: ['feeds.page'],
    component: lazy(() => import('./pages/feeds/feeds-page.tsx')),
  },
  'look-up': {
    path: '/look-up',
    title: (words) => words.lookUp.title,
    section: 'rules',
    needs: ['lookup'],
    component: lazy(() => import('./pages/look-up-page.tsx')),
  },
  settings: {
    path: '/settings',
    title: (words) => words.settings.title,
    section: 'rules',
    needs: ['settings.get'],
    component: lazy(() => import('./pages/settings/settings-page.tsx')),
  },
  audit: {
    path: '/audit',
    title: (words) => words.audit.title,
    section: 'rules',
    needs: ['audit.page'],
    component: lazy(() => import('./pages/audit/audit-page.tsx')),
  },
  'about-me': {
    path: '/about-me',
    title: (words) => words.aboutMe.title,
    section: 'account',
    needs: ['me'],
    component: lazy(() => import('./pages/about-me-page.tsx')),
  },
};
