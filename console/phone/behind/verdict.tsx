// What the guard decided about the caller, why, and what came of it; read from the API, as the console does.
import { useEffect, useState, type ReactNode } from 'react';
import type { CallView } from '../../../functions/admin/contract.ts';
import type { CallStory } from '../line/call-story.ts';
import type { Hotline } from '../line/hotline.ts';
import { useWords, usePhoneLanguage, type PhoneLanguage } from '../words/index.ts';

/** The call is written after it was answered: it may take a moment. */
const TRIES = 8;
const PAUSE_MS = 250;

export function Verdict({
  hotline,
  story,
}: {
  readonly hotline: Hotline;
  readonly story: CallStory | undefined;
}): ReactNode {
  const { verdict: words } = useWords();
  const call = useCall(hotline, story);
  const pack = usePhoneLanguage();
  return (
    <section className="verdict" aria-label={words.title} aria-live="polite">
      <h2>{words.title}</h2>
      {call?.verdict === undefined ? (
        <p className="hint">{words.waiting}</p>
      ) : (
        <>
          <p className={`words ${call.verdict}`}>{words.words[call.verdict]}</p>
          <p>
            <span className="quiet">{words.because}</span>{' '}
            {call.reasons.map((reason) => reasonWords(reason, pack, hotline)).join('; ')}
          </p>
          <p>
            <span className="quiet">{words.disposition}</span> {words.dispositions[call.disposition]}
          </p>
        </>
      )}
    </section>
  );
}

function useCall({ api }: Hotline, story: CallStory | undefined): CallView | undefined {
  const [call, setCall] = useState<CallView>();
  const sid = story?.sid;
  const judged = story?.exchanges.some(({ answer }) => answer !== undefined) === true;
  const over = story?.stage === 'over';
  useEffect(() => {
    if (sid === undefined || !judged) return;
    const aborter = new AbortController();
    const { signal } = aborter;
    const read = async (): Promise<void> => {
      for (let turn = 0; turn < TRIES && !signal.aborted; turn += 1) {
        const answer = await api
          .call('calls.get', { params: { callSid: sid }, signal })
          .catch(() => undefined);
        if (answer?.body.verdict !== undefined) setCall(answer.body);
        // Before the end, the first verdict is all there is to know; afterwards, the outcome too.
        if (answer?.body.verdict !== undefined && (!over || answer.body.endedAt !== undefined)) return;
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      }
    };
    void read();
    return () => {
      aborter.abort();
    };
  }, [api, sid, judged, over]);
  return call?.callSid === sid ? call : undefined;
}

/** The API's own sentence for a reason that this page has no words for. */
function reasonWords(
  reason: CallView['reasons'][number],
  { words, language }: PhoneLanguage,
  { written }: Hotline,
): string {
  const { reasons } = words.verdict;
  const pattern = typeof reason.pattern === 'string' ? written(reason.pattern) : undefined;
  switch (reason.code) {
    case 'listed': {
      const list = String(reason.list) as keyof typeof reasons.listed;
      return reasons.listed[list](pattern ?? '', String(reason.reason));
    }
    case 'listing-expired':
      return reasons['listing-expired'](pattern ?? '');
    case 'attestation-failed':
      return pattern === undefined
        ? reasons['attestation-failed']
        : reasons['attestation-failed-listing'](pattern);
    case 'staff-number':
    case 'verified':
    case 'withheld':
    case 'not-a-number':
    case 'unknown-caller':
    case 'store-unavailable':
      return reasons[reason.code];
    default:
      return reason.texts[language];
  }
}
