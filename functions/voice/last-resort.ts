// What the carrier is answered with when no answer can be made: constant documents, by route.
import { EMPTY_RESPONSE, LAST_RESORT_ON_ARRIVAL, lastResortOf } from '../../twiml/fallback.ts';
import { byStepRoute, type VoiceRouteId } from '../routes.ts';

export const LAST_RESORTS: Readonly<Record<VoiceRouteId, string>> = {
  'voice.incoming': LAST_RESORT_ON_ARRIVAL,
  ...byStepRoute(lastResortOf),
  'voice.recording': EMPTY_RESPONSE,
  'voice.transcript': EMPTY_RESPONSE,
  'voice.status': EMPTY_RESPONSE,
};

/** What the carrier reports beside the call: no document that is answered is heard by anybody. */
export const isCallback = (id: VoiceRouteId): boolean => LAST_RESORTS[id] === EMPTY_RESPONSE;
