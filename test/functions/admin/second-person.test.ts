// A rule about a whole region is one person's proposal until a second person approves it.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ListingPattern } from '../../../core/listing.ts';
import { LISTING_OPERATIONS } from '../../../functions/admin/operations/listings.ts';
import type { OperationInput } from '../../../functions/admin/operation.ts';
import type { Subject } from '../../../functions/http/authorize.ts';
import { startTestEngine, type TestEngine } from '../../support/engine.ts';
import { TestHotline } from '../../support/hotline.ts';

let engine: TestEngine;
let hotline: TestHotline;

beforeAll(async () => {
  engine = await startTestEngine();
  hotline = new TestHotline({ database: engine.database });
});
afterAll(() => engine.stop());

const EDITOR: Subject = { id: 'grace', kind: 'person', roles: ['editor'] };
const APPROVER: Subject = { id: 'ada', kind: 'person', roles: ['approver'] };
const TOKEN: Subject = { id: 'admin', kind: 'token', roles: ['admin'] };

const input = <Id extends 'listings.put' | 'listings.approve'>(
  pattern: string,
  subject: Subject,
  body: object = {},
): OperationInput<Id> =>
  ({
    path: { pattern },
    query: {},
    body: { list: 'block', reason: 'a reason', ...body },
    ifMatch: 'any',
    writeKey: undefined,
    subject,
    runtime: hotline.runtime,
  }) as unknown as OperationInput<Id>;

const put = (pattern: string, subject: Subject, body: object = {}) =>
  LISTING_OPERATIONS['listings.put'](input<'listings.put'>(pattern, subject, body));
const approve = (pattern: string, subject: Subject) =>
  LISTING_OPERATIONS['listings.approve'](input<'listings.approve'>(pattern, subject));
const standing = async (pattern: string) =>
  (await hotline.runtime.store.listings.get(pattern as ListingPattern))?.listing;

const refusedAt = async (from: string): Promise<boolean> => {
  const phone = await hotline.call(from);
  const refused = phone.outcome?.answered === false;
  await phone.hangUp();
  return refused;
};

describe('a wide rule of one person', () => {
  test('waits, is not approved by its author, and counts once another person has approved it', async () => {
    await put('+8675*', EDITOR);
    expect(await standing('+8675*')).toMatchObject({ pending: true, addedBy: 'grace' });
    expect(await refusedAt('+8675512345678')).toBe(false);
    await expect(approve('+8675*', { ...EDITOR, roles: ['approver'] })).rejects.toThrow('yourself');
    await approve('+8675*', APPROVER);
    expect(await standing('+8675*')).not.toHaveProperty('pending');
    expect(await refusedAt('+8675512345678')).toBe(true);
  });

  test('stays in force when its words change, and waits again when it moves to another list', async () => {
    await put('+8675*', EDITOR, { reason: 'other words' });
    expect(await standing('+8675*')).not.toHaveProperty('pending');
    await put('+8675*', EDITOR, { list: 'allow' });
    expect(await standing('+8675*')).toMatchObject({ pending: true, list: 'allow' });
  });

  test.each(['allow', 'block', 'never-block'])('on the list %s', async (list) => {
    await put('+44*', EDITOR, { list });
    expect(await standing('+44*')).toMatchObject({ pending: true });
  });
});

test('a narrow rule, a number, and a rule of the machine owner’s token count at once', async () => {
  await put('+1312556*', EDITOR);
  await put('+13125560001', EDITOR);
  await put('+49*', TOKEN);
  for (const pattern of ['+1312556*', '+13125560001', '+49*'])
    expect(await standing(pattern)).not.toHaveProperty('pending');
});
