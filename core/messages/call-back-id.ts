// How a request to be called back is named among the messages.
import type { Identity } from '../numbers/identity.ts';

/** The carrier's names of recordings begin with `RE`. */
const CALL_BACK = 'CB';

/** One for each number, so that a number has one open request at a time. @param number E.164 */
export const callBackId = (number: Identity): string =>
  `${CALL_BACK}${number.replaceAll(/\D/g, '').padStart(32, '0')}`;

/** Of a request beside that one, which is kept as it is. @param callSid of the call that asked */
export const callBackIdOf = (callSid: string): string => `${CALL_BACK}${callSid.slice(2)}`;

export const isCallBackId = (recordingSid: string): boolean => recordingSid.startsWith(CALL_BACK);
