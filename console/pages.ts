// THE table of pages: address, title, place in the navigation, what one must be allowed to open it, and the file that
// shows it, loaded when it is first opened. Navigation, breadcrumbs and titles follow; a new page is a row here.
import { lazy, type ComponentType } from 'react';
import type { AdminRouteId } from '../functions/admin/contract.ts';
import type { Words } from './words/words.ts';
import { PAGE_PATHS, type PageId, type PageProps } from './page-paths.ts';

/** In the order of the navigation. */
export const SECTIONS = ['work', 'rules', 'account'] as const satisfies (keyof Words['shell']['sections'])[];

export interface Page {
  readonly path: (typeof PAGE_PATHS)[PageId];
  readonly title: (words: Words) => string;
  /** Absent for a page that is reached from another one. */
  readonly section?: (typeof SECTIONS)[number];
  /** The page above it in the breadcrumbs. */
  readonly above?: PageId;
  /** Without all of these the page would be empty: it is neither shown nor opened. */
  readonly needs: readonly AdminRouteId[];
  readonly component: ComponentType<PageProps>;
}

export const PAGES: Readonly<Record<PageId, Page>> = {
  overview: {
    path: PAGE_PATHS.overview,
    title: (words) => words.overview.title,
    section: 'work',
    needs: ['overview.stats', 'overview.state', 'overview.live'],
    component: lazy(() => import('./pages/overview/overview-page.tsx')),
  },
  calls: {
    path: PAGE_PATHS.calls,
    title: (words) => words.calls.title,
    section: 'work',
    needs: ['calls.page'],
    component: lazy(() => import('./pages/calls/calls-page.tsx')),
  },
  call: {
    path: PAGE_PATHS.call,
    title: (words) => words.calls.call,
    above: 'calls',
    needs: ['calls.get'],
    component: lazy(() => import('./pages/calls/call-page.tsx')),
  },
  voicemail: {
    path: PAGE_PATHS.voicemail,
    title: (words) => words.voicemail.title,
    section: 'work',
    needs: ['voicemails.page'],
    component: lazy(() => import('./pages/voicemail/voicemail-page.tsx')),
  },
  'voicemail-message': {
    path: PAGE_PATHS['voicemail-message'],
    title: (words) => words.voicemail.message,
    above: 'voicemail',
    needs: ['voicemails.get', 'voicemails.audio'],
    component: lazy(() => import('./pages/voicemail/message-page.tsx')),
  },
  cases: {
    path: PAGE_PATHS.cases,
    title: (words) => words.cases.title,
    section: 'work',
    needs: ['cases.page'],
    component: lazy(() => import('./pages/cases/cases-page.tsx')),
  },
  case: {
    path: PAGE_PATHS.case,
    title: (words) => words.cases.oneCase,
    above: 'cases',
    needs: ['cases.get'],
    component: lazy(() => import('./pages/cases/case-page.tsx')),
  },
  evidence: {
    path: PAGE_PATHS.evidence,
    title: (words) => words.evidence.title,
    section: 'work',
    needs: ['evidence.page'],
    component: lazy(() => import('./pages/evidence/evidence-page.tsx')),
  },
  'authority-report': {
    path: PAGE_PATHS['authority-report'],
    title: (words) => words.authorities.one,
    above: 'cases',
    needs: ['authorities.report'],
    component: lazy(() => import('./pages/authorities/authority-report-page.tsx')),
  },
  'authority-export': {
    path: PAGE_PATHS['authority-export'],
    title: (words) => words.authorities.many,
    above: 'cases',
    needs: ['authorities.export'],
    component: lazy(() => import('./pages/authorities/authority-export-page.tsx')),
  },
  training: {
    path: PAGE_PATHS.training,
    title: (words) => words.exercises.title,
    section: 'work',
    needs: ['exercises.page'],
    component: lazy(() => import('./pages/training/training-page.tsx')),
  },
  lists: {
    path: PAGE_PATHS.lists,
    title: (words) => words.lists.title,
    section: 'rules',
    needs: ['listings.page'],
    component: lazy(() => import('./pages/lists/lists-page.tsx')),
  },
  feeds: {
    path: PAGE_PATHS.feeds,
    title: (words) => words.feeds.title,
    section: 'rules',
    needs: ['feeds.page'],
    component: lazy(() => import('./pages/feeds/feeds-page.tsx')),
  },
  subscriptions: {
    path: PAGE_PATHS.subscriptions,
    title: (words) => words.subscriptions.title,
    section: 'rules',
    needs: ['subscriptions.page'],
    component: lazy(() => import('./pages/subscriptions/subscriptions-page.tsx')),
  },
  'look-up': {
    path: PAGE_PATHS['look-up'],
    title: (words) => words.lookUp.title,
    section: 'rules',
    needs: ['lookup'],
    component: lazy(() => import('./pages/look-up-page.tsx')),
  },
  looks: {
    path: PAGE_PATHS.looks,
    title: (words) => words.lookUp.looks.title,
    section: 'rules',
    needs: ['numbers.looks'],
    component: lazy(() => import('./pages/looks-page.tsx')),
  },
  settings: {
    path: PAGE_PATHS.settings,
    title: (words) => words.settings.title,
    section: 'rules',
    needs: ['settings.get'],
    component: lazy(() => import('./pages/settings/settings-page.tsx')),
  },
  audit: {
    path: PAGE_PATHS.audit,
    title: (words) => words.audit.title,
    section: 'rules',
    needs: ['audit.page'],
    component: lazy(() => import('./pages/audit/audit-page.tsx')),
  },
  'failed-tasks': {
    path: PAGE_PATHS['failed-tasks'],
    title: (words) => words.failedTasks.title,
    section: 'rules',
    needs: ['deferred.list'],
    component: lazy(() => import('./pages/failed-tasks/failed-tasks-page.tsx')),
  },
  holds: {
    path: PAGE_PATHS.holds,
    title: (words) => words.holds.title,
    section: 'rules',
    needs: ['holds.page'],
    component: lazy(() => import('./pages/holds/holds-page.tsx')),
  },
  rights: {
    path: PAGE_PATHS.rights,
    title: (words) => words.rights.title,
    section: 'work',
    needs: ['rights.page'],
    component: lazy(() => import('./pages/rights/rights-page.tsx')),
  },
  partners: {
    path: PAGE_PATHS.partners,
    title: (words) => words.partners.title,
    section: 'rules',
    needs: ['partners.page'],
    component: lazy(() => import('./pages/partners/partners-page.tsx')),
  },
  'about-me': {
    path: PAGE_PATHS['about-me'],
    title: (words) => words.aboutMe.title,
    section: 'account',
    needs: ['me'],
    component: lazy(() => import('./pages/about-me-page.tsx')),
  },
};
