// An administrator in a history: edits lists, tries again what was not answered, and remembers what was acknowledged.
import type { HttpResult } from '../../functions/http/lambda-http.ts';
import { oneOf, type Chance } from '../../lab/chance.ts';
import type { StormyHotline } from './stormy-hotline.ts';
import { ADMIN_TOKEN } from '../support/twilio-values.ts';

type Standing = 'block' | 'allow' | 'none';

/** What is known of one number's listing: `unsure` where the last edit was never answered. */
export interface Edited {
  readonly standing: Standing | 'unsure';
  /** Writes that were acknowledged, and those that were sent at all. */
  readonly acknowledged: number;
  readonly sent: number;
}

const TRIES = 3;

export class Administrator {
  readonly edited = new Map<string, Edited>();
  readonly #hotline: StormyHotline;
  readonly #chance: Chance;
  #keys = 0;

  constructor(hotline: StormyHotline, chance: Chance) {
    this.#hotline = hotline;
    this.#chance = chance;
  }

  /** Puts a number on a list, or takes it off. Numbers of their own, which nobody calls from. */
  async edit(): Promise<void> {
    const number = `+1312555900${String(Math.floor(this.#chance() * 4))}`;
    const known = this.edited.get(number) ?? { standing: 'none', acknowledged: 0, sent: 0 };
    if (known.standing === 'unsure') return;
    const wanted = oneOf<Standing>(
      known.standing === 'none' ? ['block', 'allow'] : ['block', 'none'],
      this.#chance,
    );
    const done = await this.write(number, wanted, known.standing !== 'none');
    this.edited.set(number, {
      standing: done ? wanted : 'unsure',
      acknowledged: known.acknowledged + (done ? 1 : 0),
      sent: known.sent + 1,
    });
  }

  /** @returns whether it was acknowledged */
  async write(number: string, wanted: Standing, replaces: boolean): Promise<boolean> {
    const target = `/api/listings/${encodeURIComponent(number)}`;
    const match = replaces ? (await this.#sent('GET', target))?.headers?.etag : undefined;
    if (replaces && match === undefined) return false;
    const answer = await this.#sent(
      wanted === 'none' ? 'DELETE' : 'PUT',
      target,
      wanted === 'none' ? undefined : { list: wanted, reason: 'of a history' },
      match === undefined ? {} : { 'if-match': String(match) },
    );
    return answer !== undefined && (answer.statusCode ?? 200) < 300;
  }

  /** The same request until it is answered, three times at most; undefined where it never was. */
  async #sent(
    method: string,
    target: string,
    body?: object,
    more: Readonly<Record<string, string>> = {},
  ): Promise<HttpResult | undefined> {
    const headers = {
      authorization: `Bearer ${ADMIN_TOKEN}`,
      'content-type': 'application/json',
      'x-audit-reason': 'a history',
      ...(method === 'GET' ? {} : { 'idempotency-key': `history-key-${String(++this.#keys)}` }),
      ...more,
    };
    for (let tried = 0; tried < TRIES; tried++) {
      const answer = await this.#hotline.request(
        method,
        target,
        body === undefined ? '' : JSON.stringify(body),
        headers,
      );
      if ((answer.statusCode ?? 200) < 500) return answer;
    }
    return undefined;
  }
}
