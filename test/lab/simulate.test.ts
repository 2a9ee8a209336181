// Small runs of the traffic lab: a seed repeats them to the byte, and every call is accounted for.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { aboutSoLong, progressLines } from '../../cli/lab/lab-progress.ts';
import { announcement, expectedSeconds } from '../../cli/lab/simulate.ts';
import { SYNTHETIC } from '../../lab/curve.ts';
import { goalsOf } from '../../lab/goals.ts';
import { KINDS, readMix } from '../../lab/mix.ts';
import { harmOf, outcomeOf } from '../../lab/outcome.ts';
import { pictureOf } from '../../lab/picture.ts';
import { reportOf } from '../../lab/report.ts';
import { simulate, type Simulation } from '../../lab/simulate.ts';
import { stepsOf, storyTable } from '../../lab/story.ts';
import { sum } from '../../lab/tally.ts';

const MIX = readMix(
  JSON.stringify({
    callers: [
      { kind: 'customer', known: 'allowlisted', share: 2, people: 3 },
      { kind: 'customer', known: 'verified', share: 4, people: 5 },
      { kind: 'newcomer', share: 4, wrongKey: 0.4, asksForPerson: 0.2, hangsUp: 0.2, leavesMessage: 1 },
      { kind: 'withheld', share: 1, leavesMessage: 1 },
      { kind: 'nuisance', share: 2, people: 2 },
      { kind: 'robocaller', share: 3, numbers: 5, pressesRandomly: 0.5 },
      { kind: 'storm', share: 2, waves: 1, solves: 0.5 },
      { kind: 'spoofer', share: 2 },
    ],
  }),
  'test',
);
const run = (seed: number): Promise<Simulation> =>
  simulate({ mix: MIX, curve: SYNTHETIC, calls: 30, days: 1, seed });

const printed = (simulation: Simulation): string =>
  JSON.stringify(reportOf(simulation)) + pictureOf(simulation);

describe('a run', () => {
  let first: Simulation;
  beforeAll(async () => {
    first = await run(1);
  }, 900_000);

  test('comes out the same again, tables and picture, to the byte', async () => {
    expect(printed(await run(1))).toBe(printed(first));
  }, 900_000);

  test('every call has exactly one outcome, one reach and one verdict', () => {
    for (const { calls, outcomes, reach, verdicts } of first.groups) {
      expect(sum(Object.values(outcomes))).toBe(calls);
      expect(sum(Object.values(reach))).toBe(calls);
      expect(sum(Object.values(verdicts))).toBe(calls);
    }
    expect(sum(first.groups.map(({ calls }) => calls))).toBe(30);
    expect(sum(first.hours.map(({ calls }) => sum(calls)))).toBe(30);
  });

  test('has a story for each robocall that rang staff and each genuine caller harmed, with every step', () => {
    const { groups, stories } = first;
    const rang = groups.filter(({ group }) => KINDS[group.kind].robot).map(({ reach }) => reach.staff ?? 0);
    const harmed = groups.flatMap(({ harms }) => Object.values(harms));
    expect(sum(rang)).toBeGreaterThan(0);
    expect(sum(harmed)).toBeGreaterThan(0);
    expect(stories.filter(({ trouble }) => trouble === 'rang-staff')).toHaveLength(sum(rang));
    expect(stories).toHaveLength(sum(rang) + sum(harmed));
    const { header, rows } = storyTable(stories);
    expect(rows.every((cells) => cells.length === header.length)).toBe(true);
    for (const story of stories) expect(stepsOf(story)).toMatch(/^arrived/);
  });

  test('agrees with the guard’s own list of calls', () => {
    expect(first.disagreements).toEqual([]);
  });

  test('known customers get through, and nobody is harmed but strangers', () => {
    const [allowed, verified] = first.groups;
    expect(allowed?.reach).toEqual({ staff: allowed?.calls });
    expect((verified?.reach.staff ?? 0) + (verified?.reach.menu ?? 0)).toBeGreaterThan(0);
    expect(first.groups.find(({ group }) => group.kind === 'robocaller')?.harms).toEqual({});
  });
});

describe('what is said of a run while it goes on', () => {
  test('at its start: what it does, and about how long that takes', () => {
    const said = (calls: number, days: number) => announcement({ calls, days, seed: 7, mix: 'storm' });
    expect(said(2_000, 14)).toMatch(
      /^Simulating 2,000 calls in 14 days \(mix storm, seed 7\).*This takes about \d+ minutes/,
    );
    expect(said(20, 1)).toMatch(/in 1 day .*This takes about \d+ seconds/);
    expect(expectedSeconds({ calls: 20_000, days: 14 })).toBeGreaterThan(
      5 * expectedSeconds({ calls: 2_000, days: 14 }),
    );
  });

  test('then a line now and then, with what is left at the pace so far', () => {
    const lines: string[] = [];
    let now = 0;
    const progress = progressLines({
      total: 2_000,
      unit: 'calls',
      write: (line) => lines.push(line),
      now: () => now,
    });
    for (let done = 0; done < 2_000; done += 20) {
      progress(done);
      now += 1_000;
    }
    expect(lines).toHaveLength(6);
    expect(lines[0]).toBe('300 of 2,000 calls, 15 %; about 90 seconds left');
    expect(lines.at(-1)).toBe('1,800 of 2,000 calls, 90 %; about 10 seconds left');
  });

  test.each([
    [0, 'about 10 seconds'],
    [85, 'about 90 seconds'],
    [91, 'about 2 minutes'],
    [3_600, 'about 60 minutes'],
    [9_000, 'about 3 hours'],
  ])('%d seconds are %s', (seconds, words) => {
    expect(aboutSoLong(seconds)).toBe(words);
  });
});

describe('goals', () => {
  test('a customer who is refused, and a difference between the two counts, fail', () => {
    const group = {
      name: 'customer',
      group: MIX.callers[0]!,
      calls: 10,
      challenged: 0,
      askedForPerson: 0,
      foundNobodyFree: 0,
      flagged: 0,
      billedMinutes: 0,
      legMinutes: 0,
      staffSeconds: 0,
      errors: 0,
      outcomes: { talked: 9, refused: 1 },
      reach: { staff: 9, nobody: 1 },
      harms: { refused: 1 },
      waits: [],
      verdicts: {},
      reasons: {},
    };
    const goals = goalsOf({ groups: [group], disagreements: ['one call less'] });
    expect(goals.map(({ state }) => state)).toEqual(['failed', 'failed', 'passed', 'failed']);
  });

  test('pressing 0 for a person is a wish, being sent to voicemail a harm', () => {
    const at = '2026-01-05T06:00:00.000Z';
    const record = (why: string) =>
      outcomeOf(
        [
          {
            type: 'response',
            purpose: 'document',
            url: '',
            status: 200,
            contentType: 'text/xml',
            document: `<Response><Record action="https://h/voice/voicemail?attempt=1&amp;why=${why}"/></Response>`,
            callSid: 'CA1',
            at,
          },
          { type: 'recorded', sid: 'RE1', duration: 9, status: 'completed', callSid: 'CA1', at },
        ],
        true,
      );
    expect(harmOf(record('asked-for-person'))).toBeUndefined();
    expect(harmOf(record('challenge-failed'))).toBe('sent-to-voicemail');
    // All of the staff are in conversations: no fault of the guard, and no success either.
    expect(harmOf(record('nobody-answered'))).toBeUndefined();
    expect(record('nobody-answered')).toMatchObject({ reach: 'nobody', foundNobodyFree: true });
  });
});
