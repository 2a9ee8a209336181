// The “About me” page: the account that is signed in, its roles, and what they allow.
import type { AdminRouteId, Role } from '../../../functions/admin/contract.ts';

/** `listings` of `listings.put`: a route in a new area does not compile until the area has a name. */
type AreaOf<Id extends string> = Id extends `${infer Area}.${string}` ? Area : Id;
export type Area = Exclude<AreaOf<AdminRouteId>, 'me'>;

export const ABOUT_ME = {
  title: 'About me',
  description: 'Your account and what your role lets you do.',
  identity: 'Signed in as',
  roles: 'Roles',
  rolesMeaning: {
    viewer: 'Viewer: views calls, lists, and settings',
    agent: 'Agent: works with calls, cases, and voicemail',
    editor: 'Editor: manages the lists',
    approver: 'Approver: decides appeals, approves blocks, manages the lists',
    auditor: 'Auditor: views calls, lists, settings, and the audit log',
    admin: 'Administrator: everything, including settings',
  } satisfies Record<Role, string>,
  mayTitle: 'What you can do',
  mayArea: 'Area',
  mayColumns: { see: 'View', change: 'Change' },
  yes: 'Yes',
  no: 'No',
  areas: {
    overview: 'Overview',
    listings: 'Lists',
    feeds: 'Complaint files',
    subscriptions: 'Partner lists',
    lookup: 'Look up a number',
    calls: 'Calls',
    voicemails: 'Voicemail',
    cases: 'Cases',
    holds: 'Legal holds',
    retention: 'Retention report',
    partners: 'Partners',
    shares: 'Shared numbers',
    exercises: 'Training',
    authorities: 'Reports to authorities',
    guard: 'Guard level',
    holidays: 'Public holidays',
    numbers: 'Masked numbers, and who looked at a number',
    rights: 'Privacy requests',
    people: 'Data about one person',
    evidence: 'Evidence packages',
    privacy: 'Record of processing and impact assessment',
    settings: 'Settings',
    staff: 'Staff and PINs',
    notifications: 'Notifications',
    audit: 'Audit log',
    'do-not-disturb': 'Do not disturb',
    'what-if': 'Settings test',
    shadow: 'Score report',
  } satisfies Record<Area, string>,
  thisBrowser: 'In this browser',
  language: 'Language',
  theme: 'Theme',
} as const;
