// The arithmetic behind the settings page: differences of two versions, two people's changes joined, hours that are
// drawn.
import { describe, expect, test } from '@jest/globals';
import { scoreOfRarity } from '../../core/basics/calibration.ts';
import { oneIn } from '../../console/words/rarity.ts';
import { EN_US } from '../../console/words/en-us/index.ts';
import { ZH_CN } from '../../console/words/zh-cn/index.ts';
import { ACTS } from '../../core/call/audit.ts';
import { AUDITED_ROUTE_IDS } from '../../functions/routes.ts';
import { differences, joined, withTheirs } from '../../console/pages/settings/changes/differences.ts';
import { valueAt, withValue, type Tree } from '../../console/pages/settings/document.ts';
import { withDrawn, withEdge, withStart } from '../../console/pages/settings/fields/spans.ts';
import { SEED_SETTINGS } from '../../local/seed/seed-settings.ts';

const seed = SEED_SETTINGS as unknown as Tree;
const changed = (...changes: [string, unknown][]): Tree =>
  changes.reduce((document, [at, value]) => withValue(document, at, value), seed);
const paths = (before: unknown, after: unknown): string[] =>
  differences(before, after).map(({ path }) => path.join('/'));

describe('differences', () => {
  test('nothing differs from itself, and each field that does is named once', () => {
    expect(differences(seed, structuredClone(seed))).toEqual([]);
    const after = changed(['/challenge/digits', 6], ['/departments/0/ringSeconds', 9]);
    expect(differences(seed, after)).toEqual([
      { path: ['challenge', 'digits'], before: 4, after: 6 },
      { path: ['departments', 'front-desk', 'ringSeconds'], before: 20, after: 9 },
    ]);
  });

  test('entries are known by who they are, not by where they stand', () => {
    const members = valueAt(seed, '/departments/0/members') as unknown[];
    expect(paths(seed, changed(['/departments/0/members', members.slice(1)]))).toEqual([
      'departments/front-desk/members/+13125550111',
    ]);
    expect(paths(seed, changed(['/departments/0/members', members.toReversed()]))).toEqual([
      'departments/front-desk/members/#order',
    ]);
  });
});

test('a score is read as what it was made of', () => {
  for (const rare of [0, 0.5, 1, 1.9, 2, 2.5, 3, 4, 5])
    expect(oneIn(scoreOfRarity(rare))).toBe(Number((10 ** rare).toPrecision(2)));
  expect(oneIn(1)).toBeUndefined();
});

describe('two people’s changes', () => {
  test('in different fields: both stand', () => {
    const mine = changed(['/challenge/digits', 4]);
    const theirs = changed(['/calls/retentionDays', 30], ['/departments/0/name/en-US', 'the desk']);
    const { document, both } = joined(seed, mine, theirs);
    expect(both).toEqual([]);
    expect(document).toEqual(
      changed(
        ['/challenge/digits', 4],
        ['/calls/retentionDays', 30],
        ['/departments/0/name/en-US', 'the desk'],
      ),
    );
  });

  test('one adds, one takes away, in the same list', () => {
    const members = valueAt(seed, '/departments/0/members') as unknown[];
    const alan = { name: 'Alan', number: '+13125550113' };
    const mine = changed(['/departments/0/members', [...members, alan]]);
    const theirs = changed(['/departments/0/members', members.slice(1)]);
    const { document, both } = joined(seed, mine, theirs);
    expect(both).toEqual([]);
    expect(valueAt(document, '/departments/0/members')).toEqual([members[1], alan]);
  });

  test('in the same field: mine stands until theirs is chosen', () => {
    const mine = changed(['/departments/0/ringSeconds', 5]);
    const theirs = changed(['/departments/0/ringSeconds', 60]);
    const { document, both } = joined(seed, mine, theirs);
    expect(both).toEqual([{ path: ['departments', 'front-desk', 'ringSeconds'], mine: 5, theirs: 60 }]);
    expect(valueAt(document, '/departments/0/ringSeconds')).toBe(5);
    expect(valueAt(withTheirs(document, both[0]!), '/departments/0/ringSeconds')).toBe(60);
  });

  test('the same change by both is no quarrel', () => {
    const same = changed(['/challenge/digits', 4]);
    expect(joined(seed, same, structuredClone(same))).toEqual({ document: same, both: [] });
  });
});

describe('hours that are drawn', () => {
  const morning = { from: '09:00', to: '12:00' };
  const afternoon = { from: '13:00', to: '18:00' };

  test('an edge stops at the other one and at the neighbour', () => {
    expect(withEdge([morning, afternoon], 0, 'to', 14 * 60)).toEqual([
      { from: '09:00', to: '13:00' },
      afternoon,
    ]);
    expect(withEdge([morning], 0, 'from', 23 * 60)).toEqual([{ from: '11:45', to: '12:00' }]);
    expect(withEdge([morning], 0, 'to', 24 * 60)).toEqual([{ from: '09:00', to: '24:00' }]);
  });

  test('a span is moved whole, within its room', () => {
    expect(withStart([morning, afternoon], 0, 11 * 60)).toEqual([{ from: '10:00', to: '13:00' }, afternoon]);
    expect(withStart([morning, afternoon], 1, -60)).toEqual([morning, { from: '12:00', to: '17:00' }]);
  });

  test('a new one is drawn in either direction, never over another', () => {
    expect(withDrawn([], 600, 900)).toEqual([{ from: '10:00', to: '15:00' }]);
    expect(withDrawn([], 900, 600)).toEqual([{ from: '10:00', to: '15:00' }]);
    expect(withDrawn([afternoon], 600, 1000)).toEqual([{ from: '10:00', to: '13:00' }, afternoon]);
    expect(withDrawn([morning], 10 * 60, 900)).toBeUndefined();
  });
});

describe('words of the console', () => {
  test('the audit page has words for everything that the log can say was done, and for nothing else', () => {
    const all = [...AUDITED_ROUTE_IDS, ...ACTS].toSorted();
    for (const { audit } of [EN_US, ZH_CN]) {
      expect(Object.keys(audit.actions).toSorted()).toEqual(all);
      expect(Object.values(audit.actions).filter((words) => /^[a-z-]+\./.test(words))).toEqual([]);
    }
  });

  test.each([
    [EN_US.lists.covers('1'), 'covers 1 number'],
    [EN_US.lists.covers('1,100'), 'covers 1,100 numbers'],
    [EN_US.lists.importAll(1, '1'), 'Import 1 line'],
    [EN_US.audit.exported('1'), '1 entry was exported.'],
    [EN_US.audit.exported('2'), '2 entries were exported.'],
    [EN_US.overview.challengeDescription('1'), '1 caller was asked for a code'],
  ])('count as people do: %s', (said, wanted) => {
    expect(said).toBe(wanted);
  });
});
