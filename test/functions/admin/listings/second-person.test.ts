// A rule about a whole region is one person's proposal until a second person approves it.
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { ProposalView } from '../../../../functions/admin/contract.ts';
import type { ListingPattern } from '../../../../core/lists/listing.ts';
import { SETTINGS_OPERATIONS } from '../../../../functions/admin/settings/operations.ts';
import { LISTING_OPERATIONS } from '../../../../functions/admin/listings/operations.ts';
import type { Settings } from '../../../../core/settings/settings.ts';
import type { OperationInput, Outcome } from '../../../../functions/admin/operation.ts';
import type { Subject } from '../../../../functions/http/subject.ts';
import { rigForAll } from '../../../support/rig.ts';
import type { TestHotline } from '../../../support/hotline.ts';

const rig = rigForAll();
let hotline: TestHotline;

beforeAll(() => {
  hotline = rig.hotline();
});

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

describe('settings that open the door', () => {
  type Asked = Readonly<Record<string, unknown>>;
  const ask = (
    id: keyof typeof SETTINGS_OPERATIONS,
    subject: Subject,
    more: Asked = {},
  ): Promise<Outcome> => {
    const given = { path: {}, query: {}, ifMatch: undefined, writeKey: undefined, ...more };
    const operation = SETTINGS_OPERATIONS[id] as unknown as (input: Asked) => Promise<Outcome>;
    return operation({ ...given, subject, runtime: hotline.runtime });
  };
  const inForce = async (): Promise<Settings> => (await hotline.api('GET', '/api/settings')).json<Settings>();
  const save = async (subject: Subject, change: (settings: Settings) => object, more: Asked = {}) => {
    const before = await inForce();
    return ask('settings.put', subject, { body: { ...before, ...change(before) }, ifMatch: 'any', ...more });
  };
  const proposalOf = ({ headers = {} }: Outcome): string => String(headers['x-proposal']);
  const decide = (act: 'approve' | 'delete', subject: Subject, proposal: string) =>
    ask(`settings.proposal.${act}`, subject, { path: { proposal } });
  const waiting = async (): Promise<ProposalView[]> =>
    (await hotline.api('GET', '/api/settings/proposals')).json<{ items: ProposalView[] }>().items;

  const guard = (secondApprover: string[]) => () => ({ security: { secondApprover } });
  const official =
    (number: string) =>
    ({ hotline: at }: Settings) => ({
      hotline: { ...at, officialNumbers: [...at.officialNumbers, number] },
    });
  const ADMIN: Subject = { id: 'grace', kind: 'person', roles: ['admin'] };

  test('are kept as a proposal, which another person puts in force, and nobody else', async () => {
    expect((await save(TOKEN, guard(['official-numbers', 'wide-rules']))).statusCode).toBe(200);
    const kept = await save(ADMIN, official('+13125550141'), { writeKey: 'one' });
    expect(kept.statusCode).toBe(202);
    expect(await save(ADMIN, official('+13125550141'), { writeKey: 'one' })).toEqual(kept);
    expect((await inForce()).hotline.officialNumbers).not.toContain('+13125550141');
    expect(await waiting()).toMatchObject([{ changes: ['official-numbers'], proposedBy: 'grace' }]);
    const proposal = proposalOf(kept);
    await expect(decide('approve', ADMIN, proposal)).rejects.toThrow('You proposed this yourself');
    await expect(decide('approve', TOKEN, proposal)).rejects.toThrow('npx hotline users add');
    const approved = await decide('approve', APPROVER, proposal);
    expect(approved.audit).toMatchObject({ detail: expect.stringContaining('of grace') as unknown });
    expect((await inForce()).hotline.officialNumbers).toContain('+13125550141');
    expect(await waiting()).toEqual([]);
    expect(await decide('approve', APPROVER, proposal)).toMatchObject({
      statusCode: 200,
      audit: 'nothing-done',
    });
    const [newest] = (await hotline.api('GET', '/api/settings/versions')).json<{ items: object[] }>().items;
    expect(newest).toMatchObject({ savedBy: 'grace', approvedBy: 'ada' });
  });

  test('are put on top of what was saved since, and not where the same was changed; they can be refused and withdrawn', async () => {
    const digits =
      (count: number) =>
      ({ challenge }: Settings) => ({ challenge: { ...challenge, digits: count } });
    const both = (settings: Settings) => ({ ...official('+13125550142')(settings), ...digits(6)(settings) });
    const [first, second, third] = [
      proposalOf(await save(ADMIN, both)),
      proposalOf(await save(TOKEN, official('+13125550143'))),
      proposalOf(await save(ADMIN, official('+13125550145'))),
    ];
    expect(first).not.toBe(second);
    await save(ADMIN, digits(5));
    expect(await waiting()).toMatchObject([
      { proposal: Number(first), stale: ['/challenge/digits'] },
      { proposal: Number(second) },
      { proposal: Number(third), settings: { challenge: { digits: 5 } } },
    ]);
    await decide('approve', APPROVER, third);
    const { challenge, hotline: present } = await inForce();
    expect([challenge.digits, present.officialNumbers]).toEqual([
      5,
      expect.arrayContaining(['+13125550145']),
    ]);
    await expect(decide('approve', APPROVER, first)).rejects.toThrow(
      /changed the same: \/challenge\/digits\. Refuse it, and have grace propose the change again/,
    );
    expect((await decide('delete', ADMIN, first)).audit).toMatchObject({
      detail: expect.stringContaining('withdrawn') as unknown,
    });
    expect((await decide('delete', APPROVER, second)).audit).toMatchObject({
      detail: expect.stringContaining('of admin, refused') as unknown,
    });
    await expect(decide('approve', APPROVER, second)).rejects.toThrow('No proposal');
  });

  test('the admin token’s wide rule waits as well, and the token approves none', async () => {
    await put('+4420*', TOKEN);
    expect(await standing('+4420*')).toMatchObject({ pending: true });
    await put('+4421*', EDITOR);
    await expect(approve('+4421*', TOKEN)).rejects.toThrow('stands for nobody in particular');
    await approve('+4421*', APPROVER);
    expect(await standing('+4421*')).not.toHaveProperty('pending');
  });

  test('switching the setting off needs the second person too; over the API as everywhere', async () => {
    const settings = { ...(await inForce()), security: { secondApprover: [] } };
    const answer = await hotline.api('PUT', '/api/settings', { body: settings });
    expect([answer.status, answer.json<Settings>().security.secondApprover]).toEqual([
      202,
      ['official-numbers', 'wide-rules'],
    ]);
    const [audit] = (await hotline.api('GET', '/api/audit')).json<{ items: object[] }>().items;
    expect(audit).toMatchObject({
      action: 'settings.put',
      detail: expect.stringContaining('waits for a second person (second-approver)') as unknown,
    });
    await decide('approve', APPROVER, String(answer.headers['x-proposal']));
    expect((await save(TOKEN, official('+13125550144'))).statusCode).toBe(200);
  });
});
