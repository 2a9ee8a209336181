// A telephone for whoever runs the hotline here: place a call, press keys, speak, hang up, and watch it happen.
// Behind the admin token, under /simulator; the carrier itself knows nothing of HTTP.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod';
import type { LegHandle } from '../carrier/call-handle.ts';
import type { Carrier } from '../carrier/carrier.ts';
import { realClock, scaledClock } from '../carrier/clock.ts';
import type { CarrierEvent } from '../carrier/events.ts';

export interface Simulator {
  readonly handle: (request: IncomingMessage, body: Buffer, response: ServerResponse) => void;
}

/** Attestation as the carrier spells it: https://www.twilio.com/docs/voice/trusted-calling-with-shakenstir */
const placeCall = z.strictObject({
  from: z.string().min(1).max(128).describe('E.164, or what a carrier sends for a hidden number'),
  to: z.string().min(1).max(128).optional().describe('The hotline’s number where absent'),
  stirVerstat: z.string().max(60).optional(),
  callerName: z.string().max(128).optional(),
  forwardedFrom: z.string().max(128).optional().describe('The line that forwarded the call here'),
  /** Times faster than real. */
  speed: z.number().min(1).max(1000).default(1),
});

const input = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('press'), digits: z.string().min(1).max(64) }),
  z.strictObject({
    do: z.literal('speak'),
    seconds: z.number().min(0.1).max(600),
    text: z.string().max(2000).optional(),
    /** WAV, base64. */
    audio: z.base64().max(8_000_000).optional(),
  }),
  z.strictObject({ do: z.literal('start-speaking') }),
  z.strictObject({ do: z.literal('hang-up') }),
  z.strictObject({ do: z.literal('answer') }),
  z.strictObject({ do: z.literal('refuse') }),
]);
type Input = z.output<typeof input>;

export function createSimulator(carrier: Carrier, adminToken: string): Simulator {
  return {
    handle: (request, body, response) => {
      if (!allowed(request, adminToken)) {
        reply(response, 401, { problem: 'Send the header "Authorization: Bearer <token>".' });
        return;
      }
      const { pathname, searchParams } = new URL(request.url ?? '', 'http://simulator');
      const [, , collection, sid, part, name] = pathname.split('/');
      const key = `${request.method ?? ''} ${[collection, sid && '{sid}', part, name && '{name}'].filter(Boolean).join('/')}`;
      const leg = sid === undefined ? undefined : carrier.call(sid);
      if (key === 'POST calls') {
        place(carrier, body, response);
      } else if (sid !== undefined && leg === undefined) {
        reply(response, 404, {
          problem: `There is no call ${sid.slice(0, 40)}; the last 200 are remembered.`,
        });
      } else if (key === 'GET calls/{sid}/events' && leg !== undefined) {
        const following = searchParams.get('with') === 'legs' ? withLegs(leg, carrier) : alone(leg);
        stream(following, leg.sid, response);
        // The page is the caller's telephone: when it is gone, so is the caller, however it went.
        if (searchParams.get('held') === 'true') {
          response.on('close', () => {
            leg.hangUp();
          });
        }
      } else if (key === 'GET calls/{sid}/clips/{name}' && leg !== undefined) {
        sendClip(leg.clip(name ?? ''), response);
      } else if (key === 'POST calls/{sid}/input' && leg !== undefined) {
        act(leg, body, response);
      } else {
        reply(response, 404, { problem: 'The simulator has no such route.' });
      }
    },
  };
}

function place(carrier: Carrier, body: Buffer, response: ServerResponse): void {
  const wanted = read(placeCall, body, response);
  if (wanted === undefined) return;
  const { from, to = carrier.numbers[0] ?? '', speed, stirVerstat, callerName, forwardedFrom } = wanted;
  try {
    const call = carrier.placeCall({
      from,
      to,
      clock: speed === 1 ? realClock : scaledClock(speed),
      ...(stirVerstat === undefined ? {} : { stirVerstat }),
      ...(callerName === undefined ? {} : { callerName }),
      ...(forwardedFrom === undefined ? {} : { forwardedFrom }),
    });
    reply(response, 201, { callSid: call.sid, from, to });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    reply(response, 404, { problem: `${error.message}; the hotline's number is in its settings.` });
  }
}

type Following = (send: (event: CarrierEvent) => void) => () => void;

/** One line of JSON an event, from the beginning; ends with the call. */
function stream(following: Following, ends: string, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' });
  const stop = following((event) => {
    response.write(`${JSON.stringify(event)}\n`);
    if (event.type === 'ended' && event.callSid === ends) response.end();
  });
  response.on('close', stop);
}

const alone =
  (leg: LegHandle): Following =>
  (send) => {
    const past = [...leg.log];
    const stop = leg.subscribe(send);
    for (const event of past) send(event);
    return stop;
  };

/** With what happens at each telephone that the call makes ring: a browser has few connections to spare. */
const withLegs =
  (call: LegHandle, carrier: Carrier): Following =>
  (send) => {
    const stops: (() => void)[] = [];
    const stopCall = alone(call)((event) => {
      send(event);
      const leg = event.type === 'ringing' ? carrier.call(event.legSid) : undefined;
      if (leg !== undefined) stops.push(alone(leg)(send));
    });
    return () => {
      for (const stop of [stopCall, ...stops]) stop();
    };
  };

function sendClip(clip: Uint8Array | undefined, response: ServerResponse): void {
  if (clip === undefined) {
    reply(response, 404, { problem: 'There is no such sound (any more); the last 10 of a call are kept.' });
    return;
  }
  response
    .writeHead(200, {
      'content-type': 'audio/wav',
      'content-length': clip.byteLength,
      'cache-control': 'no-store',
    })
    .end(clip);
}

function act(leg: LegHandle, body: Buffer, response: ServerResponse): void {
  const wanted = read(input, body, response);
  if (wanted === undefined) return;
  ACTIONS[wanted.do](leg, wanted as never);
  response.writeHead(204).end();
}

type Action<Kind extends Input['do']> = (leg: LegHandle, wanted: Extract<Input, { do: Kind }>) => void;

const ACTIONS: { readonly [Kind in Input['do']]: Action<Kind> } = {
  press: (leg, { digits }) => {
    leg.press(digits);
  },
  speak: (leg, { seconds, text, audio }) => {
    leg.speak({
      seconds,
      ...(text === undefined ? {} : { text }),
      ...(audio === undefined ? {} : { audio: Buffer.from(audio, 'base64') }),
    });
  },
  'start-speaking': (leg) => {
    leg.startSpeaking();
  },
  'hang-up': (leg) => {
    leg.hangUp();
  },
  answer: (leg) => {
    leg.answer();
  },
  refuse: (leg) => {
    leg.refuse();
  },
};

function read<Schema extends z.ZodType>(
  schema: Schema,
  body: Buffer,
  response: ServerResponse,
): z.output<Schema> | undefined {
  const parsed = schema.safeParse(parseJson(body));
  if (parsed.success) return parsed.data;
  const problem = parsed.error.issues.map(({ path, message }) => `/${path.join('/')}: ${message}`).join('; ');
  reply(response, 400, { problem });
  return undefined;
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

const allowed = ({ headers }: IncomingMessage, adminToken: string): boolean =>
  timingSafeEqual(sha256(headers.authorization ?? ''), sha256(`Bearer ${adminToken}`));
