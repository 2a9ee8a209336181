// What the audit log says of a request to the API.
import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { AuditedOperation, AuditEntry } from '../../core/call/audit.ts';
import type { HttpEvent } from '../http/lambda-http.ts';
import { Problem } from '../http/problem.ts';
import type { Subject } from '../http/subject.ts';
import { needsReason, ROUTES, type AdminRouteId, type AuditedRouteId, type Route } from '../routes.ts';
import type { AuditNote, OperationInput, Outcome } from './operation.ts';

export interface Done {
  readonly id: AuditedRouteId;
  readonly event: HttpEvent;
  readonly input: Pick<OperationInput<AdminRouteId>, 'path' | 'query' | 'body' | 'writeKey' | 'subject'>;
  readonly at: Date;
}

const MOST_CHARACTERS = 500;

/** Undefined where nothing was done. */
export function entryOf(done: Done, { audit = {}, headers }: Outcome): AuditEntry | undefined {
  if (audit === 'nothing-done') return undefined;
  return entry(done, audit, audit.key ?? keyOf(done, audit.act ?? String(headers?.etag ?? '')));
}

/** Of a write that the store did not confirm: it may have been made, in part or whole. */
export const unconfirmedEntry = (done: Done): AuditEntry =>
  entry(done, { detail: 'not confirmed: it failed midway' }, requestKey(done));

/** One an hour for each person, record and reason, however often they look. */
export function lookOf(done: Done, { audit = {} }: Outcome): AuditEntry | undefined {
  if (audit === 'nothing-done') return undefined;
  const look = entry(done, audit, '');
  const hour = look.at.slice(0, 'YYYY-MM-DDTHH'.length);
  const text = JSON.stringify([look.by, look.action, look.record, look.why, hour]);
  return { ...look, key: `look:${createHash('sha256').update(text).digest('base64url')}` };
}

function entry(done: Done, { record, detail }: AuditNote, key: string): AuditEntry {
  const { id, input, at } = done;
  const why = whyOf(done) ?? (needsReason(id) ? NO_REASON : undefined);
  return {
    key,
    at: at.toISOString(),
    by: plain(input.subject.id),
    action: actionOf(id),
    record: plain(record ?? (Object.values(input.path).join(' ') || (id.split('.')[0] ?? id))),
    ...(detail === undefined ? {} : { detail: plain(detail) }),
    ...(why === undefined ? {} : { why: plain(why) }),
  };
}

/** Of the admin token, where a person would have had to give a reason. */
const NO_REASON = 'reason not given';

interface Asked {
  readonly event: HttpEvent;
  readonly input: Pick<Done['input'], 'body' | 'query'>;
}

/** @throws {Problem} reason-needed, where the route unveils data and the request does not say why */
export function requireReason(id: AdminRouteId, subject: Subject, asked: Asked): void {
  if (!isRefusedWithout(id, subject) || whyOf(asked) !== undefined) return;
  throw new Problem(
    'reason-needed',
    `Say why: this shows or carries away personal data, and the reason goes into the audit log. Send it in the header ${WHY_HEADER_NAME} (percent-encoded UTF-8, like Complaint%20of%20a%20customer); on the command line, use --why.`,
  );
}

function isRefusedWithout(id: AdminRouteId, { kind }: Subject): boolean {
  const { needsReason: needed }: Route = ROUTES[id];
  return needed === true || (needed === 'of-people' && kind === 'person');
}

/** Where a request says why: `why` or `reason` of its body or its query, else the header, which every request may have. */
function whyOf({ event, input }: Asked): string | undefined {
  const places = [input.body, input.query].flatMap((place) => {
    const { why, reason } = reasonsSchema.catch({}).parse(place);
    return [why, reason];
  });
  return [...places, headerWords(event.headers[WHY_HEADER_NAME.toLowerCase()])].find(
    (text) => text !== undefined && /[\p{L}\p{N}]/u.test(text),
  );
}

/** Percent-encoded UTF-8, as headers have no other letters than those of ASCII. */
const WHY_HEADER_NAME = 'X-Audit-Reason';
const reasonsSchema = z.object({ why: z.string().optional(), reason: z.string().optional() });

function headerWords(text: string | undefined): string | undefined {
  try {
    return text === undefined ? undefined : decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** One for a write and the requests that repeat it with its `Idempotency-Key`. */
function keyOf({ input: { writeKey, subject }, ...done }: Done, act: string): string {
  if (writeKey === undefined) return requestKey(done);
  const text = JSON.stringify([writeKey, subject.id, act]);
  return `api:${createHash('sha256').update(text).digest('base64url')}`;
}

export interface LaterNote {
  readonly by: string;
  readonly at: Date;
  readonly key: string;
  readonly record: string;
  readonly detail: string;
}

/** Of an act that takes several requests, for the case that none comes after this one. */
export const laterEntry = (id: AuditedRouteId, { by, at, key, record, detail }: LaterNote): AuditEntry => ({
  key,
  at: at.toISOString(),
  by: plain(by),
  action: actionOf(id),
  record: plain(record),
  detail: plain(detail),
});

const actionOf = (id: AuditedRouteId): AuditedOperation => id as string as AuditedOperation;

const requestKey = ({ event }: Pick<Done, 'event'>): string => `api:${event.requestContext.requestId}`;

const plain = (text: string): string => text.replaceAll(/\p{Cc}+/gu, ' ').slice(0, MOST_CHARACTERS);
