// A task as it travels: read strictly, because a queue brings back whatever lies in it, and put into its lane.
import { summary } from '../commit.ts';
import type { DeferredTask } from '../runtime.ts';
import type { Lane } from './lanes.ts';

interface TaskRow {
  readonly lane: Lane;
  /** Fields without which it cannot be done, and what they are. */
  readonly needs: Readonly<Record<string, 'text' | 'list' | 'object' | 'flag'>>;
}

const TASKS: Readonly<Record<DeferredTask['kind'], TaskRow>> = {
  commit: { lane: 'writes', needs: { effects: 'list' } },
  'end-import': { lane: 'writes', needs: { claim: 'text', entry: 'object' } },
  notify: { lane: 'work', needs: { notice: 'object' } },
  judge: { lane: 'work', needs: { number: 'text' } },
  'reconsider-block': { lane: 'work', needs: { number: 'text' } },
  'withdraw-evidence': { lane: 'work', needs: { number: 'text', caseNumber: 'text' } },
  'partner-call': {
    lane: 'work',
    needs: { callSid: 'text', number: 'text', subscriptions: 'list', ask: 'flag' },
  },
  'number-cleared': { lane: 'work', needs: { number: 'text', at: 'text' } },
  'update-shares': { lane: 'work', needs: {} },
  'seal-call': { lane: 'work', needs: { callSid: 'text' } },
  'cover-hold': { lane: 'work', needs: { hold: 'text' } },
  'release-hold': { lane: 'work', needs: { hold: 'text' } },
  'fetch-recording': { lane: 'carrier', needs: { recordingSid: 'text', callSid: 'text' } },
  'drop-recording': { lane: 'carrier', needs: { recordingSid: 'text' } },
  transcribe: { lane: 'transcription', needs: { recordingSid: 'text' } },
  'send-sms': { lane: 'sms', needs: { to: 'text', body: 'text' } },
  'send-email': { lane: 'mail', needs: { email: 'object' } },
  'post-webhook': { lane: 'webhooks', needs: { url: 'text', id: 'text', body: 'text' } },
};

export const laneOf = ({ kind }: DeferredTask): Lane => TASKS[kind].lane;

/** Enough to find the matter again, and no number. A task that was damaged by hand may lack what its summary names. */
export function describeTask(task: DeferredTask): string {
  try {
    return summary(task);
  } catch {
    return task.kind;
  }
}

/** What is no task lies beside the work of the hotline itself. */
export function laneOfBody(body: string): Lane {
  const task = parseTask(body);
  return task === undefined ? 'work' : laneOf(task);
}

/** Undefined for anything that is no task: not JSON, of an unknown kind, or without what its kind needs. */
export function parseTask(body: string): DeferredTask | undefined {
  const found = parseObject(body);
  const row = Object.entries(TASKS).find(([kind]) => kind === found?.kind)?.[1];
  if (found === undefined || row === undefined) return undefined;
  const isWhole = Object.entries(row.needs).every(([field, what]) => IS[what](found[field]));
  return isWhole ? (found as unknown as DeferredTask) : undefined;
}

function parseObject(body: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const found: unknown = JSON.parse(body);
    return IS.object(found) ? (found as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

const IS = {
  text: (value: unknown) => typeof value === 'string',
  list: (value: unknown) => Array.isArray(value),
  object: (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value),
  flag: (value: unknown) => typeof value === 'boolean',
} as const satisfies Record<string, (value: unknown) => boolean>;
