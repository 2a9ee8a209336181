// Why a caller left a message, in words; a reason that is newer than this console is shown as it is called.
import type { Words } from '../../words/words.ts';

export function reasonWords(why: string | undefined, { voicemail, common }: Words): string {
  const reasons: Readonly<Record<string, string>> = voicemail.reasons;
  return why === undefined ? common.none : (reasons[why] ?? why);
}
