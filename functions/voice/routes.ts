// Webhooks of the carrier: one route for each step of a call, and recordings for the carrier to play.
import { STEP_NAMES, type StepName } from '../../core/call/steps/index.ts';
import { pathOf } from '../../twiml/step-url.ts';
import type { Access, Route } from '../route.ts';

/**
 * What the voice function touches, over all the steps of a call: it is one function, with one set of permissions. It reads
 * the audit log to find the end of the chain behind which an entry of the staff menu stands.
 */
const VOICE: Access = {
  reads: [
    'settings',
    'listings',
    'callers',
    'feeds',
    'limits',
    'cases',
    'calls',
    'voicemails',
    'rights',
    'audit',
  ],
  writes: [
    'calls',
    'callers',
    'limits',
    'cases',
    'voicemails',
    'rights',
    'settings',
    'listings',
    'webhooks',
    'audit',
  ],
  queue: 'sends',
  listCopies: 'reads',
};

const voice = <const Path extends string>(path: Path) =>
  ({ method: 'POST', path, function: 'voice', auth: 'twilio-signature', ...VOICE }) as const;

/** Something for each step of a call, by the id of the step's route. */
export const byStepRoute = <Value>(
  of: (step: StepName) => Value,
): Readonly<Record<`voice.${StepName}`, Value>> =>
  Object.fromEntries(STEP_NAMES.map((step) => [`voice.${step}`, of(step)])) as Record<
    `voice.${StepName}`,
    Value
  >;

export const VOICE_ROUTES = {
  'voice.incoming': voice('/voice/incoming'),
  ...byStepRoute((step) => voice(pathOf(step))),
  'voice.recording': voice('/voice/recording'),
  'voice.transcript': voice('/voice/transcript'),
  'voice.status': voice('/voice/status'),

  /** Recordings, for the carrier to play: a signed URL of our own, see `voice/playback.ts`. */
  playback: {
    method: 'GET',
    path: '/voice/playback',
    function: 'voice',
    auth: 'signed-url',
    reads: ['voicemails'],
    writes: [],
    recordings: 'reads',
  },
} as const satisfies Record<string, Route>;
