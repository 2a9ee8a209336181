// Whole calls with the numbers of the world: service numbers, addresses, one line in two spellings, callers who show
// nothing, and our own lines within a blocked range.
import { describe, expect, test } from '@jest/globals';
import { checkSettings } from '../../core/settings/settings-check.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { SEED_SETTINGS } from '../../local/seed/seed-settings.ts';
import { rigForAll } from '../support/rig.ts';
import type { TestHotline } from '../support/hotline.ts';
import type { TestPhone } from '../support/phone.ts';
import { ADA, GRACE } from '../support/twilio-values.ts';

const rig = rigForAll();

let callers = 0;

const REJECTED = '<?xml version="1.0" encoding="UTF-8"?><Response><Reject/></Response>';

/** As they are saved: numbers in any usual spelling. */
function saved(hotline: Record<string, unknown>, more: object = {}): Settings {
  const checked = checkSettings({
    ...SEED_SETTINGS,
    hotline: { ...SEED_SETTINGS.hotline, ...hotline },
    ...more,
  });
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return checked.settings;
}

const inChina = (): TestHotline =>
  rig.hotline({
    settings: saved({ region: 'CN', area: '010', officialNumbers: ['95786', '010-6621 8888'] }),
  });
const atHome = (): TestHotline => rig.hotline();

const put = async (hotline: TestHotline, pattern: string, list: string): Promise<number> =>
  (
    await hotline.api('PUT', `/api/listings/${encodeURIComponent(pattern)}`, {
      body: { list, reason: 'a reason' },
    })
  ).status;

const verdictOf = async (hotline: TestHotline, phone: TestPhone): Promise<Record<string, unknown>> =>
  (await hotline.api('GET', `/api/calls/${phone.sid}`)).json();

async function atTheMenu(hotline: TestHotline, from: string): Promise<TestPhone> {
  const phone = await hotline.call(from);
  await phone.press(phone.code());
  phone.heard();
  return phone;
}

describe('a service number', () => {
  test.each(['95588', '+8695588', '+95588', 'sip:95588@gw.example.com'])(
    'listed as 95588, and calling as %s, is refused',
    async (from) => {
      const hotline = inChina();
      expect([200, 201]).toContain(await put(hotline, '95588', 'block'));
      await hotline.call(from);
      expect(hotline.documents[0]).toBe(REJECTED);
    },
  );

  test('is reported by telephone, and gets a case', async () => {
    const hotline = inChina();
    const phone = await atTheMenu(hotline, '+8613800138001');
    for (const keys of ['2', '95588#', '1', '1']) await phone.press(keys);
    await phone.leaveMessage(5);
    const { items } = (await hotline.api('GET', '/api/cases?reported=95588')).json<{
      items: { reported: string }[];
    }>();
    expect(items).toMatchObject([{ reported: '+8695588' }]);
    const lookup = (await hotline.api('GET', '/api/lookup/95588')).json();
    // No network of China signs its calls, so that a report is a claim there.
    expect(lookup).toMatchObject({ number: '+8695588', reporters: 0, claimants: 1 });
  });

  test.each(['95786', '8695786', '01066218888', '66218888', '861066218888'])(
    'the company’s own number, keyed as %s, is said to be ours',
    async (keyed) => {
      const hotline = inChina();
      const phone = await atTheMenu(hotline, `+86138001380${String(10 + callers++)}`);
      for (const keys of ['4', `${keyed}#`, '1']) await phone.press(keys);
      expect(phone.heard().join(' ')).toMatch(/is one of (our|the company’s) numbers|这是我们/);
    },
  );
});

describe('one line in two spellings', () => {
  test.each([
    ['+525512345678', '+5215512345678'],
    ['+5215512345678', '+525512345678'],
    ['+5491123456789', '+541123456789'],
    ['+541123456789', '+5491123456789'],
    ['whatsapp:+13125550461', '+13125550461'],
    ['+13125550462', 'sip:+13125550462@gw.example.com;user=phone'],
    ['+13125550463', '13125550463'],
  ])('%s is listed, %s calls and is refused', async (listed, from) => {
    const hotline = atHome();
    expect([200, 201]).toContain(await put(hotline, listed, 'block'));
    await hotline.call(from);
    expect(hotline.documents[0]).toBe(REJECTED);
  });
});

describe('callers without an ordinary number', () => {
  test.each(['sip:robot@calls.example.com', 'client:robot', '+1312555017', '+999123456789'])(
    '%s is blocked, looked up, searched and refused as what it is',
    async (who) => {
      const hotline = atHome();
      const before = await hotline.call(who);
      await before.hangUp();
      expect([200, 201]).toContain(await put(hotline, who, 'block'));
      await hotline.call(who);
      expect(hotline.documents).toContain(REJECTED);
      const path = encodeURIComponent(who);
      expect((await hotline.api('GET', `/api/lookup/${path}`)).json()).toMatchObject({
        number: who,
        verdict: 'reject',
      });
      const { items } = (await hotline.api('GET', `/api/calls?caller=${path}`)).json<{ items: object[] }>();
      expect(items).toHaveLength(2);
      const found = (await hotline.api('GET', `/api/listings?q=${path}`)).json<{ items: object[] }>();
      expect(found.items).toMatchObject([{ pattern: who }]);
    },
  );

  test('an address that has passed the challenge is known again', async () => {
    const hotline = atHome();
    await (await atTheMenu(hotline, 'sip:ada@home.example.com')).hangUp();
    const again = await hotline.call('SIP:Ada@home.example.com:5060');
    expect(await verdictOf(hotline, again)).toMatchObject({
      verdict: 'menu',
      caller: 'sip:ada@home.example.com',
    });
  });

  test.each(['+1266696687', '+10000000000', 'sip:anonymous@anonymous.invalid', '+7748433'])(
    '%s has passed the challenge, and the next one behind it has not',
    async (from) => {
      const hotline = atHome();
      await (await atTheMenu(hotline, from)).hangUp();
      const next = await hotline.call(from);
      expect(await verdictOf(hotline, next)).toMatchObject({ callerId: 'withheld', verdict: 'challenge' });
    },
  );
});

describe('an address reports', () => {
  test('its own number: the case is opened, and nobody is sent a text', async () => {
    const hotline = rig.hotline({
      settings: saved({}, { reports: { sms: true } }),
    });
    const phone = await atTheMenu(hotline, 'sip:grace@home.example.com');
    for (const keys of ['2', '#', '1', '1']) await phone.press(keys);
    await phone.leaveMessage(5);
    expect(phone.heard().join(' ')).toMatch(/case number/i);
    expect(hotline.documents.join('')).not.toContain('<Sms>');
    const { items } = (await hotline.api('GET', '/api/cases?reported=sip%3Agrace%40home.example.com')).json<{
      items: object[];
    }>();
    expect(items).toHaveLength(1);
  });
});

describe('our own lines within a range', () => {
  test.each(['block', 'allow', 'never-block'])(
    'a range on the list %s decides nothing about staff',
    async (list) => {
      const hotline = atHome();
      await put(hotline, '+13125550*', list);
      for (const from of [ADA, GRACE]) {
        const phone = await hotline.call(from);
        expect(await verdictOf(hotline, phone)).toMatchObject({ verdict: 'challenge' });
        await phone.hangUp();
      }
      const lookup = (await hotline.api('GET', `/api/lookup/${encodeURIComponent(ADA)}`)).json();
      expect(lookup).toMatchObject({ verdict: 'challenge' });
      await hotline.api('DELETE', `/api/listings/${encodeURIComponent('+13125550*')}`);
    },
  );

  test('an exact listing still does', async () => {
    const hotline = atHome();
    await put(hotline, GRACE, 'allow');
    await hotline.call(GRACE);
    expect(hotline.staff.rung).toContain(ADA);
    await hotline.api('DELETE', `/api/listings/${encodeURIComponent(GRACE)}`);
  });
});
