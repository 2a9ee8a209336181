// Whether what callers were told is kept, is.
import type { Told } from '../../lab/kill-drill.ts';
import type { StartedHotline } from './processes.ts';

export interface Lost {
  readonly cases: readonly string[];
  readonly recordings: readonly string[];
}

const MOST_LOOKS = 120;
const BETWEEN_LOOKS_MS = 500;

/** What was put off is written within moments after the hotline is well again; what is not there by then is lost. */
export async function lostOf(told: Told, hotline: StartedHotline): Promise<Lost> {
  let lost: Lost = { cases: told.cases, recordings: told.recordings };
  for (let looks = 0; looks < MOST_LOOKS && lost.cases.length + lost.recordings.length > 0; looks += 1) {
    if (looks > 0) await new Promise((resolve) => setTimeout(resolve, BETWEEN_LOOKS_MS));
    lost = await missing(told, hotline).catch(() => lost);
  }
  return lost;
}

async function missing(told: Told, hotline: StartedHotline): Promise<Lost> {
  const [cases, recordings] = await Promise.all([
    everything(hotline, '/api/cases', 'caseNumber'),
    everything(hotline, '/api/voicemails', 'recordingSid'),
  ]);
  return {
    cases: told.cases.filter((one) => !cases.has(one)),
    recordings: told.recordings.filter((one) => !recordings.has(one)),
  };
}

async function everything(hotline: StartedHotline, path: string, key: string): Promise<Set<string>> {
  const headers = { authorization: `Bearer ${hotline.secrets.ADMIN_TOKEN ?? ''}`, 'x-audit-reason': 'test' };
  const found = new Set<string>();
  let cursor: string | undefined;
  do {
    const query = new URLSearchParams({ limit: '100', ...(cursor === undefined ? {} : { cursor }) });
    const answer = await fetch(`${hotline.url}${path}?${query.toString()}`, { headers });
    if (!answer.ok) throw new Error(`${path}: ${String(answer.status)} ${await answer.text()}`);
    const page = (await answer.json()) as { items: Record<string, string>[]; cursor?: string };
    for (const item of page.items) found.add(item[key] ?? '');
    ({ cursor } = page);
  } while (cursor !== undefined);
  return found;
}
