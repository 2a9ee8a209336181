// A link to the copy of a person's data, good for minutes.
import { MINUTE_MS } from '../../core/basics/durations.ts';
import type { RightsRequest } from '../../core/rights/rights-request.ts';
import type { Runtime } from '../runtime.ts';

const LINK_MINUTES = 5;

interface CopyLink {
  readonly url: string;
  readonly expiresAt: string;
  readonly fileName: string;
}

/** Undefined where there is no copy, or its week is over. */
export async function linkToCopy(
  { id, copy }: Pick<RightsRequest, 'id' | 'copy'>,
  { evidence, now }: Runtime,
): Promise<CopyLink | undefined> {
  const at = now();
  if (copy === undefined || copy.until <= at.toISOString()) return undefined;
  const fileName = `copy-${id}.zip`;
  const url = await evidence.link(copy.key, fileName, LINK_MINUTES * 60);
  return { url, fileName, expiresAt: new Date(at.getTime() + LINK_MINUTES * MINUTE_MS).toISOString() };
}
