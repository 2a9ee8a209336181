// Changes to one message, made by the parts of its page.
import type { SentBodyOf, VoicemailView } from '../../../functions/admin/contract.ts';
import type { Answered } from '../../api/use-answer.ts';
import { useSignedIn } from '../../api/api-context.ts';
import { useNotices } from '../../shell/notices.tsx';

import { useState } from 'react';
type Change = SentBodyOf<'voicemails.patch'>;

export interface Changing {
  readonly busy: boolean;
  readonly change: (body: Change, done: string) => void;
}

/** Writes with the version that is shown, so that a change that a colleague made since then is not overwritten. */
export function useChange(recordingSid: string, { version, replace }: Answered<VoicemailView>): Changing {
  const { api } = useSignedIn();
  const notices = useNotices('message');
  const [busy, setBusy] = useState(false);
  const change = async (body: Change, done: string): Promise<void> => {
    setBusy(true);
    try {
      replace(await api.call('voicemails.patch', { params: { recordingSid }, body, version }));
      notices.done(done);
    } catch (error) {
      notices.failed(error);
    } finally {
      setBusy(false);
    }
  };
  return { busy, change: (body, done) => void change(body, done) };
}

export interface MessageProps extends Changing {
  readonly message: VoicemailView;
}
