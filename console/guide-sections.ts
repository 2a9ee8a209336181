// Which section of the guides is about which page: the name of the guide, and the anchor of the section in it.
import type { PageId } from './page-paths.ts';

export const GUIDE_SECTIONS: Readonly<Record<PageId, `${string}#${string}`>> = {
  overview: 'administrators#every-day',
  calls: 'staff#flag-a-call',
  call: 'staff#flag-a-call',
  voicemail: 'administrators#why-you-are-asked-for-a-reason',
  'voicemail-message': 'administrators#why-you-are-asked-for-a-reason',
  cases: 'administrators#every-day',
  case: 'administrators#every-day',
  evidence: 'administrators#evidence-and-legal-holds',
  'authority-report': 'administrators#reports-to-authorities',
  'authority-export': 'administrators#reports-to-authorities',
  training: 'administrators#training',
  lists: 'administrators#changes-that-need-a-second-person',
  feeds: 'administrators#changes-that-need-a-second-person',
  subscriptions: 'administrators#use-lists-of-partners',
  'look-up': 'administrators#when-something-looks-wrong',
  looks: 'administrators#who-looked-at-a-number',
  settings: 'administrators#changes-that-need-a-second-person',
  audit: 'operators#check-the-audit-log',
  'failed-tasks': 'operators#when-an-alarm-goes-off',
  holds: 'administrators#evidence-and-legal-holds',
  rights: 'administrators#answer-a-privacy-request',
  partners: 'administrators#share-numbers-with-partners',
  'about-me': 'administrators#people-and-roles',
};
