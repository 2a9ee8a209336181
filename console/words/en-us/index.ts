// The console in English, a file for each page.
import { ABOUT_ME } from './about-me.ts';
import { COMMON } from './common.ts';
import { PROBLEMS } from './problems.ts';
import { SHELL } from './shell.ts';
import { VOICEMAIL } from './voicemail.ts';

export const EN_US = {
  common: COMMON,
  shell: SHELL,
  problems: PROBLEMS,
  voicemail: VOICEMAIL,
  aboutMe: ABOUT_ME,
} as const;
