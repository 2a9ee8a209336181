// Whole calls: who rings in which order, who is left in peace, and where a call goes that nobody takes.
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Settings } from '../../core/settings/settings.ts';
import { SEED_SETTINGS } from '../../local/seed/seed-settings.ts';
import { rigForAll } from '../support/rig.ts';
import type { TestHotline } from '../support/hotline.ts';
import { settingsWith } from '../support/settings.ts';
import type { TestPhone } from '../support/phone.ts';

const rig = rigForAll();
let callers = 0;

// What members have done is remembered: each test has staff of its own.
let team = 0;
beforeEach(() => void (team += 1));

const memberNumber = (index: number): string => `+1312553${String(team).padStart(3, '0')}${String(index)}`;
const members = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => ({
    name: `M${String(index)}`,
    number: memberNumber(from + index),
  }));

function departments(...changes: object[]): Settings {
  const [desk] = SEED_SETTINGS.departments;
  return settingsWith({ departments: changes.map((change) => ({ ...desk, inMenu: false, ...change })) });
}

const open = (settings: Settings): TestHotline => rig.hotline({ settings });

async function askForStaff(hotline: TestHotline): Promise<TestPhone> {
  const phone = await hotline.call(`+1312552${String(1000 + callers++)}`);
  await phone.press(phone.code());
  await phone.press('1');
  return phone;
}

/** Somebody talks for half a minute. */
async function takenBy(hotline: TestHotline, number: string): Promise<void> {
  const phone = await askForStaff(hotline);
  await hotline.staff.accept(number);
  await phone.wait(30);
  await phone.hangUp();
}

test('a member who is on a call is not rung, and is again when it is over', async () => {
  const hotline = open(departments({ members: members(2) }));
  const [ada, grace] = [memberNumber(0), memberNumber(1)];
  const first = await askForStaff(hotline);
  await hotline.staff.accept(ada);
  const rungBefore = hotline.staff.rung.length;
  await (await askForStaff(hotline)).hangUp();
  expect(hotline.staff.rung.slice(rungBefore)).toEqual([grace]);
  await first.hangUp();
  const rungAfter = hotline.staff.rung.length;
  await askForStaff(hotline);
  expect(hotline.staff.rung.slice(rungAfter)).toEqual([ada, grace]);
});

test('everybody is on a call: voicemail at once', async () => {
  const hotline = open(departments({ members: members(1) }));
  await askForStaff(hotline);
  await hotline.staff.accept(memberNumber(0));
  const second = await askForStaff(hotline);
  expect(second.heard().join(' ')).toContain('Sorry, everyone is busy right now.');
  expect(hotline.staff.rung).toHaveLength(1);
});

test('round robin: whoever answered longest ago is first', async () => {
  const hotline = open(departments({ members: members(3), ring: 'round-robin' }));
  for (const next of [0, 1, 2, 0]) {
    const phone = await askForStaff(hotline);
    expect(hotline.staff.rung.at(-1)).toBe(memberNumber(next));
    await hotline.staff.accept(memberNumber(next));
    await phone.wait(10);
    await phone.hangUp();
  }
});

test('fewest calls: whoever has answered the fewest today', async () => {
  const hotline = open(departments({ members: members(2), ring: 'simultaneous' }));
  await takenBy(hotline, memberNumber(0));
  await takenBy(hotline, memberNumber(0));
  await takenBy(hotline, memberNumber(1));
  const fair = open(departments({ members: members(2), ring: 'fewest-calls' }));
  await askForStaff(fair);
  expect(fair.staff.rung).toEqual([memberNumber(1)]);
});

describe('name and reason, where the department wants to know', () => {
  test('what is said is heard by whoever picks up, and kept with the call', async () => {
    const hotline = open(departments({ members: members(1), askReason: true }));
    const phone = await askForStaff(hotline);
    expect(phone.heard().join(' ')).toContain('Please say your name and the reason for your call.');
    phone.handle.speak({ seconds: 3, text: 'Mary Smith, my loan of May' });
    await phone.wait(6);
    await hotline.staff.pickUp(memberNumber(0));
    const whisper = hotline.staff
      .phone(memberNumber(0))
      .log.flatMap((event) => (event.type === 'said' ? [event.text] : []));
    expect(whisper[0]).toContain('The caller said: Mary Smith, my loan of May.');
    const { timeline } = (await hotline.api('GET', `/api/calls/${phone.sid}`)).json<{ timeline: object[] }>();
    expect(timeline).toContainEqual(
      expect.objectContaining({ step: 'reason', outcome: 'spoken', detail: 'Mary Smith, my loan of May' }),
    );
  });

  test('silence, or a key, goes on without', async () => {
    const hotline = open(departments({ members: members(1), askReason: true }));
    await (await askForStaff(hotline)).wait(15);
    expect(hotline.staff.rung).toEqual([memberNumber(0)]);
    await (await askForStaff(hotline)).press('5');
    expect(hotline.staff.rung).toHaveLength(2);
  });

  test('an allowlisted caller is put through without', async () => {
    const hotline = open(departments({ members: members(1), askReason: true }));
    await hotline.api('PUT', '/api/listings/+13125551999', { body: { list: 'allow', reason: 'x' } });
    await hotline.call('+13125551999');
    expect(hotline.staff.rung).toEqual([memberNumber(0)]);
  });
});

describe('overflow', () => {
  const both = (change: object = {}): Settings =>
    departments(
      { members: members(1), overflow: 'back-office' },
      { id: 'back-office', members: members(1, 5), overflow: 'front-desk', ...change },
    );

  test('nobody accepts: another department rings, once', async () => {
    const hotline = open(both());
    const phone = await askForStaff(hotline);
    await phone.wait(21);
    expect(hotline.staff.rung).toEqual([memberNumber(0), memberNumber(5)]);
    await phone.wait(21);
    expect(hotline.staff.rung).toHaveLength(2);
    expect(phone.heard().join(' ')).toContain('Sorry, everyone is busy right now.');
  });

  test('not while it is closed', async () => {
    const hotline = open(both({ hours: { weekly: {} } }));
    const phone = await askForStaff(hotline);
    await phone.wait(21);
    expect(hotline.staff.rung).toEqual([memberNumber(0)]);
    expect(phone.heard().join(' ')).toContain('Sorry, everyone is busy right now.');
  });

  test.each(['gone', 'front-desk'])('to "%s" is refused', async (overflow) => {
    const [desk] = SEED_SETTINGS.departments;
    const body = { ...SEED_SETTINGS, departments: [{ ...desk, overflow }] };
    const answer = await open(SEED_SETTINGS).api('PUT', '/api/settings', { body });
    expect(answer.json()).toMatchObject({ problems: [{ at: '/departments/0/overflow' }] });
  });
});
