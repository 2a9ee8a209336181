// Why the reader looks at personal data or carries it away: asked before a request that the route table marks with
// `needsReason`, once for each subject while they are signed in. What they said last is offered the next time.
import type { ClientOptions } from '../../api-client/client.ts';
import type { ReasonRouteId } from '../../functions/routes.ts';
import { ApiProblem } from './problem.ts';

/** Usual reasons that are offered; `other` is said in own words. */
export const USUAL_REASONS = [
  'complaint',
  'suspicious-call',
  'case',
  'authority',
  'own-report',
  'lists',
  'control',
  'other',
] as const;

export interface Reason {
  readonly usual: (typeof USUAL_REASONS)[number];
  readonly details: string;
}

export interface Question {
  readonly about: ReasonRouteId;
  /** What was said last; undefined the first time. */
  readonly last: Reason | undefined;
  /** @param text the reason as it goes into the log */
  readonly answer: (text: string, reason: Reason) => void;
  readonly dismiss: () => void;
}

export interface Reasons {
  readonly reasonFor: NonNullable<ClientOptions['reasonFor']>;
  /** Who shows the questions, one at a time; undefined when there is none. @returns ends it */
  readonly askWith: (show: (question: Question | undefined) => void) => () => void;
}

interface Asked {
  readonly about: ReasonRouteId;
  readonly subject: string;
  readonly signal: AbortSignal | undefined;
}

type Show = (question: Question | undefined) => void;

export function createReasons(): Reasons {
  const given = new Map<string, Promise<string>>();
  let show: Show | undefined;
  let last: Reason | undefined;
  let before: Promise<unknown> = Promise.resolve();

  const ask = ({ about, subject, signal }: Asked): Promise<string> =>
    new Promise((resolve, reject) => {
      let open = true;
      // Forgotten at once, so that the next try asks again.
      const unsaid = (): void => {
        if (!open) return;
        open = false;
        given.delete(subject);
        show?.(undefined);
        reject(new ApiProblem('reason-needed', 'No reason was given.'));
      };
      if (show === undefined || signal?.aborted === true) {
        unsaid();
        return;
      }
      // The page that wanted to know is left.
      signal?.addEventListener('abort', unsaid, { once: true });
      show({
        about,
        last,
        answer: (text, reason) => {
          open = false;
          last = reason;
          show?.(undefined);
          resolve(text);
        },
        dismiss: unsaid,
      });
    });

  return {
    reasonFor: (about, { params = {}, query = {}, signal }) => {
      const subject = JSON.stringify([about, params, query.list]);
      const said = given.get(subject);
      if (said !== undefined) return said;
      const asked = before.then(() => ask({ about, subject, signal }));
      given.set(subject, asked);
      // One question after the other, whatever came of the one before.
      before = asked.catch(() => undefined);
      return asked;
    },
    askWith: (next) => {
      show = next;
      return () => {
        show = undefined;
      };
    },
  };
}
