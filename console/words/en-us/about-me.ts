// The page that tells somebody who they are to the hotline.
import type { AdminRouteId, Role } from '../../../functions/admin/contract.ts';

/** `listings` of `listings.put`: a route in a new area does not compile until the area has a name. */
type AreaOf<Id extends string> = Id extends `${infer Area}.${string}` ? Area : Id;
export type Area = Exclude<AreaOf<AdminRouteId>, 'me'>;

export const ABOUT_ME = {
  title: 'About me',
  description: 'Who you are to the hotline, and what your role lets you do.',
  identity: 'Signed in as',
  roles: 'Roles',
  rolesMeaning: {
    viewer: 'Viewer: sees calls, lists and settings',
    agent: 'Agent: works with calls, cases and voicemail',
    editor: 'Editor: keeps the lists',
    approver: 'Approver: decides appeals, keeps the lists',
    auditor: 'Auditor: sees calls, lists and settings',
    admin: 'Admin: everything, settings included',
  } satisfies Record<Role, string>,
  mayTitle: 'What you may do',
  mayArea: 'Area',
  mayColumns: { see: 'See', change: 'Change' },
  yes: 'Yes',
  no: 'No',
  areas: {
    overview: 'Overview',
    listings: 'Lists',
    feeds: 'Complaint files',
    lookup: 'Look up a number',
    calls: 'Calls',
    voicemails: 'Voicemail',
    cases: 'Cases',
    guard: 'Guard level',
    holidays: 'Public holidays',
    settings: 'Settings',
    staff: 'Staff and their PINs',
    notifications: 'Notifications',
    audit: 'Audit log',
    'do-not-disturb': 'Do not disturb',
    'what-if': 'What if',
    shadow: 'What scores would do',
  } satisfies Record<Area, string>,
  thisBrowser: 'In this browser',
  language: 'Language',
  theme: 'Light or dark',
} as const;
