// The process that answers calls.
import { runPart } from '../supervisor/run-part.ts';
import { startVoice } from './voice.ts';

runPart('voice', ({ setting }) => startVoice(setting));
