// <Hangup>: ends the call; as the first verb the call is still answered. docs/voice/twiml/hangup
import { END, type Flow } from '../scene.ts';

export function hangup(): Promise<Flow> {
  return Promise.resolve(END);
}
