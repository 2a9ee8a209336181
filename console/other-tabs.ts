// A new tab goes on with the session of one that is open. It asks on a channel that only pages of our own origin in the
// same browser hear; nothing is stored. The refresh token never leaves its tab, so that one tab alone renews.
import type { Session } from './open-session.ts';

/** What a tab may have of another's session. */
export type Shared = Pick<Session, 'id' | 'token' | 'idToken' | 'renewAfter'>;

export interface Here {
  readonly session: () => Session | undefined;
  readonly signedOutElsewhere: () => void;
}

type Question =
  | { readonly kind: 'join'; readonly ask: string }
  | { readonly kind: 'renew'; readonly ask: string; readonly id: string; readonly refused: string };
type Reply =
  | { readonly kind: 'wait'; readonly ask: string }
  | { readonly kind: 'answer'; readonly ask: string; readonly shared: Shared | undefined };
type Message = Question | Reply | { readonly kind: 'out' };

/** Another token than the refused one, without asking anybody; undefined where this tab has none and can get none. */
export type Renewer = (refused: string) => Promise<Session | undefined>;

const NAME = 'hotline-guard.session';
/** An open tab answers within milliseconds, a sleeping one not at all. */
const PATIENCE_MS = 200;
/** Longer than the issuer is waited for. */
const RENEWAL_MS = 15_000;

let channel: BroadcastChannel | undefined;
let renewer: Renewer | undefined;
const waiting = new Map<string, (reply: Reply) => void>();

/** From here on other tabs are heard. */
export function listen(here: Here): void {
  if (channel !== undefined) return;
  channel = new BroadcastChannel(NAME);
  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    if (data.kind === 'out') here.signedOutElsewhere();
    else if (data.kind === 'join') join(data, here.session());
    else if (data.kind === 'renew') void renew(data, here.session());
    else waiting.get(data.ask)?.(data);
  };
}

export function renewWith(next: Renewer): void {
  renewer = next;
}

export function tellSignedOut(): void {
  say({ kind: 'out' });
}

export const askToJoin = (): Promise<Shared | undefined> => question({ kind: 'join', ask: randomId() });

/** Of the tab that renews the same session. */
export const askToRenew = ({ id = '', token }: Session): Promise<Shared | undefined> =>
  question({ kind: 'renew', ask: randomId(), id, refused: token });

export const randomId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );

function say(message: Message): void {
  channel?.postMessage(message);
}

/** The first session that comes; undefined when nobody has one, or all who wanted to fetch one could not. */
function question(asked: Question): Promise<Shared | undefined> {
  return new Promise((resolve) => {
    let fetching = 0;
    const end = (shared?: Shared): void => {
      clearTimeout(timer);
      waiting.delete(asked.ask);
      resolve(shared);
    };
    let timer = setTimeout(end, PATIENCE_MS);
    waiting.set(asked.ask, (reply) => {
      if (reply.kind === 'wait') {
        fetching += 1;
        clearTimeout(timer);
        timer = setTimeout(end, RENEWAL_MS);
      } else if (reply.shared !== undefined) {
        end(reply.shared);
      } else {
        fetching -= 1;
        if (fetching === 0) end();
      }
    });
    say(asked);
  });
}

const sharedOf = ({ id, token, idToken, renewAfter }: Session): Shared => ({
  id,
  token,
  idToken,
  renewAfter,
});

function join({ ask }: Question, mine: Session | undefined): void {
  if (mine !== undefined) say({ kind: 'answer', ask, shared: sharedOf(mine) });
}

/** A token that was itself borrowed may be the older one: only a tab that signed in answers, and only for its session. */
async function renew(asked: Question & { kind: 'renew' }, mine: Session | undefined): Promise<void> {
  if (mine === undefined || mine.borrowed === true || mine.id !== asked.id) return;
  const { ask } = asked;
  say({ kind: 'wait', ask });
  const next = await renewer?.(asked.refused).catch(() => undefined);
  say({ kind: 'answer', ask, shared: next && sharedOf(next) });
}
