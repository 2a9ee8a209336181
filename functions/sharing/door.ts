// What every door of the exchange is given and gives.
import type { FeedSource, IdOf } from '../../core/sharing/document.ts';
import { isPlain, type Partner, type PartnerFormat } from '../../core/sharing/partner.ts';
import type { PartnerView } from '../../core/sharing/view.ts';
import type { HttpEvent } from '../http/lambda-http.ts';
import { Problem } from '../http/problem.ts';
import type { Runtime } from '../runtime.ts';
import type { FeedKey } from './feed-key.ts';

/** What a door is given. */
export interface DoorInput {
  readonly event: HttpEvent;
  readonly partner: Partner;
  readonly view: PartnerView;
  readonly source: FeedSource;
  readonly idOf: IdOf;
  readonly key: FeedKey;
  readonly runtime: Runtime;
}

/** What a door answers. */
export interface Given {
  readonly type: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Numbers, or hashes of numbers, that the answer holds. */
  readonly numbers: number;
  /** Prefixes that were asked for. */
  readonly lookUps?: number;
}

/** Only where its door is in the agreement. @throws {Problem} not-agreed */
export function requireFormat({ terms }: Partner, format: PartnerFormat): void {
  if (terms.formats.includes(format)) return;
  const instead = isPlain(format)
    ? 'Plain numbers need a legal basis; keyed matching is at /feeds/matching/.'
    : 'Ask the hotline’s administrator.';
  throw new Problem('not-agreed', `The agreement does not include the format ${format}. ${instead}`);
}
