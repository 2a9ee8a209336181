// Data residency as a table: what goes where, and what is said of it.
import { describe, expect, test } from '@jest/globals';
import { FLOW_IDS, FLOWS } from '../../../core/privacy/flows.ts';
import type { Deployment } from '../../../core/privacy/deployment.ts';
import {
  passageOfPartner,
  passagesIn,
  passagesOfDeployment,
  passagesOfSubscription,
} from '../../../core/privacy/passages.ts';
import { declaredCountry, isWithin } from '../../../core/privacy/places.ts';
import {
  crossingOf,
  crossingWords,
  refusedCrossings,
  residencySettings,
  SWITCH,
  type Residency,
} from '../../../core/privacy/residency.ts';
import { checkSettings } from '../../../core/settings/settings-check.ts';
import { SEED_SETTINGS } from '../../../local/seed/seed-settings.ts';

const residency = (given: object): Residency => residencySettings.parse(given);
const IN_CHINA = residency({
  within: 'CN',
  places: [
    { name: 'example.cn', country: 'CN' },
    { name: 'abroad.example.cn', country: 'SG' },
    { name: 'bank', country: 'CN' },
  ],
});

type Given = Partial<Pick<typeof SEED_SETTINGS, 'notifications' | 'evidence' | 'voicemail'>>;
const on = ['voicemail'] as const;
const notify = (by: object): Given => ({
  notifications: [{ on: [...on], by }] as Given['notifications'] & object,
});

const problemsIn = (given: Given, within: object): string[] => {
  const document = { ...SEED_SETTINGS, ...given, privacy: { residency: within } };
  const checked = checkSettings(document);
  return checked.ok ? [] : checked.problems.map(({ at, problem }) => `${at}: ${problem}`);
};

describe('settings', () => {
  test.each<[string, Given, string | undefined]>([
    ['a webhook to a declared host', notify({ webhook: 'https://hooks.example.cn/x' }), undefined],
    ['a webhook on this machine', notify({ webhook: 'http://localhost:9000/x' }), undefined],
    [
      'a webhook to a host that nobody declared',
      notify({ webhook: 'https://hooks.example.com/x' }),
      '/notifications/0/by: it is not known in which country hooks.example.com is, and notifications are sent there (PIPL 23, 38, 39). Enter its country under Data residency, Places, or enter what the transfer rests on under Data residency, Exceptions (webhooks).',
    ],
    [
      'a host whose own name counts before its domain',
      notify({ webhook: 'https://abroad.example.cn/x' }),
      '/notifications/0/by: abroad.example.cn is in SG, outside of CN, and notifications are sent there (PIPL 23, 38, 39). Choose a place inside, or enter what the transfer rests on under Data residency, Exceptions (webhooks).',
    ],
    ['mail to a declared domain', notify({ email: 'duty@example.cn' }), undefined],
    [
      'mail to another one',
      notify({ email: 'duty@example.com' }),
      '/notifications/0/by: it is not known in which country example.com is, and notifications are sent there by email',
    ],
    ['a text within', notify({ sms: '+8613800138000' }), undefined],
    ['a text abroad', notify({ sms: '+13125550100' }), '/notifications/0/by: +…00 is in US, outside of CN'],
    [
      'a time-stamp authority',
      { evidence: { ...SEED_SETTINGS.evidence, timestampUrl: 'http://tsa.example.org/' } },
      '/evidence/timestampUrl: it is not known in which country tsa.example.org is',
    ],
  ])('%s', (_, given, problem) => {
    const problems = problemsIn(given, IN_CHINA);
    expect(problems).toEqual(problem === undefined ? [] : [expect.stringContaining(problem)]);
    expect(problemsIn(given, { ...IN_CHINA, within: '' })).toEqual([]);
  });

  test('an exception lets its own flow out, and no other', () => {
    const exceptions = [{ flow: 'webhooks', basis: 'standard-contract', reference: 'filing 2026/17' }];
    const out = { ...IN_CHINA, exceptions };
    expect(problemsIn(notify({ webhook: 'https://hooks.example.com/x' }), out)).toEqual([]);
    expect(problemsIn(notify({ email: 'duty@example.com' }), out)).toHaveLength(1);
  });

  test.each([
    [{ within: 'XX' }, `${SWITCH}: unknown country XX`],
    [{ within: 'china' }, `${SWITCH}: must be a two-letter country code`],
    [
      { places: [{ name: 'a.example', country: 'ZZ' }] },
      '/privacy/residency/places/0/country: unknown country ZZ',
    ],
    [
      { places: [{ name: 'https://a', country: 'CN' }] },
      '/privacy/residency/places/0/name: must be the name of a host',
    ],
    [
      { exceptions: [{ flow: 'webhooks', basis: 'exemption', reference: ' ' }] },
      '/privacy/residency/exceptions/0/reference: must name the contract',
    ],
  ])('%j is refused', (within, problem) => {
    expect(problemsIn({}, within)).toEqual([expect.stringContaining(problem)]);
  });
});

describe('where it runs', () => {
  const refused = (deployment: Deployment, within: string, transcribe = false): string[] =>
    refusedCrossings(
      passagesOfDeployment(deployment, { voicemail: { transcribe } }),
      residency({ within }),
    ).map(({ flow, name, articles }) => `${flow}: ${name}, ${articles}`);

  test.each<[string, Deployment, string, string[]]>([
    ['this machine', {}, 'CN', []],
    ['China in China', { cloudRegion: 'cn-north-1' }, 'CN', []],
    ['Frankfurt in China', { cloudRegion: 'eu-central-1' }, 'CN', ['cloud: eu-central-1, PIPL 38–40']],
    ['Frankfurt in the area', { cloudRegion: 'eu-central-1', carrierRegion: 'ie1' }, 'EEA', []],
    ['Ireland for Germany', { cloudRegion: 'eu-west-1' }, 'DE', ['cloud: eu-west-1, GDPR 44–46']],
    ['London for the area', { cloudRegion: 'eu-west-2' }, 'EEA', ['cloud: eu-west-2, GDPR 44–46']],
    ['a region that came later', { cloudRegion: 'eu-far-9' }, 'EEA', ['cloud: eu-far-9, GDPR 44–46']],
    ['Twilio in the United States', { carrierRegion: 'us1' }, 'EEA', ['carrier: Twilio US1, GDPR 28, 44–46']],
    [
      'both laws where ours says nothing of the area’s',
      { carrierRegion: 'au1' },
      'US',
      ['carrier: Twilio AU1, PIPL 21, 38, 39; GDPR 28, 44–46'],
    ],
    [
      'a database elsewhere',
      { databaseUrl: 'https://db.example.com' },
      'CN',
      ['cloud: db.example.com, PIPL 38–40'],
    ],
    ['a database beside it', { databaseUrl: 'http://127.0.0.1:8000' }, 'CN', []],
    [
      'a sign-in service',
      { issuer: 'https://id.example.com/' },
      'CN',
      ['sign-in: id.example.com, PIPL 21, 38, 39'],
    ],
    ['CloudFront', { cloudFront: true }, 'EEA', ['console: CloudFront, GDPR 28, 44–46']],
  ])('%s', (_, deployment, within, problems) => {
    expect(refused(deployment, within)).toEqual(problems);
    expect(refused(deployment, '')).toEqual([]);
  });

  test('messages are written down where the cloud is', () => {
    expect(refused({ cloudRegion: 'us-east-1' }, 'EEA', true)).toEqual([
      'cloud: us-east-1, GDPR 44–46',
      'transcription: us-east-1, GDPR 28, 44–46',
    ]);
  });
});

test('subscriptions and partners', () => {
  const judged = (passages: Parameters<typeof refusedCrossings>[0]): string[] =>
    refusedCrossings(passages, IN_CHINA).map(({ flow, at }) => `${flow} ${at}`);
  const url = 'https://lists.example.com/feed';
  expect(judged(passagesOfSubscription({ url, sightingsUrl: url }, '/terms'))).toEqual([
    'feeds /terms/url',
    'sightings /terms/sightingsUrl',
  ]);
  expect(judged(passagesOfSubscription({ url: '/media/usb/feed' }, '/terms'))).toEqual([]);
  expect(judged([passageOfPartner('bank', undefined, '')])).toEqual([]);
  expect(judged([passageOfPartner('other-bank', undefined, '')])).toEqual(['partners ']);
  expect(judged([passageOfPartner('other-bank', 'fraud@example.cn', '')])).toEqual([]);
});

test('every flow has articles of both laws, and words that end in a clause', () => {
  for (const flow of FLOW_IDS) {
    const { articles, what } = FLOWS[flow];
    expect([articles.pipl, articles.gdpr]).not.toContain('');
    expect(what).toMatch(/ there( by email)?$/);
  }
});

test('every flow but that of alarms is judged', () => {
  const crossing = FLOW_IDS.filter(
    (flow) =>
      crossingOf({ flow, to: { kind: 'worldwide', name: 'x' }, at: '' }, 'CN', IN_CHINA) !== undefined,
  );
  expect(FLOW_IDS.filter((flow) => !crossing.includes(flow))).toEqual(['alarms']);
});

test('what is in many countries is said to be', () => {
  const [crossing] = refusedCrossings(
    passagesOfDeployment({ cloudFront: true }, { voicemail: { transcribe: false } }),
    residency({ within: 'DE' }),
  );
  expect(crossing && crossingWords(crossing, 'DE')).toBe(
    'CloudFront is in many countries, not only in DE, and what staff see passes through there (GDPR 28, 44–46). Do without it, or enter what the transfer rests on under Data residency, Exceptions (console).',
  );
});

test('a domain speaks for the hosts below it, and not for names that end alike', () => {
  const places = [{ name: 'example.cn', country: 'CN' }];
  expect(declaredCountry('Hooks.Example.cn', places)).toBe('CN');
  expect(declaredCountry('notexample.cn', places)).toBeUndefined();
});

test.each([
  ['DE', 'EEA', true],
  ['GB', 'EEA', false],
  ['CH', 'EEA', false],
  ['DE', 'DE', true],
  ['FR', 'DE', false],
])('%s within %s: %s', (country, area, within) => {
  expect(isWithin(country, area)).toBe(within);
});

test('the settings as they are shipped send nothing out by themselves', () => {
  expect(passagesIn(SEED_SETTINGS)).toEqual([]);
});
