// Which notices a target of the settings is told, and what a webhook target may be.
import type { Notice } from './notice.ts';
import type { NotificationTarget } from '../settings/settings.ts';

/** Departments narrow down what belongs to one; reports and the guard's level concern the whole hotline. */
export const wants = ({ on, departments }: NotificationTarget, notice: Notice): boolean =>
  on.includes(notice.kind) &&
  (departments === undefined || notice.kind !== 'voicemail' || departments.includes(notice.department));

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

export const isLoopback = (url: string): boolean => URL.canParse(url) && LOOPBACK.test(new URL(url).hostname);

/** https, and plain http to this machine itself; without a password in it. */
export function isWebhookUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  if (username !== '' || password !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(text));
}
