// Whole calls by people who game the guard: everything that is counted is counted before it is compared, and nothing
// that they do closes the hotline to the person whose number they show.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { SEED_SETTINGS } from '../../local/seed/seed-settings.ts';
import { signedRequest } from '../../carrier/http/signed-request.ts';
import { rigOfManyCalls } from '../support/rig.ts';
import type { TestHotline } from '../support/hotline.ts';
import type { TestPhone } from '../support/phone.ts';
import { settingsWith } from '../support/settings.ts';
import { ACCOUNT_SID, ADA, AUTH_TOKEN, GRACE, HOTLINE, PUBLIC_URL } from '../support/twilio-values.ts';

const rig = rigOfManyCalls();
let hotline: TestHotline;
let callers = 0;

const PIN = '482913';
const VOUCHED = { stirVerstat: 'TN-Validation-Passed-A' };

beforeEach(() => {
  hotline = rig.hotline();
});

const nextCaller = (): string => `+1312551${String(1000 + callers++)}`;

async function press(phone: TestPhone, ...keys: string[]): Promise<string> {
  phone.heard();
  for (const one of keys) await phone.press(one);
  return phone.heard().join(' ');
}

/** Everybody presses in the same moment. */
async function pressTogether(
  phones: readonly TestPhone[],
  keys: (index: number) => string,
): Promise<string[]> {
  for (const phone of phones) phone.heard();
  for (const [index, phone] of phones.entries()) phone.handle.press(keys(index));
  await hotline.clock.advance(1);
  return phones.map((phone) => phone.heard().join(' '));
}

const setPin = (number: string) =>
  hotline.api('PUT', `/api/staff/${encodeURIComponent(number)}/pin`, { body: { pin: PIN } });

const lockOf = async (number: string): Promise<unknown> => {
  const { items } = (await hotline.api('GET', '/api/staff')).json<{
    items: { number: string; pinLockedUntil?: string }[];
  }>();
  return items.find((member) => member.number === number)?.pinLockedUntil;
};

describe('PINs of the staff', () => {
  test('of fourteen at once five are compared, and the right one among the others does not get in', async () => {
    await setPin(ADA);
    const phones: TestPhone[] = [];
    for (let index = 0; index < 14; index++) phones.push(await hotline.call(ADA));
    const heard = await pressTogether(phones, (index) => (index === 13 ? `${PIN}#` : `90${index + 10}#`));
    // On a busy machine some answers may come late; what was compared and found wrong is never more than the limit.
    expect(heard.filter((words) => words.includes('we didn’t get that')).length).toBeLessThanOrEqual(5);
    expect(heard.filter((words) => words.includes('To flag your last caller'))).toHaveLength(0);
  });

  test('five forged calls do not lock the member out: her own call, which the network vouches for, opens', async () => {
    await setPin(GRACE);
    await press(await hotline.call(GRACE), '9991#', '9992#', '9993#');
    await press(await hotline.call(GRACE), '9994#', '9995#');
    expect(await press(await hotline.call(GRACE), `${PIN}#`)).toContain('The staff menu is locked');
    expect(await press(await hotline.call(GRACE, VOUCHED), `${PIN}#`)).toContain('To flag your last caller');
    // The proof opens the lock for her next calls too.
    expect(await press(await hotline.call(GRACE), `${PIN}#`)).toContain('To flag your last caller');
  });

  test('each lock holds twice as long as the one before; an admin ends it at once', async () => {
    await setPin(GRACE);
    const guess = async (): Promise<string> => {
      await press(await hotline.call(GRACE), '9991#', '9992#', '9993#');
      await press(await hotline.call(GRACE), '9994#', '9995#');
      return press(await hotline.call(GRACE), `${PIN}#`);
    };
    expect(await guess()).toContain('The staff menu is locked');
    await hotline.clock.advance(31 * 60);
    expect(await lockOf(GRACE)).toBeUndefined();
    await guess();
    await hotline.clock.advance(31 * 60);
    expect(await press(await hotline.call(GRACE), `${PIN}#`)).toContain('The staff menu is locked');
    expect(await lockOf(GRACE)).toMatch(/^20/);
    const unlocked = await hotline.api('DELETE', `/api/staff/${encodeURIComponent(GRACE)}/pin-lock`);
    expect([unlocked.status, await lockOf(GRACE)]).toEqual([204, undefined]);
    expect(await press(await hotline.call(GRACE), `${PIN}#`)).toContain('To flag your last caller');
  });
});

describe('PINs of a case', () => {
  interface Opened {
    readonly from: string;
    readonly caseNumber: string;
    readonly pin: string;
  }

  async function atTheMenu(from = nextCaller(), more = {}): Promise<TestPhone> {
    const phone = await hotline.call(from, more);
    await phone.press(phone.code());
    return phone;
  }

  async function openCase(): Promise<Opened> {
    const from = nextCaller();
    const phone = await atTheMenu(from);
    await press(phone, '2', '13125550199#', '1', '2');
    await phone.leaveMessage(5);
    const spoken =
      phone
        .heard()
        .join(' ')
        .match(/\d(?:, \d)+/g) ?? [];
    const [caseNumber = '', , pin = ''] = spoken.map((digits) => digits.replaceAll(/\D/g, ''));
    await phone.hangUp();
    return { from, caseNumber, pin };
  }

  /** An answer to the question for the PIN, as the carrier would send it for another call. */
  async function keyedPin(action: string, pin: string, index: number): Promise<string> {
    const { headers, url, body } = signedRequest(AUTH_TOKEN, {
      method: 'POST',
      url: action,
      parameters: {
        AccountSid: ACCOUNT_SID,
        CallSid: `CA${String(index).padStart(32, '0')}`,
        From: nextCaller(),
        To: HOTLINE,
        Digits: pin,
      },
    });
    const lower = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
    );
    const result = await hotline.request('POST', url.slice(PUBLIC_URL.length), body, lower);
    return result.body ?? '';
  }

  test('of two hundred, fifty at once, ten are compared, and the case is not told', async () => {
    const { caseNumber, pin } = await openCase();
    await press(await atTheMenu(), '3', `${caseNumber}#`);
    const [, action = ''] = /action="([^"]*case-pin[^"]*)"/.exec(hotline.documents.at(-1) ?? '') ?? [];
    const others = Array.from({ length: 10_000 }, (_, index) => String(index).padStart(4, '0'));
    const guesses = [...others.filter((guess) => guess !== pin).slice(0, 199), pin];
    const answers: string[] = [];
    for (let wave = 0; wave < guesses.length; wave += 50) {
      const sent = guesses
        .slice(wave, wave + 50)
        .map((guess, index) => keyedPin(action.replaceAll('&amp;', '&'), guess, wave + index));
      answers.push(...(await Promise.all(sent)));
    }
    expect(answers.filter((document) => document.includes('We have your report'))).toEqual([]);
    expect((await hotline.store.cases.get(caseNumber))?.wrongPins).toHaveLength(10);
  });

  test('after ten wrong ones the reporter hears of the case: vouched for at once, otherwise after the lock', async () => {
    const { from, caseNumber, pin } = await openCase();
    const wrong = pin === '2222' ? '3333' : '2222';
    for (let calls = 0; calls < 4; calls++) {
      await press(await atTheMenu(), '3', ...[1, 2, 3].flatMap(() => [`${caseNumber}#`, wrong]));
    }
    const unvouched = await hotline.call(from);
    expect(await press(unvouched, '3', `${caseNumber}#`, pin)).not.toContain('We have your report');
    const vouched = await hotline.call(from, VOUCHED);
    expect(await press(vouched, '3', `${caseNumber}#`)).toContain('We have your report');
    await hotline.clock.advance(61 * 60);
    const later = await hotline.call(from);
    expect(await press(later, '3', `${caseNumber}#`, pin)).toContain('We have your report');
  });

  test('a reporter’s number that nobody vouches for does not open the case without the PIN', async () => {
    const { from, caseNumber, pin } = await openCase();
    const phone = await hotline.call(from);
    expect(await press(phone, '3', `${caseNumber}#`)).toContain('PIN');
    expect(await press(phone, pin)).toContain('We have your report');
  });
});

/** Verified, and at the menu. */
async function passOnce(from: string, more = {}): Promise<void> {
  const phone = await hotline.call(from, more);
  await phone.press(phone.code());
  await phone.hangUp();
}

const json = async (target: string): Promise<Record<string, unknown>> =>
  (await hotline.api('GET', target)).json();

const HOUR = 3_600;

describe('what a passed code is worth', () => {
  test('of 280 calls in 7 days that robots make with the number of one human, three a day ring staff', async () => {
    const from = nextCaller();
    await passOnce(from);
    // The robots key no code, and hang up on the person who answers after half a minute.
    for (let day = 1; day <= 7; day++) {
      let ringing = 0;
      for (let calls = 0; calls < 40; calls++) {
        const rung = hotline.staff.rung.length;
        const robot = await hotline.call(from);
        await robot.press('1');
        if (hotline.staff.rung.length > rung) {
          ringing += 1;
          await hotline.staff.accept(ADA);
          await robot.wait(30);
        }
        await robot.hangUp();
        await hotline.clock.advance(10 * 60);
      }
      expect(ringing).toBe(3);
      await hotline.clock.advance(17 * HOUR);
    }
  }, 300_000);

  test('the code is asked for again after conversations that nobody answered, and then the caller goes on', async () => {
    const from = nextCaller();
    await passOnce(from);
    for (let calls = 0; calls < 2; calls++) {
      const phone = await hotline.call(from);
      await phone.press('1');
      await phone.hangUp();
      await hotline.clock.advance(60);
    }
    const again = await hotline.call(from);
    expect(await press(again, again.code(), '1')).toContain('Please hold while we connect you');
  });

  test('two calls at once with the same pass: the second is asked for the code, and so is the next', async () => {
    const from = nextCaller();
    await passOnce(from);
    const [first, second] = [await hotline.call(from), await hotline.call(from)];
    const rung = hotline.staff.rung.length;
    await press(first, '1');
    const words = await press(second, '1');
    expect(words).toMatch(/\d, \d/);
    expect(hotline.staff.rung.length - rung).toBe(2);
    expect(await press(second, second.code(), '1')).toContain('Please hold while we connect you');
    await first.hangUp();
    await second.hangUp();
    const next = await hotline.call(from);
    expect(await json(`/api/calls/${next.sid}`)).toMatchObject({ verdict: 'challenge' });
  });

  test('a code that is passed in the moment rings, however many conversations there were', async () => {
    const from = nextCaller();
    for (let calls = 0; calls < 5; calls++) {
      const phone = await hotline.call(from);
      if (phone.log.some((event) => event.type === 'said' && /\d, \d/.test(event.text)))
        await phone.press(phone.code());
      expect(await press(phone, '1')).toContain('Please hold while we connect you');
      await hotline.staff.accept(ADA);
      await phone.wait(60);
      await phone.hangUp();
      await hotline.clock.advance(10 * 60);
    }
  });
});

describe('what one number may have', () => {
  test('twenty calls in three seconds ring no more telephones than the settings allow, then leave a message', async () => {
    const from = nextCaller();
    await passOnce(from, VOUCHED);
    const rung = hotline.staff.rung.length;
    const last: TestPhone[] = [];
    for (let calls = 0; calls < 20; calls++) {
      const phone = await hotline.call(from, VOUCHED);
      await phone.press('1');
      await phone.hangUp();
      last.push(phone);
    }
    expect(hotline.staff.rung.length - rung).toBeLessThanOrEqual(12);
    const late = await hotline.call(from, VOUCHED);
    await late.wait(1);
    expect(late.heard().join(' ')).toContain('several calls from your number recently');
    await late.sendMessage(5);
    expect(await json(`/api/calls/${late.sid}`)).toMatchObject({
      verdict: 'voicemail',
      disposition: 'left-message',
      reasons: [{ code: 'many-calls', minutes: 15 }, expect.anything()],
    });
    // A quarter of an hour later the number is as it was, but for the code.
    await hotline.clock.advance(16 * 60);
    const calm = await hotline.call(from, VOUCHED);
    expect(await json(`/api/calls/${calm.sid}`)).not.toMatchObject({ verdict: 'voicemail' });
  });

  test('a number that goes on is refused for minutes, longer each time; its vouched calls are not', async () => {
    hotline = rig.hotline({
      settings: settingsWith({ screening: { allowance: { calls: 3, blockAfter: 5 } } }),
    });
    const from = nextCaller();
    const flood = async (): Promise<void> => {
      for (let calls = 0; calls < 6; calls++) await (await hotline.call(from)).hangUp();
    };
    const verdictNow = async (more = {}): Promise<unknown> => {
      const phone = await hotline.call(from, more);
      await phone.hangUp();
      return (await json(`/api/calls/${phone.sid}`)).verdict;
    };
    await flood();
    expect([await verdictNow(), await verdictNow(VOUCHED)]).toEqual(['busy', 'challenge']);
    await hotline.clock.advance(16 * 60);
    expect(await verdictNow()).toBe('challenge');
    await flood();
    await hotline.clock.advance(16 * 60);
    expect(await verdictNow()).toBe('busy');
    await hotline.clock.advance(30 * 60);
    expect(await verdictNow()).toBe('challenge');
  });

  test('an allowlisted customer has more room, and in the end a message, never a refusal', async () => {
    const from = nextCaller();
    await hotline.api('PUT', `/api/listings/${encodeURIComponent(from)}`, {
      body: { list: 'allow', reason: 'a customer' },
    });
    hotline = rig.hotline({
      settings: settingsWith({
        screening: { allowance: { calls: 2, rings: 900, blockAfter: 4, allowlistedTimes: 3 } },
      }),
    });
    const verdicts: unknown[] = [];
    for (let calls = 0; calls < 9; calls++) {
      const phone = await hotline.call(from);
      await phone.hangUp();
      verdicts.push((await json(`/api/calls/${phone.sid}`)).verdict);
    }
    expect(verdicts).toEqual([...Array<string>(6).fill('staff'), 'voicemail', 'voicemail', 'voicemail']);
  });

  test('messages, PINs of cases and reports count as calls', async () => {
    hotline = rig.hotline({
      settings: settingsWith({ screening: { allowance: { calls: 3 } } }),
    });
    const from = nextCaller();
    const phone = await hotline.call(from);
    await phone.press(phone.code());
    await press(phone, '3', '123456#');
    await press(phone, '0');
    await phone.hangUp();
    const reporter = await hotline.call(from);
    await press(reporter, '2', '13125550199#', '1', '2');
    await reporter.leaveMessage(5);
    await reporter.hangUp();
    const third = await hotline.call(from);
    expect(await json(`/api/calls/${third.sid}`)).toMatchObject({
      reasons: [{ code: 'many-calls' }, expect.anything()],
    });
  });
});

describe('what a day may use', () => {
  const limited = (perDay: object): void => {
    hotline = rig.hotline({
      settings: settingsWith({ calls: { ...SEED_SETTINGS.calls, perDay }, reports: { sms: true } }),
      // A day of its own: the rig's engine is shared.
      start: new Date('2026-12-15T15:00:00Z'),
    });
  };

  test('strangers stop at four fifths of the minutes and leave a message; a customer still rings', async () => {
    limited({ minutes: 10 });
    const caller = nextCaller();
    const first = await hotline.call(caller);
    await press(first, first.code());
    await press(first, '1');
    await hotline.staff.accept(ADA);
    await first.wait(6 * 60);
    await first.hangUp();
    const rung = hotline.staff.rung.length;
    const second = await hotline.call(nextCaller());
    await press(second, second.code());
    expect(await press(second, '1')).toContain('Sorry, everyone is busy right now. We’ll call you back.');
    await second.leaveMessage(5);
    await second.hangUp();
    expect(hotline.staff.rung.length).toBe(rung);
    expect(await json('/api/state')).toMatchObject({
      warnings: [
        { at: '/calls/perDay/minutes', problem: expect.stringMatching(/^8 of today’s 10/) as unknown },
      ],
    });
    const customer = nextCaller();
    await hotline.api('PUT', `/api/listings/${encodeURIComponent(customer)}`, {
      body: { list: 'allow', reason: 'a customer' },
    });
    await hotline.call(customer);
    expect(hotline.staff.rung.length).toBeGreaterThan(rung);
    await hotline.clock.advance(24 * HOUR);
    const tomorrow = await hotline.call(nextCaller());
    await press(tomorrow, tomorrow.code());
    expect(await press(tomorrow, '1')).toContain('Please hold while we connect you');
  });

  test('of two reporters one gets a text; both hear case number and PIN', async () => {
    limited({ texts: 1 });
    const told: string[] = [];
    for (let reporters = 0; reporters < 2; reporters++) {
      const phone = await hotline.call(nextCaller(), VOUCHED);
      await press(phone, phone.code(), '2', '13125550199#', '1', '2');
      await phone.leaveMessage(5);
      told.push(hotline.documents.filter((document) => document.includes('case number')).at(-1) ?? '');
      await phone.hangUp();
    }
    expect(told.map((document) => document.includes('<Sms'))).toEqual([true, false]);
    expect(told.every((document) => document.includes('PIN'))).toBe(true);
  });

  test('of sixty at once no more are granted than there is room for', async () => {
    // At the store itself: a whole call for each would say no more about the count.
    const take = () => hotline.store.dayUse.take('minutes', '2031-01-01', { count: 2, most: 25 });
    const granted = await Promise.all(Array.from({ length: 60 }, take));
    expect(granted.filter(Boolean)).toHaveLength(12);
    const talk = { kind: 'add-minutes', key: 'one', day: '2031-01-01', minutes: 7 } as const;
    await Promise.all([1, 2, 3].map(() => hotline.store.commit([talk])));
    expect(await hotline.store.dayUse.of('2031-01-01')).toEqual({ minutes: 31, texts: 0 });
  });
});
