// Why somebody looks at personal data or carries it away.
import type { USUAL_REASONS } from '../../api/reasons.ts';
import type { ReasonRouteId } from '../../../functions/routes.ts';

export const REASON = {
  title: 'Why do you need this?',
  explained: (what: string): string =>
    `${what}. Your reason goes into the audit log with your name. You are asked once for each item while you are signed in.`,
  about: {
    lookup: 'You are looking up a number',
    'voicemails.audio': 'You are listening to a recording',
    'listings.export': 'You are exporting a list',
    'authorities.report': 'You are filling in a report to an authority',
    'authorities.export': 'You are exporting reports',
    'cases.attachment': 'You are downloading a file of a case',
    'evidence.link': 'You are downloading an evidence package',
    'rights.link': 'You are downloading a copy of a person’s data',
    'people.export': 'You are exporting everything about a number',
    'numbers.unmask': 'You are showing the masked numbers of a record',
    'audit.links': 'You are exporting the audit log',
    'audit.export': 'You are exporting the audit log',
  } satisfies Record<ReasonRouteId, string>,
  reason: 'Reason',
  choose: 'Choose a reason',
  usual: {
    complaint: 'Question or complaint of a customer',
    'suspicious-call': 'Checking a suspicious call',
    case: 'Working on a case',
    authority: 'Request from the police, an authority, or a court',
    'own-report': 'Reporting to an authority',
    lists: 'Keeping the lists up to date',
    control: 'Audit or internal control',
    other: 'Other (in your own words)',
  } satisfies Record<(typeof USUAL_REASONS)[number], string>,
  details: 'Details (optional)',
  ownWords: 'Reason in your own words',
  ownWordsNeeded: 'Say in a few words why you need this',
  detailsHint: 'A case or request number helps. Don’t enter names or phone numbers.',
  go: 'Continue',
  /** Of a step that is taken. */
  logged: 'Your reason goes into the audit log.',
  missing: 'Enter a reason. It goes into the audit log.',
} as const;
