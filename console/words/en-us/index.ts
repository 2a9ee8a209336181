// The console in English, a file for each page.
import { ABOUT_ME } from './about-me.ts';
import { AUTHORITIES } from './authorities.ts';
import { CALLS } from './calls.ts';
import { AUDIT } from './audit.ts';
import { CASE_WORK } from './case-work.ts';
import { CASES } from './cases.ts';
import { COMMON } from './common.ts';
import { EVIDENCE } from './evidence.ts';
import { EXERCISES } from './exercises.ts';
import { FEEDS } from './feeds.ts';
import { SUBSCRIPTIONS } from './subscriptions.ts';
import { FAILED_TASKS } from './failed-tasks.ts';
import { HOLDS } from './holds.ts';
import { LISTS } from './lists.ts';
import { LOOK_UP } from './look-up.ts';
import { OVERVIEW } from './overview.ts';
import { PARTNERS } from './partners.ts';
import { PROBLEMS } from './problems.ts';
import { REASON } from './reason.ts';
import { RIGHTS } from './rights.ts';
import { SETTINGS } from './settings/index.ts';
import { SHELL } from './shell.ts';
import { SIGN_IN } from './sign-in.ts';
import { SPEECH } from './speech.ts';
import { VOICEMAIL } from './voicemail.ts';

export const EN_US = {
  common: COMMON,
  shell: SHELL,
  signIn: SIGN_IN,
  problems: PROBLEMS,
  reason: REASON,
  overview: OVERVIEW,
  calls: CALLS,
  lists: LISTS,
  exercises: EXERCISES,
  feeds: FEEDS,
  subscriptions: SUBSCRIPTIONS,
  lookUp: LOOK_UP,
  voicemail: VOICEMAIL,
  cases: CASES,
  caseWork: CASE_WORK,
  failedTasks: FAILED_TASKS,
  holds: HOLDS,
  rights: RIGHTS,
  partners: PARTNERS,
  evidence: EVIDENCE,
  authorities: AUTHORITIES,
  settings: SETTINGS,
  audit: AUDIT,
  speech: SPEECH,
  aboutMe: ABOUT_ME,
} as const;
