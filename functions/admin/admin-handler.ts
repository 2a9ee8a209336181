// The API behind the console, top to bottom: route, token, role, request against the contract, operation, audit log,
// answer.
import * as z from 'zod';
import { InvalidCursorError } from '../../store/database/cursor.ts';
import { ConflictError, VersionConflictError } from '../../store/database/errors.ts';
import { commit, defer } from '../commit.ts';
import { createAuthenticate, requireRole } from '../http/authorize.ts';
import { bodyBytes, bodyText, type HttpEvent, type HttpResult } from '../http/lambda-http.ts';
import { Problem, problemResult, statusOf } from '../http/problem.ts';
import { outageProblem } from '../http/outage-problem.ts';
import { requireSameRequest } from '../http/repeated-request.ts';
import { checked, parseJson, pathOf, queryOf, writeKeyOf } from '../http/read-request.ts';
import { isAudited, isLook, ROUTES, routeKey, type AdminRouteId } from '../routes.ts';
import type { Runtime } from '../runtime.ts';
import { entryOf, requireReason, unconfirmedEntry } from './audit-entry.ts';
import { Looks } from './looks.ts';
import { CONTRACT, type OperationContract } from './contract.ts';
import { viewOf, type View } from './masking.ts';
import type { Operation, OperationInput } from './operation.ts';
import { OPERATIONS } from './operations.ts';

const ADMIN_ROUTES = Object.keys(OPERATIONS) as AdminRouteId[];
const ROUTE_BY_KEY = new Map<string, AdminRouteId>(ADMIN_ROUTES.map((id) => [routeKey(ROUTES[id]), id]));

export function createAdminHandler(runtime: Runtime): (event: HttpEvent) => Promise<HttpResult> {
  const authenticate = createAuthenticate(runtime);
  const looks = new Looks();
  return async (event) => {
    const id = ROUTE_BY_KEY.get(event.routeKey);
    if (id === undefined) return problemResult(new Problem('not-found', 'No such API route.'));
    let view: View | undefined;
    try {
      const subject = await authenticate(event.headers.authorization);
      requireRole(subject, ROUTES[id].auth);
      view = viewOf(id, subject, runtime);
      const request = await view.asked(readRequest(id, event));
      requireReason(id, subject, { event, input: request });
      await requireSameRequest(event, request.writeKey, subject.id, runtime);
      const result = await perform(id, event, { ...request, subject, runtime }, looks);
      runtime.log.info('api', { route: id, subject: subject.id });
      return await view.shown(result);
    } catch (error) {
      const problem = asProblem(error);
      if (!(error instanceof Problem) && isOurFault(problem)) {
        runtime.log.error('api failed', { route: id, error });
      }
      const refusal = problemResult(problem);
      return view === undefined ? refusal : view.shown(refusal);
    }
  };
}

/** What was done is in the audit log before the answer goes out, or in the queue to it. */
async function perform(
  id: AdminRouteId,
  event: HttpEvent,
  input: OperationInput<AdminRouteId>,
  looks: Looks,
): Promise<HttpResult> {
  const { runtime } = input;
  const operation = OPERATIONS[id] as Operation<AdminRouteId>;
  const done = isAudited(id) ? { id, event, input, at: runtime.now() } : undefined;
  try {
    const outcome = await operation(input);
    if (done !== undefined && isLook(id)) await looks.note(done, outcome, runtime);
    else {
      const entry = done && entryOf(done, outcome);
      if (entry !== undefined) await commit([{ kind: 'audit', entry }], runtime);
    }
    const { audit: _, ...result } = outcome;
    return result;
  } catch (error) {
    if (done !== undefined && writesRecords(done.id) && !(error instanceof Problem)) {
      // The store is unwell or refused it: it is not asked to write this as well.
      const entry = unconfirmedEntry(done);
      await defer({ kind: 'commit', effects: [{ kind: 'audit', entry }] }, runtime);
    }
    throw error;
  }
}

const isOurFault = ({ kind }: Problem): boolean => statusOf(kind) >= 500 || kind === 'too-large';

function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof InvalidCursorError)
    return new Problem('invalid-request', `query /cursor: ${error.message}.`);
  if (error instanceof ConflictError) return new Problem('conflict', conflictWords(error));
  return outageProblem(error) ?? new Problem('internal', 'An unexpected error occurred. It was logged.');
}

function conflictWords(error: ConflictError): string {
  const again = 'Read it again, then try again.';
  if (!(error instanceof VersionConflictError)) return again;
  return error.version === 0
    ? `Somebody else deleted it at this moment. ${again}`
    : `Somebody else changed it at this moment: it is at version ${String(error.version)} now. ${again}`;
}

// --- the request ------------------------------------------------------------------------------------------------

type Request = Omit<OperationInput<AdminRouteId>, 'subject' | 'runtime'>;

function readRequest(id: AdminRouteId, event: HttpEvent): Request {
  const contract: OperationContract = CONTRACT[id];
  const body = bodyText(event);
  return {
    path: pathOf(event),
    query: checked(contract.query ?? z.unknown(), queryOf(event), 'query') as Request['query'],
    body: bodyOf(contract, event, body) as Request['body'],
    ifMatch: readIfMatch(event.headers['if-match']),
    writeKey: writesRecords(id) ? writeKeyOf(event, body) : undefined,
  };
}

/** A question changes nothing, whatever method it comes with: it may be repeated, and no key of it is remembered. */
const writesRecords = (id: AdminRouteId): boolean => ROUTES[id].method !== 'GET' && isAudited(id);

function bodyOf({ body: schema, bodyType }: OperationContract, event: HttpEvent, body: string): unknown {
  if (schema === undefined) return undefined;
  if (bodyType !== undefined) return bodyBytes(event);
  return checked(schema, body.trim() === '' ? {} : parseJson(body), 'body');
}

/** Our ETags are version numbers; anything else was never handed out and matches nothing. */
function readIfMatch(header: string | undefined): Request['ifMatch'] {
  if (header === undefined) return undefined;
  if (header.trim() === '*') return 'any';
  const version = /^\s*(?:W\/)?"(\d+)"\s*$/.exec(header)?.[1];
  return version === undefined ? -1 : Number(version);
}
