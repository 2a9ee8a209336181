// A correction that somebody accepts stands beside the records that it corrects, wherever they are shown.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { caseAsOf, callAsOf } from '../../../core/packages/as-of.ts';
import { createAdminHandler } from '../../../functions/admin/admin-handler.ts';
import type { CallView, CaseView, ListingView, RightsView } from '../../../functions/admin/contract.ts';
import { APPROVERS } from '../../support/evidence.ts';
import type { ApiAnswer, TestHotline } from '../../support/hotline.ts';
import { rigForAll } from '../../support/rig.ts';

const rig = rigForAll();
let hotline: TestHotline;
let people = 0;
let own: string;
const TEXT = 'It was a wrong number; nothing was sold.';

beforeEach(() => {
  hotline = rig.hotline();
  Object.assign(hotline.handlers, { admin: createAdminHandler({ ...hotline.runtime, people: APPROVERS }) });
  own = `+1312558${String(1000 + people++)}`;
});

const get = async <Answer>(target: string): Promise<Answer> =>
  (await hotline.api('GET', target)).json<Answer>();
const listing = () => `/api/listings/${encodeURIComponent(own)}`;

/** A call of the person, a report of somebody else about them, and a list entry. */
async function records(): Promise<{ readonly call: string; readonly report: string }> {
  const phone = await hotline.call(own);
  await phone.press(phone.code());
  await phone.hangUp();
  const report = await hotline.api('POST', '/api/cases', {
    body: { reported: own, category: 'advertising', description: 'They tried to sell.' },
  });
  expect([report.status, report.status < 300 ? '' : report.text]).toEqual([expect.any(Number), '']);
  await hotline.api('PUT', listing(), { body: { list: 'block', reason: 'sold things' } });
  await hotline.drain();
  return { call: phone.sid, report: report.json<{ caseNumber: string }>().caseNumber };
}

async function request(kind = 'correct'): Promise<RightsView> {
  const answer = await hotline.api('POST', '/api/rights', { body: { kind, number: own, proof: 'letter' } });
  return answer.json<RightsView>();
}

const decide = ({ id, version }: RightsView, corrected: readonly object[]): Promise<ApiAnswer> =>
  hotline.api('POST', `/api/rights/${id}/decide`, {
    token: 'grace',
    headers: { 'if-match': `"${String(version)}"` },
    body: {
      decision: 'answer',
      answer: 'You are right.',
      correction: { text: TEXT, records: corrected },
    },
  });

describe('a correction', () => {
  test('shows beside call, case and list entry, with who accepted it, in the export too; the records stay', async () => {
    const { call, report } = await records();
    const asked = await request();
    const answer = await decide(asked, [
      { record: 'call', id: call },
      { record: 'case', id: report },
      { record: 'listing', id: own.replace('+1', '1 ') },
    ]);
    expect([answer.status, answer.status === 200 ? '' : answer.text]).toEqual([200, '']);
    const done = answer.json<RightsView>();
    expect(done.status).toBe('done');
    expect(done.history.at(-1)?.note).toBe(`corrected: call ${call}, case ${report}, list entry`);
    const correction = { text: TEXT, by: expect.stringContaining('grace') as unknown, request: asked.id };
    expect((await get<CallView>(`/api/calls/${call}`)).correction).toMatchObject(correction);
    expect(await get<CaseView>(`/api/cases/${report}`)).toMatchObject({
      correction,
      category: 'advertising',
      description: 'They tried to sell.',
    });
    expect(await get<ListingView>(listing())).toMatchObject({ correction, reason: 'sold things' });
    const exported = await hotline.api('GET', `/api/people/${encodeURIComponent(own)}/export`, {
      token: 'grace',
    });
    expect(exported.text.split(TEXT)).toHaveLength(4);
  });

  test('is in evidence from the moment on that it was accepted; a package of before says the same as before', async () => {
    const { call, report } = await records();
    const before = hotline.runtime.now().toISOString();
    await hotline.clock.advance(60);
    await decide(await request(), [
      { record: 'call', id: call },
      { record: 'case', id: report },
    ]);
    const after = hotline.runtime.now().toISOString();
    const { calls, cases } = hotline.store;
    const [kept, found] = [await calls.get(call), await cases.get(report)];
    if (kept === undefined || found === undefined) throw new Error('the records are gone');
    expect([callAsOf(kept, before).correction, caseAsOf(found, before).correction]).toEqual([
      undefined,
      undefined,
    ]);
    expect([callAsOf(kept, after).correction?.text, caseAsOf(found, after).correction?.text]).toEqual([
      TEXT,
      TEXT,
    ]);
  });

  test('decides nothing: what a call is decided on does not hold its words', async () => {
    await records();
    await decide(await request(), [{ record: 'listing', id: own }]);
    const phone = await hotline.call(own);
    await phone.handle.ended;
    await hotline.drain();
    const call = await hotline.api('GET', `/api/calls/${phone.sid}`);
    expect(call.json<CallView>().verdict).toBe('reject');
    expect(call.text).not.toContain(TEXT);
  });

  test('stands beside nothing that is not about the person, and only where a correction was asked for', async () => {
    const { call } = await records();
    own = '+13125589999';
    const asked = await request();
    for (const record of [
      { record: 'call', id: call },
      { record: 'case', id: '999999' },
      { record: 'listing', id: own },
    ])
      expect((await decide(asked, [record])).status).toBe(400);
    expect((await decide(await request('explain'), [{ record: 'call', id: call }])).status).toBe(400);
    expect((await get<CallView>(`/api/calls/${call}`)).correction).toBeUndefined();
    expect((await get<RightsView>(`/api/rights/${asked.id}`)).status).toBe('open');
  });
});
