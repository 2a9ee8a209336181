// Whole calls: nobody who was kept out wrongly stays out. What an accepted appeal undoes, and what a flag leaves behind
// that was taken back.
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { E164 } from '../../core/numbers/e164.ts';
import { rigForAll } from '../support/rig.ts';
import type { TestHotline } from '../support/hotline.ts';
import type { TestPhone } from '../support/phone.ts';
import { settingsWith } from '../support/settings.ts';
import { ADA, GRACE } from '../support/twilio-values.ts';

const rig = rigForAll();
let hotline: TestHotline;
let callers = 0;
const DAY = 86_400;
/** The network vouches for the number. */
const VOUCHED = { stirVerstat: 'TN-Validation-Passed-A' };

beforeEach(() => {
  hotline = actingFrom();
});

/** A hotline on which scores act. */
const actingFrom = (start?: Date): TestHotline =>
  rig.hotline({
    settings: settingsWith({ screening: { reputation: { mode: 'act' } } }),
    ...(start === undefined ? {} : { start }),
  });

/** In blocks of a thousand of their own, so that no test's evidence reaches another's number. */
const nextCaller = (): string => `+1628${String(2_000_000 + 10_000 * callers++)}`;

const json = async (target: string): Promise<Record<string, unknown>> =>
  (await hotline.api('GET', target)).json();
const lookup = (number: string) => json(`/api/lookup/${encodeURIComponent(number)}?attestation=A`);

const listed = async (number: string): Promise<unknown> => ((await lookup(number)).listings as unknown[])[0];

const hasCode = (phone: TestPhone): boolean =>
  phone.log.some((event) => event.type === 'said' && /\d, \d/.test(event.text));

async function atTheMenu(from: string, more: object = {}): Promise<TestPhone> {
  const phone = await hotline.call(from, more);
  if (hasCode(phone)) await phone.press(phone.code());
  return phone;
}

/** Passes, and talks with Ada. */
async function talk(from: string, seconds = 20, more: object = VOUCHED): Promise<TestPhone> {
  const phone = await atTheMenu(from, more);
  await phone.press('1');
  await hotline.staff.accept(ADA);
  await phone.wait(seconds);
  await phone.hangUp();
  await hotline.drain();
  return phone;
}

async function flag(callSid: string): Promise<void> {
  await hotline.api('POST', `/api/calls/${callSid}/flag`, { body: { reason: 'rude' } });
  await hotline.drain();
}

async function fail(from: string): Promise<void> {
  const phone = await hotline.call(from, VOUCHED);
  for (let attempt = 0; attempt < 3; attempt++) await phone.press(phone.wrongCode());
  await phone.hangUp();
  await hotline.drain();
}

async function report(number: string): Promise<TestPhone> {
  const phone = await atTheMenu(nextCaller());
  for (const keys of ['2', `${number.slice(1)}#`, '1', '3']) await phone.press(keys);
  await phone.leaveMessage(5, 'they called again and again');
  await phone.hangUp();
  await hotline.drain();
  return phone;
}

/** What evidence says of the number and its neighbours, without what this call itself is. */
async function complaintsOn(number: string): Promise<unknown> {
  const evidenceOf = await hotline.store.evidence.of([number as E164], hotline.clock.now());
  const evidence = evidenceOf(number as E164);
  const rounded = (reading: readonly number[] = []) =>
    reading.map((count) => Math.round(count * 1e6) / 1e6 + 0);
  return {
    ...Object.fromEntries(
      Object.entries(evidence.complaints).map(([scope, { complaints, numbers }]) => [
        scope,
        [rounded(complaints), rounded(numbers)],
      ]),
    ),
    flagged: rounded(evidence.habits.flagged),
  };
}

const NOTHING = [0, 0, 0, 0];
const NO_COMPLAINTS = {
  number: [NOTHING, NOTHING],
  hundred: [NOTHING, NOTHING],
  thousand: [NOTHING, NOTHING],
  'ten-thousand': [NOTHING, NOTHING],
  flagged: NOTHING,
};

/** Objects in the first refused call, and a person agrees. @returns the number of the case */
async function appealAccepted(from: string): Promise<string> {
  const phone = await hotline.call(from, VOUCHED);
  await phone.wait(1);
  await phone.press('1');
  await phone.leaveMessage(5, 'it is my own number');
  await phone.hangUp();
  const { items } = await json(`/api/cases?kind=appeal&reported=${encodeURIComponent(from)}`);
  const appeal = String((items as { caseNumber: string }[])[0]?.caseNumber);
  const accepted = await hotline.api('PATCH', `/api/cases/${appeal}`, { body: { decision: 'accepted' } });
  expect(accepted.status).toBe(200);
  await hotline.drain();
  return appeal;
}

describe('an accepted appeal brings the caller back', () => {
  test('three days of flags, failures and reports, a block, an appeal: then the usual code, now and later', async () => {
    const settings = { reputation: { mode: 'act', challenge: 1, harder: 1, voicemail: 1 } };
    // The scores are left out while the evidence is made, as the caller would not get through to staff otherwise.
    hotline = rig.hotline({ settings: settingsWith({ screening: settings }) });
    const from = nextCaller();
    const reporters: TestPhone[] = [];
    const calls: string[] = [];
    for (let day = 0; day < 4 && (await listed(from)) === undefined; day++) {
      const { sid } = await talk(from);
      calls.push(sid);
      await flag(sid);
      if ((await listed(from)) !== undefined) break;
      await fail(from);
      reporters.push(await report(from));
      await hotline.clock.advance(DAY);
    }
    expect(await lookup(from)).toMatchObject({ verdict: 'appeal', listings: [{ source: 'automatic' }] });
    expect(await complaintsOn(from)).not.toEqual(NO_COMPLAINTS);

    const appeal = await appealAccepted(from);

    expect(await complaintsOn(from)).toEqual(NO_COMPLAINTS);
    expect(await lookup(from)).toMatchObject({ listings: [], flaggedCalls: 0, reporters: 0 });
    for (const sid of calls) {
      const call = await json(`/api/calls/${sid}`);
      expect(call.flag).toBeUndefined();
      expect(call.withdrawnFlags).toMatchObject([
        { reason: 'rude', withdrawnFor: `appeal ${appeal} was accepted` },
      ]);
    }
    const told = await json(`/api/cases?kind=report&reported=${encodeURIComponent(from)}`);
    expect(told.items).toHaveLength(reporters.length);
    for (const found of told.items as Record<string, unknown>[])
      expect(found).toMatchObject({
        withdrawnFor: appeal,
        history: [{ withdrawnFor: appeal, status: 'received' }],
      });

    hotline = actingFrom(hotline.clock.now());
    // The trust that the flags took away is back as well.
    expect((await hotline.call(from, VOUCHED)).heard().join(' ')).toContain('Welcome back');
    for (const days of [0, 91]) {
      await hotline.clock.advance(days * DAY);
      const back = await hotline.call(from);
      expect(back.code()).toHaveLength(4);
      for (let attempt = 0; attempt < 2; attempt++) await back.press(back.wrongCode());
      await back.press(back.code());
      expect(back.heard().join(' ')).toContain('To speak with');
      await back.hangUp();
      await hotline.drain();
    }
  });
});

test('a claim that an accepted appeal has withdrawn leads a known caller to no code', async () => {
  const from = nextCaller();
  await (await atTheMenu(from, VOUCHED)).hangUp();
  expect(hasCode(await hotline.call(from, VOUCHED))).toBe(false);
  for (let reports = 0; reports < 3; reports++) await report(from);
  expect(await lookup(from)).toMatchObject({ reporters: 0, claimants: 3, verdict: 'challenge' });
  expect(hasCode(await hotline.call(from, VOUCHED))).toBe(true);
  await blockAutomatically(from);
  await appealAccepted(from);
  expect(await lookup(from)).toMatchObject({ reporters: 0, claimants: 0, verdict: 'menu' });
  expect(hasCode(await hotline.call(from, VOUCHED))).toBe(false);
});

/** A block as the hotline makes them, whatever it rested on. */
const blockAutomatically = (number: string): Promise<unknown> =>
  hotline.store.listings.put(
    {
      pattern: number as E164,
      list: 'block',
      reason: 'reported 3 times on 3 days',
      source: 'automatic',
      addedBy: 'automatic',
      addedAt: hotline.clock.now().toISOString(),
      version: 1,
    },
    0,
  );

describe('a block whose evidence is taken back', () => {
  const takeBackFlag = async (callSid = ''): Promise<void> => {
    expect((await hotline.api('DELETE', `/api/calls/${callSid}/flag`)).status).toBe(200);
    await hotline.drain();
  };

  /** Too short to vouch for the number once its flag is gone. */
  const flagged = async (from: string): Promise<string> => {
    const { sid } = await talk(from, 5);
    await flag(sid);
    return sid;
  };

  test('stays while the rest is enough, and goes when it is not', async () => {
    const reputation = { mode: 'act', challenge: 1, harder: 1, voicemail: 1 };
    hotline = rig.hotline({
      settings: settingsWith({ screening: { reputation } }),
    });
    const from = nextCaller();
    const calls: string[] = [];
    for (let day = 0; day < 2; day++) {
      calls.push(await flagged(from));
      await fail(from);
      await hotline.clock.advance(DAY);
    }
    await flagged(from);
    expect(await listed(from)).toMatchObject({ list: 'block', source: 'automatic' });
    await takeBackFlag(calls[0]);
    expect(await listed(from)).toMatchObject({ list: 'block', source: 'automatic' });
    await takeBackFlag(calls[1]);
    expect(await listed(from)).toBeUndefined();
    const { items } = await json('/api/audit?action=automatic.unblock');
    expect(items).toContainEqual(expect.objectContaining({ record: from, by: 'automatic' }));
    expect(hasCode(await hotline.call(from, VOUCHED))).toBe(true);
  });

  test('stays where a person has set it', async () => {
    const from = nextCaller();
    const sid = await flagged(from);
    const listing = { body: { list: 'block', reason: 'threatened us' } };
    await hotline.api('PUT', `/api/listings/${encodeURIComponent(from)}`, listing);
    await takeBackFlag(sid);
    expect(await listed(from)).toMatchObject({ list: 'block', reason: 'threatened us' });
    expect((await hotline.call(from, VOUCHED)).outcome?.answered).toBe(false);
  });
});

describe('a flag can be taken back', () => {
  test('by API: once, with the evidence and the trust that went with it', async () => {
    const from = nextCaller();
    const { sid } = await talk(from, 60);
    const trusted = await lookup(from);
    expect(trusted.verdict).toBe('menu');
    await flag(sid);
    expect((await lookup(from)).verdict).toBe('challenge');
    expect(await complaintsOn(from)).not.toEqual(NO_COMPLAINTS);
    for (let times = 0; times < 3; times++) {
      const { status } = await hotline.api('DELETE', `/api/calls/${sid}/flag?reason=wrong+caller`);
      expect(status).toBe(200);
      await hotline.clock.advance(3 * DAY);
    }
    expect(await complaintsOn(from)).toEqual(NO_COMPLAINTS);
    expect(await json(`/api/calls/${sid}`)).toMatchObject({
      withdrawnFlags: [{ reason: 'rude', withdrawnFor: 'wrong caller' }],
    });
    expect((await lookup(from)).verdict).toBe('menu');
    const { items } = await json('/api/audit?action=calls.unflag');
    expect(items).toContainEqual(expect.objectContaining({ record: sid, detail: 'wrong caller' }));
    // Flagged again, it counts again.
    await flag(sid);
    expect(await complaintsOn(from)).toMatchObject({ flagged: [1, 1, 1, 1] });
  });

  test('what was never flagged is not taken back', async () => {
    const { sid } = await hotline.call(nextCaller());
    expect((await hotline.api('DELETE', `/api/calls/${sid}/flag`)).status).toBe(404);
  });

  test('in the staff menu, by whoever gave it, also after another call', async () => {
    const pin = { pin: '482913' };
    for (const member of [ADA, GRACE])
      await hotline.api('PUT', `/api/staff/${encodeURIComponent(member)}/pin`, { body: pin });
    const staff = async (from: string, ...keys: string[]): Promise<string> => {
      const phone = await hotline.call(from);
      await phone.press('482913#');
      phone.heard();
      for (const key of keys) await phone.press(key);
      const heard = phone.heard().join(' ');
      await phone.hangUp();
      await hotline.drain();
      return heard;
    };
    const [customer, other] = [nextCaller(), nextCaller()];
    const { sid } = await talk(customer, 60);
    expect(await staff(ADA, '1', '1')).toContain('is flagged');
    expect(await staff(ADA, '1')).toContain('You have flagged this caller. To remove your flag, press 3.');
    await talk(other, 60);
    expect(await staff(ADA, '1')).toMatch(
      /To flag this caller as a nuisance, press 1\. To remove your last flag, on the number ending in .*press 3\./,
    );
    expect(await staff(GRACE, '1', '3')).not.toContain('Your flag is removed');
    expect(await staff(ADA, '1', '3')).toContain('Your flag is removed');
    expect((await json(`/api/calls/${sid}`)).flag).toBeUndefined();
    expect(await complaintsOn(customer)).toEqual(NO_COMPLAINTS);
    expect(await staff(ADA, '1')).not.toContain('press 3');
    const { items } = await json('/api/audit?action=staff-menu.unflag');
    expect(items).toContainEqual(expect.objectContaining({ record: sid, by: `staff:${ADA}` }));
  });

  test('one mistaken flag on a customer whom the network vouches for: the usual code, with all its attempts', async () => {
    const from = nextCaller();
    const { sid } = await talk(from, 60);
    await flag(sid);
    const phone = await hotline.call(from, VOUCHED);
    expect(phone.code()).toHaveLength(4);
    for (let attempt = 0; attempt < 2; attempt++) await phone.press(phone.wrongCode());
    await phone.press(phone.code());
    expect(phone.heard().join(' ')).toContain('To speak with');
  });
});
