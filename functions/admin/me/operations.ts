// Who asks, and what the role admits to: pages hide what would be refused.
import { ADMIN_ROUTE_IDS, ROUTES } from '../../routes.ts';
import { answer, type Operations } from '../operation.ts';

export const ME_OPERATIONS: Operations<'me'> = {
  me: ({ subject: { id, roles } }) => {
    const may = ADMIN_ROUTE_IDS.filter((route) => roles.some((role) => ROUTES[route].auth.includes(role)));
    return Promise.resolve(answer('me', { id, roles: [...roles], may }));
  },
};
