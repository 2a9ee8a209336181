// Which notifications a recipient gets, and which addresses a webhook may have.
import * as z from 'zod';
import { type Notice, NOTICE_KINDS } from './notice.ts';
import { LANGUAGES } from '../basics/language.ts';
import { telephoneNumber } from '../numbers/hotline-settings.ts';

/** A person or a program that is notified right away. */
export const notificationSettings = z.strictObject({
  on: z.array(z.enum(NOTICE_KINDS)).min(1),
  /** Messages of these departments only; all where absent. */
  departments: z.array(z.string()).min(1).max(20).optional(),
  /** The hotline's own where absent. */
  language: z.enum(LANGUAGES).optional(),
  by: z.union(
    [
      z.strictObject({ email: z.email({ error: 'must be an e-mail address' }).max(254) }),
      z.strictObject({ sms: telephoneNumber }),
      z.strictObject({
        webhook: z
          .string()
          .max(500)
          .refine(isWebhookUrl, { error: 'must be an https URL without a password; http only to localhost' }),
      }),
    ],
    {
      error: 'must be one of {"email": address}, {"sms": number} and {"webhook": URL}',
    },
  ),
});

export type NotificationTarget = z.output<typeof notificationSettings>;

/** Requests about personal data are told to those who are told of cases. */
const TOLD_AS: Readonly<Record<Notice['kind'], (typeof NOTICE_KINDS)[number]>> = {
  voicemail: 'voicemail',
  case: 'case',
  'case-due': 'case-due',
  'privacy-request': 'case',
  'privacy-due': 'case-due',
  'guard-level': 'guard-level',
  'day-limit': 'day-limit',
  subscription: 'subscription',
  'partner-doubt': 'partner-doubt',
};

/** Departments narrow down what belongs to one; reports and the guard's level concern the whole hotline. */
export const wants = ({ on, departments }: NotificationTarget, notice: Notice): boolean =>
  on.includes(TOLD_AS[notice.kind]) &&
  (departments === undefined || notice.kind !== 'voicemail' || departments.includes(notice.department));

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

const isLoopback = (url: string): boolean => URL.canParse(url) && LOOPBACK.test(new URL(url).hostname);

/** https, and plain http to this machine itself; without a password in it. */
export function isWebhookUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  if (username !== '' || password !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(text));
}
