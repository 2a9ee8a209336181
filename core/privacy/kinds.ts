// What kind of data a stored field holds, and how sensitive that kind is.

export const SENSITIVITIES = ['none', 'personal', 'sensitive'] as const;
export type Sensitivity = (typeof SENSITIVITIES)[number];

/**
 * - `number`: a telephone number, a SIP address, or a pattern that one matches.
 * - `voice`: a recording, or where it lies.
 * - `words`: what a person said or wrote. Somebody may say the number of a bank account, so it counts as sensitive though
 *   card and identity numbers are taken out before it is stored.
 * - `course`: what happened in a call or to a record, and when.
 * - `judgement`: what the hotline concluded of a number or a call: scores, reasons, flags, decisions.
 * - `person`: the account or the name of somebody who works with the hotline.
 * - `network`: a network address, or a keyed code that stands for one.
 * - `secret`: something by which a person is known, such as the hash of a PIN.
 * - `technical`: identifiers, versions and counts that say nothing of a person by themselves.
 */
export const DATA_KINDS = {
  number: 'personal',
  voice: 'sensitive',
  words: 'sensitive',
  course: 'personal',
  judgement: 'personal',
  person: 'personal',
  network: 'personal',
  secret: 'personal',
  technical: 'none',
} as const satisfies Record<string, Sensitivity>;
export type DataKind = keyof typeof DATA_KINDS;
