// The parameters that every voice webhook carries. https://www.twilio.com/docs/voice/twiml#request-parameters
import type { CallStatus } from '../events.ts';

export interface Place {
  readonly city?: string;
  readonly state?: string;
  readonly zip?: string;
  readonly country?: string;
}

type Direction = 'inbound' | 'outbound-api' | 'outbound-dial';

export interface CallIdentity {
  readonly sid: string;
  readonly from: string;
  readonly to: string;
  readonly direction: Direction;
  readonly parentSid?: string | undefined;
  readonly stirVerstat?: string | undefined;
  readonly stirPassportToken?: string | undefined;
  readonly callToken?: string | undefined;
  readonly callerName?: string | undefined;
  readonly forwardedFrom?: string | undefined;
  readonly geo?: { readonly from?: Place; readonly to?: Place } | undefined;
  /** What a real call might bring besides: `SipDomain`, `AddOns`, anything new. */
  readonly extraParameters?: Readonly<Record<string, string>> | undefined;
}

export const API_VERSION = '2010-04-01';

/** In alphabetical order of the names, as Twilio sends them. */
export function callParameters(
  call: CallIdentity,
  accountSid: string,
  status: CallStatus,
  extra: Readonly<Record<string, string>> = {},
): Record<string, string> {
  return sorted({
    AccountSid: accountSid,
    ApiVersion: API_VERSION,
    CallSid: call.sid,
    CallStatus: status,
    Direction: call.direction,
    From: call.from,
    Caller: call.from,
    To: call.to,
    Called: call.to,
    ...placeParameters(['From', 'Caller'], call.geo?.from),
    ...placeParameters(['To', 'Called'], call.geo?.to),
    ...conditional(call),
    ...call.extraParameters,
    ...extra,
  });
}

/** The geo keys come on every request, with empty values where nothing is known. */
function placeParameters(prefixes: readonly string[], place: Place = {}): Record<string, string> {
  const { city = '', state = '', zip = '', country = '' } = place;
  const parts = Object.entries({ City: city, State: state, Zip: zip, Country: country });
  return Object.fromEntries(prefixes.flatMap((prefix) => parts.map(([key, value]) => [prefix + key, value])));
}

/** Sent only when there is something to send; a forwarded call carries the same number twice. */
function conditional(call: CallIdentity): Record<string, string> {
  const given: Record<string, string | undefined> = {
    ParentCallSid: call.parentSid,
    StirVerstat: call.stirVerstat,
    StirPassportToken: call.stirPassportToken,
    CallToken: call.callToken,
    CallerName: call.callerName,
    ForwardedFrom: call.forwardedFrom,
    CalledVia: call.forwardedFrom,
  };
  return Object.fromEntries(
    Object.entries(given).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}

function sorted(parameters: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(parameters).sort(([a], [b]) => (a < b ? -1 : 1)));
}
