// Appeals from the page: "my number is blocked". Anybody can write anybody's number here, so nothing follows before a
// call from that number has shown whose it is; and whether a number is blocked is not told.
import { MINUTE_MS } from '../../core/basics/durations.ts';
import { createHmac } from 'node:crypto';
import { CODE_MINUTES } from '../../core/cases/page-appeal.ts';
import { parseIdentity, type Identity } from '../../core/numbers/identity.ts';
import type { HttpEvent, HttpResult } from '../http/lambda-http.ts';
import { Problem } from '../http/problem.ts';
import { checked, pathOf, queryOf } from '../http/read-request.ts';
import type { Runtime } from '../runtime.ts';
import { appealCode, caseNumberCandidates, pinOf } from '../keyed/case-numbers.ts';
import { PUBLIC_CONTRACT, type AppealState, type AppealTaken } from './contract.ts';
import { takePlace } from './limits.ts';
import { claimSolution, json, numberIn, openForm, openSettings } from './reports.ts';

export async function takeAppeal(event: HttpEvent, runtime: Runtime): Promise<HttpResult> {
  const { settings, text, body } = await openForm('public.appeal', event, runtime);
  const number = numberIn(body.number, settings);
  if (number === undefined) throw new Problem('invalid-request', 'number is required.');
  const request = await claimSolution(event, text, body.altcha, runtime);
  const { network } = await takePlace('appeal', request, event, runtime, number);
  const { challengeKey } = await runtime.secrets();
  const id = createHmac('sha256', challengeKey).update(`appeal:${request}`).digest('hex').slice(0, 32);
  const { description, language = settings.hotline.language } = body;
  const now = runtime.now();
  const until = new Date(now.getTime() + CODE_MINUTES * MINUTE_MS).toISOString();
  const written = description === undefined || description === '' ? {} : { description };
  await runtime.store.appeals.open(number, { id, language, until, network, ...written }, now);
  return json(201, {
    token: tokenOf(number, id),
    code: appealCode(challengeKey, number, id),
    call: settings.hotline.number,
    until,
  } satisfies AppealTaken);
}

export async function tellAppealState(event: HttpEvent, runtime: Runtime): Promise<HttpResult> {
  checked(PUBLIC_CONTRACT['public.appeal-state'].query, queryOf(event), 'query');
  await openSettings(runtime);
  const asked = readToken(pathOf(event).token ?? '');
  const appeal = asked === undefined ? undefined : await runtime.store.appeals.get(asked.number, asked.id);
  if (appeal === undefined) throw new Problem('not-found', 'There is no such appeal, or it has expired.');
  const { provenBy, until } = appeal;
  if (provenBy !== undefined) return json(200, await openedBy(provenBy, runtime));
  const waits = Date.parse(until) > runtime.now().getTime();
  return json(200, { state: waits ? 'waiting' : 'expired' } satisfies AppealState);
}

/** The case of the call that keyed the code; it may still be on its way into the store. */
async function openedBy(callSid: string, { secrets, store }: Runtime): Promise<AppealState> {
  const { challengeKey } = await secrets();
  const owners = await store.cases.owners(caseNumberCandidates(challengeKey, callSid));
  const caseNumber = [...owners.entries()].find(([, owner]) => owner === callSid)?.[0];
  const found = caseNumber === undefined ? undefined : await store.cases.get(caseNumber);
  if (found === undefined) return { state: 'waiting' };
  const pin = pinOf(challengeKey, found.caseNumber);
  return { state: 'opened', caseNumber: found.caseNumber, pin, dueAt: found.dueAt };
}

/** The token names the number and the appeal. The appeal's id cannot be guessed, and this protects it. */
const tokenOf = (number: Identity, id: string): string =>
  `${Buffer.from(number).toString('base64url')}.${id}`;

function readToken(token: string): { readonly number: Identity; readonly id: string } | undefined {
  const [encoded = '', id = ''] = token.split('.');
  const number = parseIdentity(Buffer.from(encoded, 'base64url').toString('utf8'));
  return number === undefined || !/^[0-9a-f]{32}$/.test(id) ? undefined : { number, id };
}
