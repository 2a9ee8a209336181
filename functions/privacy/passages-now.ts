// What goes where beside what the settings say: by where the hotline runs, by subscriptions, and to partners. Data residency
// refuses settings, subscriptions and partners by it.
import {
  passageOfPartner,
  passagesIn,
  passagesOfDeployment,
  passagesOfSubscription,
} from '../../core/privacy/passages.ts';
import { SWITCH, type Passage } from '../../core/privacy/residency.ts';
import { residencyProblems } from '../../core/settings/settings-check.ts';
import type { Settings } from '../../core/settings/settings.ts';
import type { Partner } from '../../core/sharing/partner.ts';
import { Problem } from '../http/problem.ts';
import type { Runtime } from '../runtime.ts';

/** Everything that these settings would let out here. */
export const allPassages = async (settings: Settings, runtime: Runtime): Promise<readonly Passage[]> => [
  ...passagesIn(settings),
  ...(await passagesBeside(settings, runtime)),
];

async function passagesBeside(settings: Settings, { deployment, store }: Runtime): Promise<Passage[]> {
  const [subscriptions, partners] = await Promise.all([store.subscriptions.all(), store.partners.all()]);
  return [
    ...passagesOfDeployment(deployment, settings),
    ...subscriptions.flatMap(({ terms }) => passagesOfSubscription(terms, SWITCH)),
    ...partners.filter(({ state }) => state !== 'ended').map((partner) => partnerPassage(partner, SWITCH)),
  ];
}

export const partnerPassage = ({ name, terms }: Pick<Partner, 'name' | 'terms'>, at: string): Passage =>
  passageOfPartner(name, terms.contact.email, at);

/**
 * What data residency refuses of where the hotline runs and of what it is connected with. What the document itself says,
 * `checkSettings` has judged.
 * @throws {Problem} invalid-settings
 */
export async function requireResident(settings: Settings, runtime: Runtime): Promise<void> {
  const problems = residencyProblems(settings, await passagesBeside(settings, runtime));
  if (problems.length === 0) return;
  const detail = problems.map(({ at, problem }) => `${at}: ${problem}`).join('; ');
  throw new Problem('invalid-settings', detail, { problems });
}

/** @throws {Problem} invalid-request, where data residency refuses one of them */
export async function requirePassages(passages: readonly Passage[], { settings }: Runtime): Promise<void> {
  const problems = residencyProblems(await settings.current(), passages);
  if (problems.length > 0)
    throw new Problem(
      'invalid-request',
      problems.map(({ at, problem }) => `body ${at}: ${problem}`).join('; '),
    );
}
