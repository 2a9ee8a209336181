// Requests about personal data from the privacy page. Anybody can write anybody's number here, so a request waits for a call
// from that number with the code; before it, nobody is told whether anything is kept about the number.
import { MINUTE_MS } from '../../core/basics/durations.ts';
import { present } from '../../core/basics/present.ts';
import { CODE_MINUTES } from '../../core/cases/page-appeal.ts';
import { menuEntries } from '../../core/departments/menu-entries.ts';
import { dueAt, type RightsRequest } from '../../core/rights/rights-request.ts';
import type { HttpEvent, HttpResult } from '../http/lambda-http.ts';
import { Problem } from '../http/problem.ts';
import { checked, queryOf } from '../http/read-request.ts';
import { appealCode } from '../keyed/case-numbers.ts';
import { requestId, requestSecret } from '../keyed/request-id.ts';
import { suppressionToken } from '../keyed/suppression-token.ts';
import { linkToCopy } from '../rights/copy-link.ts';
import { RIGHTS_WORDS } from '../rights/rights-words.ts';
import type { Runtime } from '../runtime.ts';
import { PUBLIC_CONTRACT, type RightsState, type RightsTaken } from './contract.ts';
import { takePlace } from './limits.ts';
import { requireAsked } from './asked-request.ts';
import { mayCall } from './proof-call.ts';
import { claimSolution, json, numberIn, openForm } from './reports.ts';

export async function takeRightsRequest(event: HttpEvent, runtime: Runtime): Promise<HttpResult> {
  const { settings, text, body } = await openForm('public.rights', event, runtime);
  const number = numberIn(body.number, settings);
  if (number === undefined) throw new Problem('invalid-request', 'number is required.');
  const sent = await claimSolution(event, text, body.altcha, runtime);
  const { network } = await takePlace('rights', sent, event, runtime, number);
  const secrets = await runtime.secrets();
  const now = runtime.now();
  const receivedAt = now.toISOString();
  const { kind, language = settings.hotline.language } = body;
  const { id } = await runtime.store.rights.open({
    ...present({ text: body.text === '' ? undefined : body.text }),
    id: requestId(`page:${sent}`, now),
    kind,
    status: 'unproven',
    number,
    token: suppressionToken(secrets, number),
    channel: 'page',
    language,
    receivedAt,
    dueAt: dueAt(receivedAt),
    history: [{ at: receivedAt, by: 'privacy-page', status: 'unproven' }],
    version: 1,
  });
  const waiting = requestSecret(secrets, id);
  const until = new Date(now.getTime() + CODE_MINUTES * MINUTE_MS).toISOString();
  const request = { id, kind, dueAt: dueAt(receivedAt) };
  await runtime.store.appeals.open(number, { id: waiting, language, until, network, request }, now);
  const key = menuEntries(settings).find(({ choice }) => choice === 'personal-data')?.key;
  return json(201, {
    token: `${id}.${waiting}`,
    code: appealCode(secrets.challengeKey, number, waiting),
    call: settings.hotline.number,
    ...present({ key }),
    canCall: mayCall(number, settings, now),
    until,
  } satisfies RightsTaken);
}

/** It can be asked while the page takes no new requests too. */
export async function tellRightsState(event: HttpEvent, runtime: Runtime): Promise<HttpResult> {
  checked(PUBLIC_CONTRACT['public.rights-state'].query, queryOf(event), 'query');
  return json(200, await stateOf(await requireAsked(event, runtime), runtime));
}

async function stateOf(found: RightsRequest, runtime: Runtime): Promise<RightsState> {
  const { id, kind, status, dueAt: due } = found;
  if (status === 'unproven') {
    const until = Date.parse(found.receivedAt) + CODE_MINUTES * MINUTE_MS;
    return { state: runtime.now().getTime() < until ? 'waiting' : 'expired' };
  }
  // What went wrong inside is for the staff, who try again; the person's request is still being worked on.
  const state = status === 'failed' ? 'working' : status;
  const copy = await copyOf(found, runtime);
  return { state, kind, request: id, dueAt: due, ...present({ answer: answerOf(found), copy }) };
}

function answerOf({ status, kind, language, refusal, answer }: RightsRequest): string | undefined {
  const words = RIGHTS_WORDS[language];
  if (status === 'refused')
    return [...(refusal === undefined ? [] : [words.refusals[refusal]]), ...(answer ?? '').split('\n')]
      .filter((line) => line !== '')
      .join('\n');
  if (status !== 'done') return undefined;
  return answer ?? (kind === 'copy' ? words.copyMade : undefined);
}

async function copyOf(found: RightsRequest, runtime: Runtime): Promise<RightsState['copy']> {
  const link = await linkToCopy(found, runtime);
  return link === undefined || found.copy === undefined
    ? undefined
    : { url: link.url, fileName: link.fileName, until: found.copy.until };
}
