// What an entry of the audit log says, in words.
import type { Words } from '../../words/words.ts';

/** What was done; an act that is newer than this console is shown as it is called. */
export const actionWords = (action: string, { audit }: Words): string =>
  (audit.actions as Readonly<Record<string, string>>)[action] ?? action;

/** The admin token is shown as a token, because scripts and the owner of the machine share it. */
export const whoWords = (by: string, { audit }: Words): string => (by === 'admin' ? audit.adminToken : by);
