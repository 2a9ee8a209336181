// What the caller hears when nothing else answers: constant strings, no code, no database, no settings.
import { rowOf, type StepName } from '../core/call/steps/index.ts';
import type { LastResort } from '../core/call/steps/step.ts';

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>';
const sorry =
  '<Say voice="Polly.Joanna-Neural" language="en-US">We are sorry. Our system is not working right now. After the tone, ' +
  'please say your name, your phone number, and your message. Your message will be recorded.</Say>' +
  '<Say voice="Polly.Zhiyu-Neural" language="cmn-CN">' +
  '很抱歉，系统暂时无法为您服务。请在提示音后留言，说出姓名、电话和事由。留言将被录音，供工作人员处理。</Say>';
const thanks =
  '<Say voice="Polly.Joanna-Neural" language="en-US">Thank you. We will call you back. Goodbye.</Say>' +
  '<Say voice="Polly.Zhiyu-Neural" language="cmn-CN">谢谢您的来电，我们会尽快回电，再见。</Say><Hangup/>';

/** Ends the call politely; no further request is made. */
const THANKS_AND_GOODBYE = `${HEAD}<Response>${thanks}</Response>`;

/** The answer to a callback, and the one that can do no harm. */
export const EMPTY_RESPONSE = `${HEAD}<Response/>`;

const HANG_UP = `${HEAD}<Response><Hangup/></Response>`;

/**
 * Takes a message; any key ends it. Relative action: any failing step of any deployment can send it unchanged. Without
 * `#` and `$`: API Gateway's mapping language would read them as its own.
 */
const takeMessage = (action: string, method: 'GET' | 'POST'): string =>
  `${HEAD}<Response>${sorry}<Record action="${action}" method="${method}" maxLength="120" timeout="5"/>` +
  `${thanks}</Response>`;

/**
 * The two documents behind the number's fallback URL, served from another failure domain than the functions. The
 * recording stays at the carrier, where the reconciler finds it: no callback of ours needs to work.
 */
export const FALLBACK_DOCUMENTS = {
  'fallback.xml': takeMessage('fallback-thanks.xml', 'GET'),
  'fallback-thanks.xml': THANKS_AND_GOODBYE,
} as const;

const LAST_RESORTS: Readonly<Record<LastResort, string>> = {
  'take-message': takeMessage('voicemail', 'POST'),
  thanks: THANKS_AND_GOODBYE,
  // On the staff leg: never bridge by mistake.
  'hang-up': HANG_UP,
};

/** What handlers in trouble answer with. Each ends in a recorded message or a goodbye; none can loop. */
export const lastResortOf = (step: StepName): string => LAST_RESORTS[rowOf(step).lastResort];

/** The same for a call that comes in, before its first step. */
export const LAST_RESORT_ON_ARRIVAL = LAST_RESORTS['take-message'];
