// The keys of webhook targets. Which requests are answered, for whom, with which tables.
import { audited } from '../route-rows.ts';
import type { Route } from '../../route.ts';

export const NOTIFICATION_ROUTES = {
  'notifications.key': audited('/api/notifications/key', ['admin'], { reads: [], writes: [] }),
} as const satisfies Record<string, Route>;
