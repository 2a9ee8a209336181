// Rights of people over their own data: requests are entered and decided here; what takes long is carried out by the rights
// function.
import { randomUUID } from 'node:crypto';
import type { Language } from '../../../core/basics/language.ts';
import { present } from '../../../core/basics/present.ts';
import type { Identity } from '../../../core/numbers/identity.ts';
import {
  decisionRefusal,
  dueAt,
  type RightsKind,
  type RightsRequest,
  type RightsStatus,
} from '../../../core/rights/rights-request.ts';
import type { RightsChange } from '../../../store/rights/rights-requests.ts';
import { Problem } from '../../http/problem.ts';
import { requestId } from '../../keyed/request-id.ts';
import { suppressionToken } from '../../keyed/suppression-token.ts';
import { dataOf } from '../../rights/copy.ts';
import { linkToCopy } from '../../rights/copy-link.ts';
import type { Runtime } from '../../runtime.ts';
import type { BodyOf, RightsView } from '../contract.ts';
import { numberIn } from '../number-in.ts';
import { answer, pathSegment, requireVersion, type Operations } from '../operation.ts';
import { receivedOn } from '../received-on.ts';
import { correct } from './corrections.ts';
import type { RIGHTS_ROUTES } from './routes.ts';

export const RIGHTS_OPERATIONS: Operations<keyof typeof RIGHTS_ROUTES> = {
  'rights.page': async ({ query, runtime }) => {
    const { items, cursor } = await runtime.store.rights.page(query);
    return answer('rights.page', {
      items: items.map(requestView),
      ...(cursor === undefined ? {} : { cursor }),
    });
  },

  'rights.get': async ({ path, runtime }) => {
    const found = await requireRequest(path, runtime);
    return answer('rights.get', requestView(found), found.version);
  },

  'rights.post': async ({ body, writeKey, subject, runtime }) => {
    const { kind, text, words, language, proof } = body;
    const number = await numberIn(body.number, 'body /number', runtime);
    const receivedAt = await receivedOn(body.receivedAt, runtime);
    const opened = await open(
      { kind, number, text, words, language, receivedAt, by: subject.id, note: proof, status: 'open' },
      writeKey,
      runtime,
    );
    return {
      ...answer('rights.post', requestView(opened), opened.version),
      statusCode: 201,
      audit: { record: opened.id, act: opened.id, detail: kind },
    };
  },

  'rights.decide': async ({ path, body, ifMatch, writeKey, subject, runtime }) => {
    const found = await requireRequest(path, runtime);
    if (writeKey !== undefined && found.writeKey === writeKey)
      return answer('rights.decide', requestView(found), found.version);
    requireVersion(ifMatch, found.version);
    requireDecidable(found, body);
    const deciding = { at: runtime.now().toISOString(), by: subject.id };
    const corrected = body.decision === 'answer' ? await correct(found, body, deciding, runtime) : undefined;
    const change = changeFor(body, { ...deciding, note: corrected });
    const decided = await runtime.store.rights.change(found, { ...change, writeKey });
    return {
      ...answer('rights.decide', requestView(decided), decided.version),
      audit: {
        record: decided.id,
        detail: corrected === undefined ? body.decision : `${body.decision}; ${corrected}`,
      },
    };
  },

  'rights.link': async ({ path, runtime }) => {
    const found = await requireRequest(path, runtime);
    const link = await linkToCopy(found, runtime);
    if (link === undefined)
      throw new Problem('conflict', 'There is no copy to fetch: it was not made, or its week is over.');
    return {
      ...answer('rights.link', link),
      audit: { record: found.id, act: runtime.now().toISOString() },
    };
  },

  'people.export': async ({ path, query: { language }, runtime }) => {
    const number = await numberIn(pathSegment(path, 'number'), 'path /number', runtime);
    const data = await dataOf(number, language, runtime);
    return {
      ...answer('people.export', data as never),
      audit: { record: number, detail: `${String(Object.values(data.records).flat().length)} records` },
    };
  },

  'people.erase': async ({ path, body, writeKey, subject, runtime }) => {
    const number = await numberIn(pathSegment(path, 'number'), 'path /number', runtime);
    const { why, words, language } = body;
    const receivedAt = runtime.now().toISOString();
    const opened = await open(
      { kind: 'erase', number, words, language, receivedAt, by: subject.id, note: why, status: 'working' },
      writeKey,
      runtime,
    );
    return {
      ...answer('people.erase', requestView(opened), opened.version),
      statusCode: 202,
      // The entry must not bring back what is about to be erased.
      audit: { record: opened.id, act: opened.id, detail: 'everything about a number' },
    };
  },

  'people.unblock': async ({ path, runtime }) => {
    const number = await numberIn(pathSegment(path, 'number'), 'path /number', runtime);
    const token = suppressionToken(await runtime.secrets(), number);
    const ended = await runtime.store.suppressions.lift(token);
    return {
      ...answer('people.unblock', { ended }),
      audit: { record: token, detail: ended ? 'block after erasure ended' : 'there was none' },
    };
  },
};

interface Opening {
  readonly kind: RightsKind;
  readonly status: Extract<RightsStatus, 'open' | 'working'>;
  readonly number: Identity;
  readonly text?: string | undefined;
  readonly words?: readonly string[] | undefined;
  readonly language?: Language | undefined;
  readonly receivedAt: string;
  readonly by: string;
  /** How it was shown that the number is theirs. */
  readonly note: string;
}

async function open(
  { kind, status, number, text, words, language, receivedAt, by, note }: Opening,
  writeKey: string | undefined,
  runtime: Runtime,
): Promise<RightsRequest> {
  const at = runtime.now().toISOString();
  const { hotline } = await runtime.settings.current();
  return runtime.store.rights.open({
    ...present({ text, words, writeKey }),
    ...(status === 'working' ? { decidedBy: by, decidedAt: at } : {}),
    // The same request sent again is the same request.
    id: requestId(writeKey ?? randomUUID(), new Date(at)),
    kind,
    status,
    number,
    token: suppressionToken(await runtime.secrets(), number),
    channel: 'staff',
    proof: 'staff',
    language: language ?? hotline.language,
    receivedAt,
    dueAt: dueAt(receivedAt),
    history: [{ at, by, status, note }],
    version: 1,
  });
}

/** @throws {Problem} conflict, invalid-request */
function requireDecidable(found: RightsRequest, { decision }: BodyOf<'rights.decide'>): void {
  switch (decisionRefusal(found, decision)) {
    case 'decided-already':
      throw new Problem('conflict', `This request is ${found.status}: nothing can be decided about it now.`);
    case 'not-proven':
      throw new Problem(
        'conflict',
        'Nobody has shown yet that the number is theirs: wait for the call from it, or refuse.',
      );
    case 'needs-words':
      throw new Problem('invalid-request', 'This request is answered in words: send {"decision":"answer"}.');
    case undefined:
      return;
  }
}

interface Deciding {
  readonly at: string;
  readonly by: string;
  readonly note?: string | undefined;
}

function changeFor(body: BodyOf<'rights.decide'>, { at, by, note }: Deciding): RightsChange {
  const decided = { decidedBy: by, decidedAt: at };
  switch (body.decision) {
    case 'carry-out':
      return { ...decided, event: { at, by, status: 'working' } };
    case 'answer':
      return { ...decided, answer: body.answer, event: { at, by, status: 'done', ...present({ note }) } };
    case 'refuse':
      return { ...decided, refusal: body.refusal, answer: body.answer, event: { at, by, status: 'refused' } };
  }
}

/** @throws {Problem} not-found */
async function requireRequest(
  path: Readonly<Record<string, string>>,
  { store }: Runtime,
): Promise<RightsRequest> {
  const id = pathSegment(path, 'request');
  const found = await store.rights.get(id);
  if (found === undefined) throw new Problem('not-found', `There is no request ${id.slice(0, 60)}.`);
  return found;
}

function requestView({
  token: _,
  leaseUntil: __,
  writeKey: ___,
  dueTold: ____,
  copy,
  ...rest
}: RightsRequest): RightsView {
  if (copy === undefined) return rest;
  const { key: _____, ...told } = copy;
  return { ...rest, copy: told };
}
