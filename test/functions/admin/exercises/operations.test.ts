// Training mode through the API: a whole call is taken, judged by its record, and kept for whoever took it.
import { beforeAll, expect, test } from '@jest/globals';
import type { AuditView, ExerciseResultView, PageOf } from '../../../../functions/admin/contract.ts';
import { createAdminHandler } from '../../../../functions/admin/admin-handler.ts';
import type { PeopleSessions } from '../../../../functions/runtime.ts';
import { rigForAll } from '../../../support/rig.ts';
import type { TestHotline } from '../../../support/hotline.ts';
import { ADA, CALLER } from '../../../support/twilio-values.ts';

const rig = rigForAll();
let hotline: TestHotline;
let callSid: string;

/** Grace answers calls; she is no administrator. */
const PEOPLE: PeopleSessions = {
  subjectOf: (token) =>
    Promise.resolve(token === 'grace' ? { id: 'grace', kind: 'person', roles: ['agent'] } : undefined),
};

beforeAll(async () => {
  hotline = rig.hotline();
  const admin = createAdminHandler({ ...hotline.runtime, people: PEOPLE });
  hotline = Object.assign(hotline, { handlers: { ...hotline.handlers, admin } });
  const phone = await hotline.call(CALLER);
  await phone.press(phone.code());
  await phone.press('1');
  callSid = phone.sid;
  const early = await take({ exercise: 'robot' }, 'grace');
  expect([early.status, early.text]).toEqual([409, expect.stringContaining('not over yet')]);
  await hotline.clock.advance(4);
  await hotline.staff.accept(ADA);
  await phone.wait(40);
  await phone.hangUp();
  await hotline.api('POST', `/api/calls/${callSid}/flag`, { body: { reason: 'robot' } });
});

const take = (body: object, token?: string) =>
  hotline.api('POST', '/api/exercises', {
    body: { callSid, said: [], ...body },
    ...(token === undefined ? {} : { token }),
  });

test('what was done is read from the record of the call: answered, accepted, talked, flagged', async () => {
  const result = (await take({ exercise: 'robot' }, 'grace')).json<ExerciseResultView>();
  expect(result).toMatchObject({ trainee: 'grace', exercise: 'robot', callSid });
  const [answered, accepted, talked, flagged, silent] = result.outcomes;
  expect(answered).toEqual({ kind: 'answer-within', limit: 15, passed: true, seconds: expect.any(Number) });
  expect(answered?.seconds).toBeLessThanOrEqual(15);
  expect(accepted).toEqual({ kind: 'accept', passed: true });
  expect(talked).toEqual({ kind: 'talk-at-most', limit: 20, passed: false, seconds: expect.any(Number) });
  expect(talked?.seconds).toBeGreaterThan(30);
  expect(flagged).toEqual({ kind: 'flag', passed: true });
  expect(silent).toEqual({ kind: 'never-say', phrase: 'customer-data', passed: true });
});

test('words are judged and not kept', async () => {
  const said = ['The balance is 300.'];
  const result = await take({ exercise: 'forger', said, trainee: 'ada' });
  expect(result.json<ExerciseResultView>().outcomes).toContainEqual({
    kind: 'never-say',
    phrase: 'customer-data',
    passed: false,
  });
  const { items } = (await hotline.api('GET', '/api/exercises')).json<PageOf<ExerciseResultView>>();
  expect(items.map(({ trainee }) => trainee).toSorted()).toEqual(['ada', 'grace']);
  expect(JSON.stringify(items)).not.toContain('balance');
});

test('everybody sees their own results, and an administrator those of all', async () => {
  const own = await hotline.api('GET', '/api/exercises', { token: 'grace' });
  expect(own.json<PageOf<ExerciseResultView>>().items.map(({ trainee }) => trainee)).toEqual(['grace']);
  const other = await hotline.api('GET', '/api/exercises?trainee=ada', { token: 'grace' });
  expect([other.status, other.text]).toEqual([403, expect.stringContaining('Only an administrator')]);
  expect((await take({ exercise: 'robot', trainee: 'ada' }, 'grace')).status).toBe(403);
  const one = await hotline.api('GET', '/api/exercises?trainee=ada');
  expect(one.json<PageOf<ExerciseResultView>>().items).toHaveLength(1);
});

test('a call counts once for whoever took it, and is in the audit log', async () => {
  await take({ exercise: 'robot' }, 'grace');
  const own = await hotline.api('GET', '/api/exercises', { token: 'grace' });
  expect(own.json<PageOf<ExerciseResultView>>().items).toHaveLength(1);
  const { items } = (await hotline.api('GET', '/api/audit')).json<PageOf<AuditView>>();
  const taken = items.filter(({ action }) => action === 'exercises.post');
  expect(taken.map(({ record, detail }) => `${record}: ${detail ?? ''}`)).toContain(
    'grace: robot, 1 of 5 failed',
  );
});
