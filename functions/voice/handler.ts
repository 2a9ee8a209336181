// Lambda entry: answers Twilio's voice webhooks.
import { runtimeFromEnvironment } from '../runtime-aws.ts';
import { createVoiceHandler } from './webhook.ts';

export const handler = createVoiceHandler(runtimeFromEnvironment('voice'));
