// How often the page may be used: by one network, and by all together. The network is kept as a keyed pseudonym, for
// two hours. Counted before it is judged, so that many at once do not slip through.
import { counted } from '../../core/basics/counted.ts';
import { judge, WINDOW_MS, type Counted, type Judgement } from '../../core/basics/limit.ts';
import type { Identity } from '../../core/numbers/identity.ts';
import { networkOf } from '../../core/basics/network-address.ts';
import type { HttpEvent } from '../http/lambda-http.ts';
import { Problem } from '../http/problem.ts';
import { pseudonym } from '../keyed/pseudonym.ts';
import type { Runtime } from '../runtime.ts';
import { visitorAddress } from './visitor.ts';

/** How many of each weigh as one report: a slip in a case number or PIN is likelier than a report. */
const PER_REPORT = { report: 1, appeal: 1, rights: 1, 'rights-call': 1, 'look-up': 3 } as const;

/**
 * Appeals for one number from one network in an hour. All networks together have no such limit, since strangers would
 * use it up; of many that wait, newer ones replace older ones (`replacedAppeals`).
 */
const PER_NUMBER_AND_NETWORK = 3;

export interface Place {
  /** Pseudonym of the visitor's network. */
  readonly network: string;
  /** As if it had never been asked for. */
  readonly giveBack: () => Promise<void>;
}

/**
 * @param id of the request: twice the same counts once
 * @param number whose appeals are counted too
 * @throws {Problem} too-many-requests
 */
export async function takePlace(
  what: keyof typeof PER_REPORT,
  id: string,
  event: HttpEvent,
  runtime: Runtime,
  number?: Identity,
): Promise<Place> {
  const { perAddressPerHour, perHour } = (await runtime.settings.current()).reports.web;
  const { pseudonymKey } = await runtime.secrets();
  const network = pseudonym(pseudonymKey, networkOf(visitorAddress(event, runtime.originSecret)));
  const own: Counted = { id, at: runtime.now().getTime() };
  const times = PER_REPORT[what];
  const names = {
    [`${what}:${network}`]: perAddressPerHour * times,
    [`${what}:all`]: perHour * times,
    ...(number === undefined
      ? {}
      : { [`${what}:number:${pseudonym(pseudonymKey, number)}:${network}`]: PER_NUMBER_AND_NETWORK }),
  };
  const giveBack = async (): Promise<void> => {
    await Promise.all(Object.keys(names).map((name) => runtime.store.limits.remove(name, [own])));
  };
  const judgements = await Promise.all(
    Object.entries(names).map(([name, limit]) => count(name, own, limit, runtime)),
  );
  if (judgements.every(({ allowed }) => allowed)) return { network, giveBack };
  await giveBack();
  const retryAfter = Math.max(...judgements.map(({ retryAfterSeconds }) => retryAfterSeconds));
  runtime.log.warn('the page is used too often', { problem: what });
  throw new Problem(
    'too-many-requests',
    `Wait ${counted(Math.ceil(retryAfter / 60), 'minute')} before you try again, or call us.`,
    {
      retryAfter,
    },
  );
}

async function count(name: string, own: Counted, limit: number, { store }: Runtime): Promise<Judgement> {
  const expiresAt = new Date(own.at + 2 * WINDOW_MS).toISOString();
  const judgement = judge(await store.limits.add(name, own, expiresAt), own, limit);
  if (judgement.stale.length > 0) await store.limits.remove(name, judgement.stale);
  return judgement;
}
