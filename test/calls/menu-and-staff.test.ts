// Whole calls: the menu, the department's telephones, opening hours and voicemail.
import { describe, expect, jest, test } from '@jest/globals';
import type { Settings } from '../../core/settings/settings.ts';
import { SEED_SETTINGS } from '../../local/seed/seed-settings.ts';
import type { TestPhone } from '../support/phone.ts';
import { rigForEach } from '../support/rig.ts';
import type { TestHotline } from '../support/hotline.ts';
import { settingsWith } from '../support/settings.ts';
import { ADA, GRACE } from '../support/twilio-values.ts';

const rig = rigForEach();
let callers = 0;

// Members who are left talking at the end of one story are free in the next.

const CAROL = '+13125550113';

/** The seeded front desk with other ways. */
function frontDesk(change: object): Settings {
  const [desk] = SEED_SETTINGS.departments;
  return settingsWith({ departments: [{ ...desk, ...change }] });
}

const open = (settings: Settings = SEED_SETTINGS, start?: Date): TestHotline =>
  rig.hotline({ settings, ...(start === undefined ? {} : { start }) });

/** A stranger who has passed the challenge and hears the menu. */
const nextCaller = (): string => `+1312557${String(1000 + callers++)}`;

async function atTheMenu(hotline: TestHotline): Promise<TestPhone> {
  const phone = await hotline.call(nextCaller());
  await phone.press(phone.code());
  return phone;
}

/** Nothing that the carrier sends to these paths arrives. */
const losing = (hotline: TestHotline, ...paths: string[]): void => {
  hotline.intercept = ({ rawPath }) =>
    Promise.resolve(paths.includes(rawPath) ? { statusCode: 500, body: '' } : undefined);
};

/** A message of nine seconds whose callbacks are lost: only the carrier knows of it. */
async function unannouncedMessage(
  hotline: TestHotline,
): Promise<{ readonly phone: TestPhone; readonly sid: string }> {
  losing(hotline, '/voice/recording', '/voice/voicemail');
  const phone = await hotline.call(nextCaller());
  await phone.press('0');
  await phone.leaveMessage(9);
  const sid = phone.log.flatMap((event) => (event.type === 'recorded' ? [event.sid] : []))[0] ?? '';
  return { phone, sid };
}

describe('the menu', () => {
  test('silence repeats it with more time, and the third leads to voicemail', async () => {
    const phone = await atTheMenu(open());
    phone.heard();
    await phone.wait(8 + 1);
    expect(phone.heard()[0]).toMatch(/^No rush\. Here are the options again/);
    await phone.wait(12);
    await phone.wait(1 + 12);
    expect(phone.heard().join(' ')).toContain('We’ll have someone call you back.');
    expect(phone.log.some(({ type }) => type === 'recording')).toBe(true);
  });

  test('an unknown key gets help, not a hang-up', async () => {
    const phone = await atTheMenu(open());
    phone.heard();
    await phone.press('5');
    expect(phone.heard()[0]).toMatch(/^Sorry, that isn’t one of the options/);
  });

  test('star repeats it, 9 changes the language, 0 rings a person', async () => {
    const hotline = open();
    const phone = await atTheMenu(hotline);
    phone.heard();
    await phone.press('*');
    expect(phone.heard()[0]).toMatch(/^To speak with the front desk, press 1/);
    await phone.press('9');
    expect(phone.heard()[0]).toMatch(/[\u4e00-\u9fff]/);
    await phone.press('9');
    expect(phone.heard()[0]).toMatch(/We’ll continue in English/);
    await phone.press('0');
    expect(phone.heard().join(' ')).toContain('Please hold while we connect you with the front desk.');
    expect(hotline.staff.rung).toEqual([ADA, GRACE]);
  });

  test('no key makes it go on for ever', async () => {
    const phone = await atTheMenu(open());
    for (let turns = 0; turns < 200 && phone.outcome === undefined; turns++) {
      await phone.press('*');
      await phone.wait(1);
      if (phone.log.some(({ type }) => type === 'recording')) break;
    }
    expect(phone.log.some(({ type }) => type === 'recording')).toBe(true);
  });
});

describe('the telephones of a department', () => {
  test('the first to accept gets the caller, the others stop ringing', async () => {
    const hotline = open();
    const phone = await atTheMenu(hotline);
    await phone.press('1');
    const grace = await hotline.staff.accept(GRACE);
    expect(hotline.staff.phone(ADA).log.at(-1)).toMatchObject({ type: 'ended', status: 'no-answer' });
    expect(grace.log.flatMap((event) => (event.type === 'said' ? [event.text] : []))[0]).toMatch(
      /^Harbor Consumer Loans hotline\. Call from 3 1 2(, \d \d \d){2} \d, just passed the keypad check\. To accept, press 1\.$/,
    );
    expect(phone.story()).toContain('bridged');
  });

  test('a mailbox never takes the call: the others are rung in turn, then voicemail', async () => {
    const hotline = open();
    const phone = await atTheMenu(hotline);
    await phone.press('1');
    await hotline.staff.pickUp(ADA);
    await phone.wait(10);
    // Grace had no chance: she rings before the mailbox is tried again.
    expect(hotline.staff.rung).toEqual([ADA, GRACE, GRACE]);
    await phone.wait(21);
    expect(hotline.staff.rung).toEqual([ADA, GRACE, GRACE, ADA]);
    await hotline.staff.accept(ADA);
    expect(phone.story()).toContain('bridged');
  });

  test('a mailbox that answers at once costs a customer less than half a minute, said at the pace of speech', async () => {
    const hotline = rig.hotline({ speechTakesTime: true });
    await hotline.api('PUT', '/api/listings/+13125550261', { body: { list: 'allow', reason: 'x' } });
    const phone = await hotline.call('+13125550261');
    await hotline.staff.pickUp(ADA);
    await phone.wait(30);
    expect(hotline.staff.rung).toEqual([ADA, GRACE, GRACE]);
    await phone.hangUp();
  });

  test('a stranger who presses at once talks to a person in under 25 seconds', async () => {
    const hotline = rig.hotline({ speechTakesTime: true });
    const before = hotline.clock.now().getTime();
    const phone = await hotline.call(nextCaller());
    const heardTheCode = () => phone.log.some((event) => event.type === 'said' && /\d, \d/.test(event.text));
    while (!heardTheCode()) await phone.wait(1);
    // As long as it takes to hear it once, and to find the keys.
    await phone.wait(3);
    await phone.press(phone.code());
    await phone.press('1');
    while (!hotline.staff.rung.includes(GRACE)) await phone.wait(1);
    await phone.wait(3);
    // Said as a person would, without the country's code; 1 is taken while it is still being said.
    const grace = await hotline.staff.accept(GRACE);
    expect(grace.log.flatMap((event) => (event.type === 'said' ? [event.text] : []))).toEqual([
      expect.stringMatching(/hotline\. Call from 3 1 2, 5 5 \d, \d \d \d \d, just passed/),
    ]);
    expect(grace.log.map(({ type }) => type)).toContain('promptStopped');
    expect(phone.story()).toContain('bridged');
    expect((hotline.clock.now().getTime() - before) / 1_000).toBeLessThan(25);
    await phone.hangUp();
  });

  test('a member who presses another key declines', async () => {
    const hotline = open();
    const phone = await atTheMenu(hotline);
    await phone.press('1');
    const ada = await hotline.staff.pickUp(ADA);
    await phone.wait(1);
    ada.press('2');
    await hotline.clock.settle();
    expect(ada.log.at(-1)).toMatchObject({ type: 'ended' });
    expect(phone.story()).not.toContain('bridged');
  });

  test('nobody accepts: voicemail, and the message is kept with its reason', async () => {
    const hotline = open();
    const phone = await atTheMenu(hotline);
    phone.heard();
    await phone.press('1');
    expect(phone.heard()).toEqual(['Please hold while we connect you with the front desk.']);
    await phone.wait(20);
    expect(phone.heard()[0]).toMatch(/^Sorry, everyone is busy right now/);
    await phone.leaveMessage(7);
    const { items } = (await hotline.api('GET', '/api/voicemails')).json<{
      items: Record<string, unknown>[];
    }>();
    expect(items.find((message) => message.callSid === phone.sid)).toMatchObject({
      why: 'nobody-answered',
      department: 'front-desk',
      seconds: 7,
    });
  });

  test('one after another, in their order', async () => {
    const members = [ADA, GRACE, CAROL].map((number, index) => ({ name: `Member ${index}`, number }));
    const hotline = open(frontDesk({ ring: 'sequential', members }));
    const phone = await atTheMenu(hotline);
    await phone.press('1');
    expect(hotline.staff.rung).toEqual([ADA]);
    await hotline.staff.refuse(ADA);
    expect(hotline.staff.rung).toEqual([ADA, GRACE]);
    await phone.wait(20);
    expect(hotline.staff.rung).toEqual([ADA, GRACE, CAROL]);
    await hotline.staff.accept(CAROL);
    expect(phone.story()).toContain('bridged');
  });

  test('a department without members takes messages', async () => {
    const hotline = open(frontDesk({ members: [] }));
    const phone = await atTheMenu(hotline);
    await phone.press('1');
    expect(phone.heard().join(' ')).toContain('Sorry, everyone is busy right now');
  });

  test('the caller hangs up while it rings: the telephones stop', async () => {
    const hotline = open();
    const phone = await atTheMenu(hotline);
    await phone.press('1');
    await phone.hangUp();
    expect(hotline.staff.phone(ADA).log.at(-1)).toMatchObject({ type: 'ended', status: 'no-answer' });
    expect((await hotline.api('GET', `/api/calls/${phone.sid}`)).json()).toMatchObject({
      disposition: 'missed',
    });
  });
});

describe('a call whose webhooks stop', () => {
  const isBusy = async (hotline: TestHotline): Promise<boolean> => {
    const { items } = (await hotline.api('GET', '/api/staff')).json<{
      items: { number: string; onCall: boolean }[];
    }>();
    return items.find(({ number }) => number === ADA)?.onCall ?? false;
  };
  const talking = async (hotline: TestHotline): Promise<TestPhone> => {
    const phone = await atTheMenu(hotline);
    await phone.press('1');
    await hotline.staff.accept(ADA);
    return phone;
  };
  const recordOf = async (hotline: TestHotline, { sid }: TestPhone) =>
    (await hotline.api('GET', `/api/calls/${sid}`)).json<{ endedAt?: string; seconds?: number }>();

  test('is closed by the watch within minutes, and the member is free again', async () => {
    const hotline = open();
    const phone = await talking(hotline);
    losing(hotline, '/voice/ring', '/voice/status');
    await phone.wait(40);
    await phone.hangUp();
    expect([await isBusy(hotline), (await recordOf(hotline, phone)).endedAt]).toEqual([true, undefined]);
    await hotline.clock.advance(150);
    await hotline.runJob('watch');
    const { seconds = 0 } = await recordOf(hotline, phone);
    expect([await isBusy(hotline), seconds >= 40, seconds < 60]).toEqual([false, true, true]);
  });

  test('and one that goes on is left alone, however long it is quiet', async () => {
    const hotline = open();
    const phone = await talking(hotline);
    await phone.wait(1_800);
    await hotline.runJob('watch');
    expect([await isBusy(hotline), (await recordOf(hotline, phone)).endedAt]).toEqual([true, undefined]);
    await phone.hangUp();
  });

  test('is found among the calls of some minutes: those of a day are read once an hour', async () => {
    const hotline = open(undefined, new Date('2026-11-24T02:00:00Z'));
    const looks = jest.spyOn(hotline.store.calls, 'runningSince');
    const watch = async (): Promise<number> => {
      await hotline.runJob('watch');
      const [from, to] = looks.mock.lastCall ?? [];
      return ((to?.getTime() ?? 0) - (from?.getTime() ?? 0)) / 60_000;
    };
    const aDay = 24 * 60;
    const phone = await talking(hotline);
    expect(await watch()).toBeGreaterThan(aDay);
    await phone.wait(20 * 60);
    expect(await watch()).toBeLessThan(40);
    // The conversation goes on: the next look reaches back to its beginning.
    const minutes = await watch();
    expect([minutes > 20, minutes < 22]).toEqual([true, true]);
    losing(hotline, '/voice/ring', '/voice/status');
    await phone.hangUp();
    await hotline.clock.advance(150);
    await watch();
    expect(await isBusy(hotline)).toBe(false);
    expect(await watch()).toBeLessThan(aDay);
    expect(await watch()).toBe(15);
    await hotline.clock.advance(60 * 60);
    expect(await watch()).toBeGreaterThan(aDay);
  });

  test('the word of the end alone frees the member', async () => {
    const hotline = open();
    const phone = await talking(hotline);
    losing(hotline, '/voice/ring');
    await phone.hangUp();
    expect(await isBusy(hotline)).toBe(false);
  });
});

describe('opening hours', () => {
  const weekdays = { hours: { weekly: { monday: [{ from: '09:00', to: '17:00' }] } } } as const;
  // Monday 2026-11-23: 09:00 in Chicago is 15:00 UTC.
  test.each([
    ['2026-11-23T14:59:50Z', 'after hours'],
    ['2026-11-23T15:00:00Z', 'staff'],
    ['2026-11-23T22:58:00Z', 'staff'],
    ['2026-11-23T23:00:00Z', 'after hours'],
    ['2026-11-24T16:00:00Z', 'after hours'],
    // In July the same wall clock is an hour earlier in UTC.
    ['2026-07-06T14:00:00Z', 'staff'],
    ['2026-07-06T22:00:30Z', 'after hours'],
  ])('at %s the front desk in Chicago: %s', async (start, expected) => {
    const hotline = open(frontDesk(weekdays), new Date(start));
    const phone = await atTheMenu(hotline);
    phone.heard();
    await phone.press('1');
    const heard = phone.heard().join(' ');
    if (expected === 'staff') expect(hotline.staff.rung).toEqual([ADA, GRACE]);
    else expect(heard).toMatch(/We are closed right now.*records what you say/);
  });

  test('an allowed caller who may ring through is put through after hours', async () => {
    const hotline = open(frontDesk({ hours: { weekly: {} } }));
    for (const [number, ringThrough] of [
      ['+13125550251', true],
      ['+13125550252', false],
    ] as const) {
      await hotline.api('PUT', `/api/listings/${number}`, {
        body: { list: 'allow', reason: 'x', ringThrough },
      });
    }
    await hotline.call('+13125550252');
    expect(hotline.staff.rung).toEqual([]);
    await hotline.call('+13125550251');
    expect(hotline.staff.rung).toEqual([ADA, GRACE]);
  });
});

describe('voicemail', () => {
  test('is limited, ends with hash, and the audio is brought over and deleted at the carrier', async () => {
    const hotline = open();
    const phone = await hotline.call(nextCaller());
    await phone.press('0');
    phone.handle.speak({ seconds: 4, text: 'hello' });
    await phone.wait(4);
    await phone.press('#');
    expect(phone.heard().at(-1)).toMatch(/^We have your message\. To listen to it, press 1/);
    await phone.press('#');
    expect(phone.heard().at(-1)).toBe('Thank you. We have your message. Goodbye.');
    const sid = phone.log.flatMap((event) => (event.type === 'recorded' ? [event.sid] : []))[0] ?? '';
    expect(hotline.recordings.size).toBe(0);
    await hotline.drain();
    expect([...hotline.recordings.keys()]).toEqual([`voicemail/${sid}.wav`]);
    const audio = await hotline.api('GET', `/api/voicemails/${sid}/audio`);
    expect(audio.status).toBe(200);
    expect(audio.headers['content-type']).toBe('audio/wav');
    expect(Buffer.from(audio.text, 'base64').subarray(0, 4).toString()).toBe('RIFF');
    expect(await hotline.runtime.carrier.fetchRecording(sid)).toBeUndefined();
    expect(hotline.queue).toEqual([]);
  });

  test('a message of a caller who simply hangs up is kept', async () => {
    const hotline = open();
    const phone = await hotline.call(nextCaller());
    await phone.press('0');
    phone.handle.speak({ seconds: 6 });
    await phone.wait(6);
    await phone.hangUp();
    expect((await hotline.api('GET', `/api/calls/${phone.sid}`)).json()).toMatchObject({
      disposition: 'left-message',
    });
  });

  test('longer than the limit is cut', async () => {
    const hotline = open();
    const phone = await hotline.call(nextCaller());
    await phone.press('0');
    // A second after the beep; that second of silence is trimmed.
    phone.handle.speak({ seconds: 500 });
    await phone.wait(121);
    expect(phone.log.find(({ type }) => type === 'recorded')).toMatchObject({ duration: 119 });
  });

  test('a callback that got lost: the reconciler finds the message at the carrier', async () => {
    const hotline = open();
    const { phone, sid } = await unannouncedMessage(hotline);
    expect((await hotline.api('GET', `/api/voicemails/${sid}/audio`)).status).toBe(404);
    await hotline.clock.advance(3600);
    const { createJobsHandler } = await import('../../functions/jobs/jobs-handler.ts');
    await createJobsHandler(hotline.runtime)({ job: 'reconcile' });
    await hotline.drain();
    expect((await hotline.api('GET', `/api/voicemails/${sid}/audio`)).status).toBe(200);
    const { items } = (await hotline.api('GET', '/api/voicemails?limit=500')).json<{
      items: Record<string, unknown>[];
    }>();
    expect(items.find((message) => message.recordingSid === sid)).toMatchObject({
      caller: phone.handle.from,
      seconds: 9,
    });
  });

  test('1,000 recordings of others in the account do not hide a message, and are looked at once', async () => {
    const hotline = open();
    // The other number of this hotline stands in no settings; the call itself was answered here.
    const { phone, sid } = await unannouncedMessage(hotline);
    await hotline.clock.advance(3_600);
    const carrier = { ...hotline.runtime.carrier };
    const { createdAt = '' } =
      (await carrier.listRecordings(new Date(0))).find(({ recordingSid }) => recordingSid === sid) ?? {};
    const foreign = Array.from({ length: 1_000 }, (_, index) => ({
      recordingSid: `RE${String(index).padStart(32, '0')}`,
      callSid: `CA${String(index).padStart(32, '0')}`,
      seconds: 30,
      createdAt: new Date(Date.parse(createdAt) - 1_800_000 + index * 1_000).toISOString(),
    }));
    const asked: string[] = [];
    Object.assign(hotline.runtime.carrier, {
      listRecordings: async (after: Date) => [
        ...(await carrier.listRecordings(after)),
        ...foreign.filter((one) => Date.parse(one.createdAt) >= after.getTime()),
      ],
      getCall: (callSid: string) => {
        asked.push(callSid);
        return Promise.resolve({ from: '+13125550999', to: '+13125550998', status: 'completed' });
      },
    });
    const { createJobsHandler } = await import('../../functions/jobs/jobs-handler.ts');
    const jobs = createJobsHandler(hotline.runtime);
    await jobs({ job: 'reconcile' });
    await hotline.drain();
    expect((await hotline.api('GET', `/api/voicemails/${sid}/audio`)).status).toBe(200);
    expect([asked.length, asked.includes(phone.sid)]).toEqual([1_000, false]);
    await jobs({ job: 'reconcile' });
    expect(asked).toHaveLength(1_000);
  });
});
