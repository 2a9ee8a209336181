// What `GET /api/me` says of a role is what the table of routes admits it to.
import { expect, test } from '@jest/globals';
import type { OperationInput } from '../../../../functions/admin/operation.ts';
import { ME_OPERATIONS } from '../../../../functions/admin/me/operations.ts';
import type { MeView } from '../../../../functions/admin/contract.ts';
import { ADMIN_ROUTE_IDS, ROLES, ROUTES, type Role } from '../../../../functions/routes.ts';

const ask = async (roles: readonly Role[]): Promise<MeView> => {
  const input = { subject: { id: 'grace', roles } } as unknown as OperationInput<'me'>;
  const { body = '' } = await ME_OPERATIONS.me(input);
  return JSON.parse(body) as MeView;
};

test.each(ROLES)('%s', async (role) => {
  const { id, roles, may } = await ask([role]);
  expect([id, roles]).toEqual(['grace', [role]]);
  for (const route of ADMIN_ROUTE_IDS) {
    expect([route, may.includes(route)]).toEqual([route, ROUTES[route].auth.includes(role)]);
  }
});

test('two roles admit to what either does, and a viewer may change nothing', async () => {
  const both = new Set((await ask(['agent', 'auditor'])).may);
  for (const role of ['agent', 'auditor'] as const) {
    for (const route of (await ask([role])).may) expect(both.has(route)).toBe(true);
  }
  const { may } = await ask(['viewer']);
  // Asked with a document, and changes nothing.
  expect(may.filter((route) => ROUTES[route].method !== 'GET')).toEqual(['settings.preview']);
  expect(ROUTES['settings.preview'].writes).toEqual([]);
});
