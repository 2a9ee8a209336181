// Background tasks that failed for good. Which requests are answered, and for whom.
import { admin, AUDITORS, EDITORS } from '../route-rows.ts';
import type { Route } from '../../route.ts';

const READERS = [...new Set([...EDITORS, ...AUDITORS])] as const;
const NO_TABLES = { reads: [], writes: [] } as const;

export const DEFERRED_ROUTES = {
  'deferred.list': admin('GET', '/api/deferred', READERS, { ...NO_TABLES, shelf: 'looks' }),
  'deferred.retry-all': admin('POST', '/api/deferred/retry', EDITORS, { ...NO_TABLES, shelf: 'retries' }),
  'deferred.retry': admin('POST', '/api/deferred/{task}/retry', EDITORS, { ...NO_TABLES, shelf: 'retries' }),
  /** Something that was accepted is then never done. */
  'deferred.drop': admin('POST', '/api/deferred/{task}/drop', ['admin'], { ...NO_TABLES, shelf: 'drops' }),
} as const satisfies Record<string, Route>;
