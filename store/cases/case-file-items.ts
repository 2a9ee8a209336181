// An entry of a case as an item of DynamoDB.
import * as z from 'zod';
import {
  ATTACHMENT_TYPES,
  type CaseAttachment,
  type CaseEntry,
  type CaseLink,
  type CaseNote,
} from '../../core/cases/case-file.ts';
import { count, optionalText, parserOf, schemaOf, text, time } from '../database/parse.ts';

const base = { caseNumber: text, opened: time, entry: text, by: text, at: time };

export const entryFromItem = parserOf<CaseEntry>(
  'casefiles',
  z.union([
    schemaOf<CaseNote>({ ...base, kind: z.literal('note'), text }),
    schemaOf<CaseAttachment>({
      ...base,
      kind: z.literal('attachment'),
      key: text,
      sha256: text,
      bytes: count,
      type: z.enum(ATTACHMENT_TYPES),
      name: text,
    }),
    schemaOf<CaseLink>({
      ...base,
      kind: z.literal('link'),
      other: text,
      otherOpened: time,
      why: optionalText,
    }),
  ]),
);
