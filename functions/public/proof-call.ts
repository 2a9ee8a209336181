// The hotline calls a number, so that somebody who asked on the privacy page can show that it is theirs where the network
// vouches for no call from it. The code of the page is entered in that call: who picks up without it can do nothing, and
// a mailbox proves nothing. Such calls cost money and may disturb, so they are counted by number, network and day.
import { CODE_MINUTES } from '../../core/cases/page-appeal.ts';
import { DAY_MS, MINUTE_MS } from '../../core/basics/durations.ts';
import { dayOf, minutesFor } from '../../core/departments/day-limit.ts';
import { departmentOrDefault } from '../../core/departments/department.ts';
import { ownNumbers } from '../../core/departments/staff.ts';
import { wallClock } from '../../core/hours/hours.ts';
import { companyNumbers } from '../../core/numbers/hotline-settings.ts';
import type { Identity } from '../../core/numbers/identity.ts';
import type { RightsRequest } from '../../core/rights/rights-request.ts';
import { isCheapToCall } from '../../core/settings/dial-targets.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { stepUrl } from '../../twiml/step-url.ts';
import type { HttpEvent, HttpResult } from '../http/lambda-http.ts';
import { Problem } from '../http/problem.ts';
import { checked, queryOf } from '../http/read-request.ts';
import { pseudonym } from '../keyed/pseudonym.ts';
import type { Runtime } from '../runtime.ts';
import { PUBLIC_CONTRACT } from './contract.ts';
import { takePlace } from './limits.ts';
import { json } from './reports.ts';
import { requireAsked } from './asked-request.ts';

/** Calls to one number in a day, whoever asks for them. */
const MOST_TO_NUMBER = 2;
/** By the clocks of the hotline's main department: nobody is woken. */
const FROM = '08:00';
const UNTIL = '21:00';

/** Says nothing of the number but its country and kind. */
export function mayCall(number: Identity, settings: Settings, now: Date): boolean {
  const { clock } = wallClock(departmentOrDefault(settings, undefined).timeZone, now);
  return (
    settings.privacy.proofCallsPerDay > 0 &&
    clock >= FROM &&
    clock < UNTIL &&
    isCheapToCall(number, settings.hotline.region)
  );
}

/** @throws {Problem} not-found, invalid-request, too-many-requests, call-failed */
export async function callToProve(event: HttpEvent, runtime: Runtime): Promise<HttpResult> {
  checked(PUBLIC_CONTRACT['public.rights-call'].query, queryOf(event), 'query');
  const found = await requireAsked(event, runtime);
  const settings = await runtime.settings.current();
  const number = await requireCallable(found, settings, runtime);
  await takePlace('rights-call', event.requestContext.requestId, event, runtime);
  await takeCall(number, event.requestContext.requestId, settings, runtime);
  const url = stepUrl(runtime.publicUrl, {
    step: 'proof-call',
    attempt: 1,
    language: found.language,
    admission: 'unverified',
    attestation: 'none',
    mailbox: 'open',
  });
  try {
    await runtime.carrier.placeCall({ from: settings.hotline.number, to: number, url });
  } catch (error) {
    runtime.log.error('the call to confirm a privacy request could not be placed', {
      requestId: found.id,
      error,
    });
    throw new Problem('call-failed', 'The carrier did not take the call. Please call the hotline instead.');
  }
  return json(202, { state: 'calling' });
}

async function requireCallable(
  { status, number, receivedAt }: RightsRequest,
  settings: Settings,
  { store, now }: Runtime,
): Promise<Identity> {
  const waitsUntil = Date.parse(receivedAt) + CODE_MINUTES * MINUTE_MS;
  if (status !== 'unproven' || number === undefined || waitsUntil <= now().getTime())
    throw new Problem('not-found', 'There is no such request, or it has expired.');
  const ours: readonly string[] = [...ownNumbers(settings), ...companyNumbers(settings)];
  const listing = (await store.listings.get(number))?.listing;
  if (!mayCall(number, settings, now()) || ours.includes(number) || listing?.list === 'never-block')
    throw new Problem('invalid-request', 'This number is not called. Please call the hotline from it.');
  return number;
}

/** @throws {Problem} too-many-requests */
async function takeCall(
  number: Identity,
  id: string,
  settings: Settings,
  { store, secrets, now, log }: Runtime,
): Promise<void> {
  const { pseudonymKey } = await secrets();
  const day = dayOf(settings, now());
  const own = { id, at: now().getTime() };
  const expiresAt = new Date(own.at + 2 * DAY_MS).toISOString();
  const has = async (name: string, most: number): Promise<boolean> => {
    const counted = await store.limits.add(`rights-call:${name}:${day}`, own, expiresAt);
    if (counted.length <= most) return true;
    await store.limits.remove(`rights-call:${name}:${day}`, [own]);
    return false;
  };
  const most = minutesFor({ admission: 'unverified', urgent: 'no' }, settings);
  const allowed =
    (await has(`number:${pseudonym(pseudonymKey, number)}`, MOST_TO_NUMBER)) &&
    (await has('all', settings.privacy.proofCallsPerDay)) &&
    (most === undefined || (await store.dayUse.take('minutes', day, { count: 1, most })));
  if (allowed) return;
  log.warn('no more calls to confirm privacy requests today', { problem: 'rights-call' });
  throw new Problem(
    'too-many-requests',
    'No more calls are placed to this number today. Please call the hotline.',
  );
}
