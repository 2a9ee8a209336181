// What the office answers: the routes of the table except those of calls, the simulated carrier's REST API, the
// simulator, people, evidence packages, the time-stamp authority, and the files of the console.
import type { ServerResponse } from 'node:http';
import type { Carrier } from '../../carrier/carrier.ts';
import type { HttpEvent, HttpResult } from '../../functions/http/lambda-http.ts';
import type { Route } from '../../functions/routes.ts';
import { matchRoute, splitTarget, toEvent } from '../../in-process/api-gateway.ts';
import type { ConsoleSite } from '../console-site.ts';
import type { EvidenceFolder } from '../evidence/evidence-folder.ts';
import { answerQuery, AUTHORITY_PATH, type TimeStampAuthority } from '../evidence/time-stamp-authority.ts';
import type { PeopleApi } from '../people/people-api.ts';
import type { Simulator } from '../simulator.ts';
import { sendJson, sendResult, type Answer, type PartRequest } from './part-server.ts';

type OfficeFunction = Exclude<Route['function'], 'voice'>;

export interface OfficeAnswers {
  readonly handlers: Readonly<Record<OfficeFunction, (event: HttpEvent) => Promise<HttpResult>>>;
  readonly carrier: Carrier;
  readonly simulator: Simulator;
  readonly people: PeopleApi;
  readonly site: ConsoleSite;
  readonly evidence: EvidenceFolder;
  readonly authority: TimeStampAuthority;
}

export const answerWith =
  ({ handlers, carrier, simulator, people, site, evidence, authority }: OfficeAnswers): Answer =>
  async (request, response) => {
    const { incoming, body, method } = request;
    const { rawPath } = splitTarget(request.target);
    if (rawPath.startsWith('/2010-04-01/')) return answerRest(request, response, carrier);
    if (rawPath.startsWith('/simulator/')) {
      simulator.handle(incoming, body, response);
      return;
    }
    if (rawPath === AUTHORITY_PATH) return answerQuery(authority, incoming, body, response);
    if (await evidence.serve(incoming, response)) return;
    const aboutPeople = people.answer({
      method,
      path: rawPath,
      authorization: request.headers.authorization,
      body: body.toString(),
      address: request.sourceIp,
    });
    if (aboutPeople !== undefined) {
      sendResult(response, await aboutPeople);
      return;
    }
    const matched = matchRoute(method, rawPath);
    if (matched === undefined) {
      if (!(await site.handle(incoming, rawPath, response)))
        sendJson(response, 404, { message: 'Not Found' });
      return;
    }
    const { function: name } = matched.route;
    if (name === 'voice') sendJson(response, 404, { message: 'Not Found' });
    else sendResult(response, await handlers[name](toEvent(matched, request)));
  };

async function answerRest(request: PartRequest, response: ServerResponse, carrier: Carrier): Promise<void> {
  const { rawPath, rawQueryString } = splitTarget(request.target);
  const answer = await carrier.handleRest({
    method: request.method,
    path: rawPath,
    query: new URLSearchParams(rawQueryString),
    authorization: request.headers.authorization,
    form: new URLSearchParams(request.body.toString()),
  });
  const headers = { 'content-type': answer.contentType, 'content-length': answer.body.byteLength };
  response.writeHead(answer.status, headers).end(answer.body);
}
