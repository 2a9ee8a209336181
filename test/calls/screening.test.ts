// Whole calls: who is refused, who goes straight through, who is challenged.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { writtenNumber } from '../../core/numbers/number-words.ts';
import { rigForAll } from '../support/rig.ts';
import type { TestHotline } from '../support/hotline.ts';
import { ADA, CALLER, GRACE, HOTLINE } from '../support/twilio-values.ts';

const rig = rigForAll();
let hotline: TestHotline;

beforeEach(() => {
  hotline = rig.hotline();
});

const list = async (number: string, body: Record<string, unknown>): Promise<void> => {
  const { status } = await hotline.api('PUT', `/api/listings/${encodeURIComponent(number)}`, {
    body: { reason: 'a reason', ...body },
  });
  expect([200, 201]).toContain(status);
};

describe('a blocklisted caller', () => {
  test('is refused as the first verb: never answered, never billed', async () => {
    await list('+13125550201', { list: 'block' });
    const phone = await hotline.call('+13125550201');
    expect(hotline.documents[0]).toBe('<?xml version="1.0" encoding="UTF-8"?><Response><Reject/></Response>');
    expect(phone.outcome).toMatchObject({ status: 'no-answer', answered: false, billed: false });
    const call = (await hotline.api('GET', `/api/calls/${phone.sid}`)).json();
    expect(call).toMatchObject({ verdict: 'reject', disposition: 'rejected', listing: '+13125550201' });
  });

  test('by a prefix rule, unless an exact listing says otherwise', async () => {
    await list('+1312555022*', { list: 'block' });
    await list('+13125550221', { list: 'allow' });
    expect((await hotline.call('+13125550220')).outcome?.answered).toBe(false);
    await hotline.call('+13125550221');
    expect(hotline.staff.rung).toEqual([ADA, GRACE]);
  });

  test('the longest prefix decides', async () => {
    await list('+131255503*', { list: 'block' });
    await list('+1312555030*', { list: 'allow' });
    const phone = await hotline.call('+13125550300');
    expect(hotline.staff.rung).toEqual([ADA, GRACE]);
    await phone.hangUp();
    expect((await hotline.call('+13125550310')).outcome?.answered).toBe(false);
  });

  test('is refused although the network says the number is forged', async () => {
    await list('+13125550202', { list: 'block' });
    const phone = await hotline.call('+13125550202', { stirVerstat: 'TN-Validation-Failed' });
    expect(phone.outcome?.answered).toBe(false);
  });

  test('an expired listing has no effect', async () => {
    await list('+13125550203', { list: 'block', expiresAt: '2026-11-24T03:00:00Z' });
    expect((await hotline.call('+13125550203')).outcome?.answered).toBe(false);
    await hotline.clock.advance(3600);
    const phone = await hotline.call('+13125550203');
    expect(phone.heard().join(' ')).toContain('Please press');
  });
});

describe('an allowlisted caller', () => {
  test('is put through at once; the call stays unanswered until a staff member accepts', async () => {
    await list('+13125550211', { list: 'allow' });
    const phone = await hotline.call('+13125550211');
    expect(hotline.staff.rung).toEqual([ADA, GRACE]);
    expect(phone.log.some(({ type }) => type === 'answered')).toBe(false);
    const ada = await hotline.staff.accept(ADA);
    expect(phone.story()).toContain('bridged');
    await phone.wait(60);
    ada.hangUp();
    await hotline.clock.settle();
    expect(phone.heard()).toEqual(['Thank you for calling. Goodbye.']);
    const call = (await hotline.api('GET', `/api/calls/${phone.sid}`)).json();
    // Twilio counts from the moment that the member picked up: the offer took a second.
    expect(call).toMatchObject({
      verdict: 'staff',
      disposition: 'talked-to-staff',
      talkSeconds: 61,
      status: 'completed',
    });
  });

  test('for whose number the network always vouched, and now does not, is challenged, and loses nothing by it', async () => {
    const from = '+13125550183';
    const vouched = { stirVerstat: 'TN-Validation-Passed-A' };
    await list(from, { list: 'allow' });
    const unsigned = await hotline.call(from);
    expect(unsigned.heard()).toEqual([]);
    await unsigned.hangUp();
    for (let calls = 0; calls < 5; calls++) await (await hotline.call(from, vouched)).hangUp();
    const forged = await hotline.call(from);
    expect(forged.heard().join(' ')).toContain('Please press');
    const { reasons } = (await hotline.api('GET', `/api/calls/${forged.sid}`)).json<{
      reasons: readonly { code: string; texts: Record<string, string> }[];
    }>();
    expect(reasons[0]).toMatchObject({
      code: 'less-vouched',
      texts: {
        'en-US': `calls from this number usually have attestation A, but this one does not, so the list entry ${writtenNumber(from, 'US')} was not used`,
        'zh-CN': `该号码以往来电均经运营商认证，此次未经认证，因此不采信名单记录 ${writtenNumber(from, 'US')}`,
      },
    });
    await forged.hangUp();
    const own = await hotline.call(from, vouched);
    expect(own.heard()).toEqual([]);
    await own.hangUp();
  });

  test('whose number is forged is a stranger', async () => {
    await list('+13125550212', { list: 'allow' });
    const phone = await hotline.call('+13125550212', { stirVerstat: 'TN-Validation-Failed' });
    expect(phone.heard().join(' ')).toContain('Please press');
    expect(hotline.staff.rung).toEqual([]);
  });

  test('on the never-block list, a block by prefix does not count', async () => {
    await list('+1312555024*', { list: 'block' });
    await list('+13125550240', { list: 'never-block' });
    await hotline.call('+13125550240');
    expect(hotline.staff.rung).toEqual([ADA, GRACE]);
  });
});

describe('a caller who hides the number', () => {
  test.each([
    'anonymous',
    'Anonymous',
    '+266696687',
    '266696687',
    '+7378742833',
    '+17378742833',
    '2562533',
    '+8656696',
    '+86282452253',
  ])('%s is challenged, and enters no list', async (from) => {
    const phone = await hotline.call(from);
    await phone.press(phone.code());
    expect(phone.heard().join(' ')).toContain('press 1');
    await phone.press('1');
    // The staff's phones need something to show.
    expect(hotline.staff.phone(ADA).from).toBe(HOTLINE);
    await phone.hangUp();
    const call = (await hotline.api('GET', `/api/calls/${phone.sid}`)).json();
    expect(call).toMatchObject({ callerId: 'withheld', verdict: 'challenge' });
    expect(call).not.toHaveProperty('caller');
    const again = await hotline.call(from);
    expect(again.heard().join(' ')).toContain('Please press');
  });
});

describe('a caller who passed the challenge lately', () => {
  test('meets the menu at once, until the time is over', async () => {
    const first = await hotline.call(CALLER, { stirVerstat: 'TN-Validation-Passed-A' });
    await first.press(first.code());
    await first.hangUp();
    const second = await hotline.call(CALLER, { stirVerstat: 'TN-Validation-Passed-A' });
    expect(second.heard()[0]).toMatch(/^Welcome back/);
    await second.hangUp();
    await hotline.clock.advance(31 * 86_400);
    const third = await hotline.call(CALLER, { stirVerstat: 'TN-Validation-Passed-A' });
    expect(third.heard().join(' ')).toContain('Please press');
  });

  test('with the network’s word for the number: a call without it is challenged, and its pass is for such calls', async () => {
    const from = '+13125550182';
    const vouched = { stirVerstat: 'TN-Validation-Passed-A' };
    const first = await hotline.call(from, vouched);
    await first.press(first.code());
    await first.hangUp();
    const other = await hotline.call(from, { stirVerstat: 'TN-Validation-Passed-C' });
    expect(other.heard().join(' ')).toContain('Please press');
    const { reasons } = (await hotline.api('GET', `/api/calls/${other.sid}`)).json<{
      reasons: readonly { code: string; texts: Record<string, string> }[];
    }>();
    expect(reasons.map(({ code }) => code)).toEqual(['less-vouched']);
    expect(reasons[0]?.texts).toEqual({
      'en-US': 'passed the keypad check with attestation A, but this call does not have A',
      'zh-CN': '上次通过按键验证时号码经运营商认证，此次未经认证',
    });
    await other.press(other.code());
    await other.hangUp();
    for (const again of [{ stirVerstat: 'TN-Validation-Passed-C' }, vouched, {}]) {
      const later = await hotline.call(from, again);
      expect(later.heard()[0]).toMatch(/^Welcome back/);
      await later.hangUp();
    }
  });

  test('without attestation A it is shorter, and a forged number does not profit', async () => {
    const first = await hotline.call('+13125550178');
    await first.press(first.code());
    await first.hangUp();
    const forged = await hotline.call('+13125550178', { stirVerstat: 'TN-Validation-Failed' });
    expect(forged.heard().join(' ')).toContain('Please press');
    await forged.hangUp();
    await hotline.clock.advance(8 * 86_400);
    const later = await hotline.call('+13125550178');
    expect(later.heard().join(' ')).toContain('Please press');
  });

  test('a flag takes it away', async () => {
    const first = await hotline.call('+13125550179', { stirVerstat: 'TN-Validation-Passed-A' });
    await first.press(first.code());
    await first.hangUp();
    expect(
      (await hotline.api('POST', `/api/calls/${first.sid}/flag`, { body: { reason: 'nuisance' } })).status,
    ).toBe(200);
    const second = await hotline.call('+13125550179');
    expect(second.heard().join(' ')).toContain('Please press');
  });
});
