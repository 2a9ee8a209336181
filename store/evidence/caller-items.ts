// What an item of the table of callers says of a caller. It holds evidence and more beside that.
import * as z from 'zod';
import type { CallerRecord } from '../../core/screening/caller.ts';
import {
  attestation,
  identity,
  language,
  optionalTime,
  parserOf,
  schemaOf,
  text,
  textSet,
} from '../database/parse.ts';

const identitySet = z.set(identity).transform((set) => [...set]);

export const callerFromItem = parserOf(
  'callers',
  schemaOf<CallerRecord>({
    number: identity,
    verifiedUntil: optionalTime,
    verifiedWith: attestation.optional(),
    language: language.optional(),
    reporters: identitySet.optional(),
    claimants: identitySet.optional(),
    appealOffered: schemaOf<NonNullable<CallerRecord['appealOffered']>>({
      callSid: text,
      block: text,
    }).optional(),
    protectedUntil: optionalTime,
    flaggedCalls: textSet.optional(),
    automaticBlocks: textSet.optional(),
  }),
);
