// The addresses of the pages, for links; `pages.ts` has everything else about each page.

export const PAGE_IDS = [
  'overview',
  'calls',
  'call',
  'voicemail',
  'voicemail-message',
  'cases',
  'case',
  'evidence',
  'authority-report',
  'authority-export',
  'training',
  'lists',
  'feeds',
  'subscriptions',
  'look-up',
  'looks',
  'settings',
  'audit',
  'failed-tasks',
  'holds',
  'rights',
  'partners',
  'about-me',
] as const;
export type PageId = (typeof PAGE_IDS)[number];

/** After the `#`; `{name}` is one segment. */
export const PAGE_PATHS = {
  overview: '/',
  calls: '/calls',
  call: '/calls/{callSid}',
  voicemail: '/voicemail',
  'voicemail-message': '/voicemail/{recordingSid}',
  cases: '/cases',
  case: '/cases/{caseNumber}',
  evidence: '/evidence',
  'authority-report': '/cases/{caseNumber}/reports/{authority}',
  'authority-export': '/authority-reports',
  training: '/training',
  lists: '/lists',
  feeds: '/complaint-files',
  subscriptions: '/subscriptions',
  'look-up': '/look-up',
  looks: '/looks',
  settings: '/settings',
  audit: '/audit',
  'failed-tasks': '/failed-tasks',
  holds: '/legal-holds',
  rights: '/privacy-requests',
  partners: '/partners',
  'about-me': '/about-me',
} as const satisfies Readonly<Record<PageId, string>>;

/** What a page is given of its address. */
export interface PageProps {
  /** Segments named in the page's path, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
}
