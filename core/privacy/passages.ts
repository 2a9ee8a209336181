// What goes where: of the settings, of where the hotline runs, of subscriptions and partners. What each may, `residency.ts`
// judges.
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { NotificationTarget } from '../messages/notification.ts';
import { isFolder, type SubscriptionTerms } from '../subscriptions/subscription.ts';
import type { Deployment } from './deployment.ts';
import { carrierPlace, cloudPlace, mailPlace, urlPlace, type Place } from './places.ts';
import { SWITCH, type Passage } from './residency.ts';

/** Settings, as far as something goes where they say. */
interface FlowSettings {
  readonly notifications: readonly NotificationTarget[];
  readonly evidence: { readonly timestampUrl: string };
  readonly voicemail: { readonly transcribe: boolean };
}

export const passagesIn = (settings: FlowSettings): readonly Passage[] => [
  ...settings.notifications.map(({ by }, index) =>
    notificationPassage(by, `/notifications/${String(index)}/by`),
  ),
  ...(settings.evidence.timestampUrl === ''
    ? []
    : [
        {
          flow: 'time-stamps',
          to: urlPlace(settings.evidence.timestampUrl),
          at: '/evidence/timestampUrl',
        } as const,
      ]),
];

function notificationPassage(by: NotificationTarget['by'], at: string): Passage {
  if ('email' in by) return { flow: 'email', to: mailPlace(by.email), at };
  if ('sms' in by) return { flow: 'texts', to: numberPlace(by.sms), at };
  return { flow: 'webhooks', to: urlPlace(by.webhook), at };
}

function numberPlace(number: string): Place {
  const country = parsePhoneNumberFromString(number)?.country;
  const name = `+…${number.slice(-2)}`;
  return country === undefined ? { kind: 'name', name } : { kind: 'country', country, name };
}

/** @param settings transcription on AWS is there only where messages are written down */
export function passagesOfDeployment(
  { cloudRegion, databaseUrl, carrierRegion, issuer, cloudFront = false }: Deployment,
  { voicemail }: Pick<FlowSettings, 'voicemail'>,
): readonly Passage[] {
  const cloud: Place = cloudRegion === undefined ? { kind: 'here' } : cloudPlace(cloudRegion);
  const passage = (flow: Passage['flow'], to: Place, at = SWITCH): Passage => ({ flow, to, at });
  return [
    passage('cloud', cloud),
    ...(databaseUrl === undefined ? [] : [passage('cloud', urlPlace(databaseUrl))]),
    ...(carrierRegion === undefined ? [] : [passage('carrier', carrierPlace(carrierRegion))]),
    ...(voicemail.transcribe ? [passage('transcription', cloud, '/voicemail/transcribe')] : []),
    ...(issuer === undefined ? [] : [passage('sign-in', urlPlace(issuer))]),
    ...(cloudFront ? [passage('console', { kind: 'worldwide', name: 'CloudFront' })] : []),
  ];
}

/** @param at where the answer names it */
export const passagesOfSubscription = (
  { url, sightingsUrl }: Pick<SubscriptionTerms, 'url' | 'sightingsUrl'>,
  at: string,
): readonly Passage[] => [
  { flow: 'feeds', to: isFolder(url) ? { kind: 'here' } : urlPlace(url), at: `${at}/url` },
  ...(sightingsUrl === undefined
    ? []
    : [{ flow: 'sightings', to: urlPlace(sightingsUrl), at: `${at}/sightingsUrl` } as const]),
];

/** A partner fetches by itself, from wherever it is: its contact’s domain stands for it, else its name. */
export const passageOfPartner = (name: string, email: string | undefined, at: string): Passage => ({
  flow: 'partners',
  to: email === undefined ? { kind: 'name', name } : mailPlace(email),
  at,
});
