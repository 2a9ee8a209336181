// The constant document of each voice route: the answer when the handler fails, is late, or is not there at all.
import { EMPTY_RESPONSE, LAST_RESORT_ON_ARRIVAL, lastResortOf } from '../../twiml/fallback.ts';
import type { VoiceRouteId } from '../routes.ts';
import { byStepRoute, VOICE_ROUTES } from './routes.ts';

export const LAST_RESORTS: Readonly<Record<VoiceRouteId, string>> = {
  'voice.incoming': LAST_RESORT_ON_ARRIVAL,
  ...byStepRoute(lastResortOf),
  'voice.recording': EMPTY_RESPONSE,
  'voice.transcript': EMPTY_RESPONSE,
  'voice.status': EMPTY_RESPONSE,
};

/** Webhooks that no caller waits for: they report what happened, and nothing plays their answer. */
const CALLBACKS: readonly VoiceRouteId[] = ['voice.recording', 'voice.transcript', 'voice.status'];

export const isCallback = (id: VoiceRouteId): boolean => CALLBACKS.includes(id);

const pathsOf = (ids: readonly VoiceRouteId[]): readonly string[] => ids.map((id) => VOICE_ROUTES[id].path);

export const CALLBACK_PATHS: ReadonlySet<string> = new Set(pathsOf(CALLBACKS));

/** The documents for which a caller waits, by the path of the webhook. */
export const LAST_RESORT_BY_PATH: ReadonlyMap<string, string> = new Map(
  (Object.keys(LAST_RESORTS) as VoiceRouteId[])
    .map((id): [string, string] => [VOICE_ROUTES[id].path, LAST_RESORTS[id]])
    .filter(([path]) => !CALLBACK_PATHS.has(path)),
);
