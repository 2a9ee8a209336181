// The API as its users see it: what each route takes and gives. The handler checks requests against it, the OpenAPI
// document is made from it, the console and the command line take their types from it.
import * as z from 'zod';
import type { Act } from '../../core/call/audit.ts';
import { DEFAULT_EXPIRES_DAYS, DEFAULT_WITHIN_DAYS } from '../../core/evidence/complaints.ts';
import { FEED_MODES, FEED_NAME } from '../../core/evidence/feed.ts';
import { ATTESTATIONS } from '../../core/numbers/attestation.ts';
import type { ScoreReason } from '../../core/evidence/caller-score.ts';
import {
  CASE_KINDS,
  CASE_STATUSES,
  CATEGORIES,
  CHANNELS,
  DECISIONS,
  STANDINGS,
} from '../../core/cases/case.ts';
import { DISPOSITIONS } from '../../core/records/call-record.ts';
import { GUARD_LEVELS, levelPolicy } from '../../core/screening/levels.ts';
import { GUARDED_KINDS } from '../../core/settings/guarded-kinds.ts';
import { LANGUAGES } from '../../core/basics/language.ts';
import { WEEKDAYS } from '../../core/hours/hours.ts';
import { LISTS, MOST_REASON_CHARACTERS } from '../../core/lists/listing.ts';
import { hasLostCharacters, tidyText } from '../../core/numbers/number-cell.ts';
import { isNumberCountry } from '../../core/lists/list-file/country.ts';
import { ENCODINGS } from '../../core/lists/list-file/decode.ts';
import { LINE_PROBLEM_CODES } from '../../core/lists/list-file/line-problems.ts';
import { SIGNAL_KINDS } from '../../core/lists/block-basis.ts';
export type { SignalKind as BlockSignal } from '../../core/lists/block-basis.ts';
import { NUMBER_PROBLEMS, NUMBER_REMARKS } from '../../core/numbers/number-input.ts';
import { OPEN_STATES } from '../../core/hours/open-state.ts';
import { VERDICTS } from '../../core/screening/verdict.ts';
export type { Reason, Verdict } from '../../core/screening/verdict.ts';
import { TREATMENTS } from '../../core/screening/treatment.ts';
import { UNANSWERED_SCOPES } from '../../core/screening/unanswered.ts';
import { settingsSchema } from '../../core/settings/settings.ts';
import { TRANSCRIBERS } from '../../core/messages/transcript.ts';
import { FOLDERS, MESSAGE_KINDS, VOICEMAIL_STATUSES } from '../../core/messages/message.ts';
import { CHALLENGE_ENDS, KEPT_WAYS, TALLIED_VERDICTS } from '../../core/records/stats.ts';
import { ADMIN_ROUTE_IDS, ROLES, type AdminRouteId, type AuditedRouteId } from '../routes.ts';

// --- parts --------------------------------------------------------------------------------------------------------

/** Characters of a number or address as people write it. */
const MAX_SPELLING = 250;

const instant = z.iso.datetime({ offset: true }).describe('ISO 8601 with a time zone');
const numberText = z.string().describe('E.164');
const listName = z.enum(LISTS);

const instantOrDay = z.union([z.iso.datetime({ offset: true }), z.iso.date()], {
  error: 'must be a date or a date-time with its zone, like 2026-11-24 or 2026-11-24T09:00:00Z',
});

/** A day is one on the clocks of the default department (span.ts). */
const bounds = {
  from: instantOrDay.optional().describe('A date-time, or a day from its beginning'),
  to: instantOrDay.optional().describe('A date-time, exclusive, or a day to its end'),
};

const paging = {
  limit: z.coerce.number().int().min(1).max(500).default(50),
  cursor: z.string().max(2000).optional().describe('From the page before'),
};

const page = <Item extends z.ZodType>(item: Item) =>
  z.object({
    items: z.array(item),
    cursor: z.string().optional().describe('Present when there may be more'),
  });

/** One line, as an import reads it too; half of a character pair or U+FFFD would be stored as garbage. */
const reasonText = z
  .string()
  .transform(tidyText)
  .pipe(z.string().min(1, { error: 'must say why' }).max(MOST_REASON_CHARACTERS))
  .refine((text) => !hasLostCharacters(text), {
    error: 'holds characters that were lost on the way; send it as UTF-8',
  });

// --- what is answered ---------------------------------------------------------------------------------------------

const contentNote = z.object({
  score: z.number().describe('0 to 1; above 0.5 is rarer than one genuine text in a hundred'),
  words: z.array(z.string()).readonly().describe('What raised it, the heaviest first'),
});

const listingSchema = z.object({
  pattern: z.string().describe('A number in E.164, or a prefix rule like +1312555*'),
  list: listName,
  reason: z.string(),
  source: z.string().describe('admin, staff, automatic or feed:<name>'),
  addedBy: z.string(),
  addedAt: instant,
  expiresAt: instant.optional(),
  department: z.string().optional(),
  ringThrough: z.boolean().optional(),
  pending: z
    .literal(true)
    .optional()
    .describe(
      'Waits for a second person’s approval, without effect until then: an automatic block, or a rule about a whole region',
    ),
  basis: z
    .array(z.object({ kind: z.enum(SIGNAL_KINDS), days: z.int(), count: z.int(), points: z.number() }))
    .readonly()
    .optional()
    .describe('What an automatic block rests on'),
  complaints: z
    .object({ feed: z.string(), count: z.int(), from: z.iso.date(), to: z.iso.date() })
    .optional()
    .describe('What a block made by a complaint feed rests on'),
  version: z.int(),
  hits: z.int().optional().describe('Calls that this listing decided'),
});

const inLanguages = z.object({ 'en-US': z.string(), 'zh-CN': z.string() });
const reasonSchema = z.looseObject({
  code: z.string(),
  text: z.string().describe('In words'),
  texts: inLanguages,
});

const scoreSchema = z.object({
  score: z.number().describe('0 to 1; 0.5 is as rare as one good number in 100, 0.75 one in 1,000'),
  treatment: z.enum(TREATMENTS),
  unanswered: z
    .object({ scope: z.enum(UNANSWERED_SCOPES), calls: z.number(), treatment: z.enum(TREATMENTS) })
    .optional()
    .describe('Calls that left the challenge unanswered, and what they lead to'),
  verdict: z.enum(VERDICTS).describe('What the caller gets, or would have got in shadow mode'),
  acted: z.boolean().describe('Changed what the caller got'),
  keepsAway: z.boolean().optional().describe('Leads to voicemail or further at every level of the guard'),
  reasons: z.array(
    z.looseObject({ code: z.string(), value: z.number(), weight: z.number(), texts: inLanguages }),
  ),
});

const lookupSchema = z.object({
  number: z.string().describe('E.164, or "withheld"'),
  verdict: z.enum(VERDICTS),
  reasons: z.array(reasonSchema),
  listing: listingSchema.optional().describe('The listing that decides'),
  listings: z.array(listingSchema).describe('Every listing that stands for the number, in force or not'),
  verifiedUntil: instant.optional(),
  language: z.enum(LANGUAGES).optional(),
  flaggedCalls: z.int(),
  reporters: z.int().describe('People whose reports of this number count'),
  claimants: z
    .int()
    .describe(
      'People whose reports of it are claims: they lead to the challenge at most until somebody confirms them',
    ),
  scored: scoreSchema.optional(),
  complaints: z
    .array(
      z.object({
        feed: z.string(),
        complaints: z.int(),
        from: z.iso.date(),
        to: z.iso.date(),
        kinds: z.array(z.object({ kind: z.string(), complaints: z.int() })),
        lately: z
          .object({ days: z.int(), complaints: z.int() })
          .optional()
          .describe('In the last 30, 90 or 365 days; absent where all are older'),
      }),
    )
    .describe('What complaint feeds have about the number'),
});

const flagSchema = z.object({ by: z.string(), at: instant, reason: z.string() });

const callSchema = z.object({
  callSid: z.string(),
  caller: numberText.optional().describe('Absent when withheld'),
  callerId: z.enum(['number', 'address', 'withheld', 'other']).optional(),
  to: z.string().optional(),
  attestation: z.enum(ATTESTATIONS).optional(),
  verdict: z.enum(VERDICTS).optional(),
  reasons: z.array(reasonSchema),
  listing: z.string().optional(),
  scored: scoreSchema.optional(),
  facts: z.looseObject({}).optional().describe('What the decision rests on; it can be made again'),
  disposition: z.enum(DISPOSITIONS),
  startedAt: instant.optional(),
  endedAt: instant.optional(),
  status: z.string().optional(),
  seconds: z.int().optional(),
  talkSeconds: z.int().optional(),
  recordingSid: z.string().optional(),
  flag: flagSchema.optional(),
  withdrawnFlags: z
    .array(flagSchema.extend({ withdrawnBy: z.string(), withdrawnAt: instant, withdrawnFor: z.string() }))
    .optional()
    .describe('Flags that were taken back and no longer count'),
  content: contentNote.optional().describe('What the caller’s words sound like'),
  timeline: z.array(
    z.object({
      key: z.string(),
      at: instant,
      step: z.string(),
      outcome: z.string(),
      then: z.string(),
      detail: z.string().optional(),
      content: contentNote.optional(),
    }),
  ),
});

const voicemailSchema = z.object({
  recordingSid: z.string().describe('Names the message; of a call-back request it begins with CB'),
  kind: z.enum(MESSAGE_KINDS).describe('call-back: no words, but a number that is to be called'),
  callBack: numberText.optional().describe('Of a call-back request: the number to call'),
  callSid: z.string(),
  status: z.enum(VOICEMAIL_STATUSES),
  receivedAt: instant,
  seconds: z.int(),
  caller: numberText.optional(),
  language: z.enum(LANGUAGES).optional(),
  department: z.string().optional(),
  why: z.string().optional(),
  heardBy: z.string().optional(),
  assignedTo: z.string().optional(),
  audio: z.enum(['none', 'at-carrier', 'stored']),
  folder: z.enum(FOLDERS).describe('Where staff have put it, else by what its words sound like'),
  transcript: z
    .object({ text: z.string(), by: z.enum(TRANSCRIBERS), at: instant })
    .optional()
    .describe('Where the settings want messages written down (voicemail.transcribe)'),
  nuisance: contentNote.optional().describe('What its words sound like'),
  version: z.int(),
});

const caseSchema = z.object({
  caseNumber: z.string(),
  kind: z.enum(CASE_KINDS),
  status: z.enum(CASE_STATUSES),
  category: z.enum(CATEGORIES),
  reported: numberText.optional().describe('Absent where the reporter did not know it'),
  official: z.boolean().describe('The reported number is one of the company’s own'),
  standing: z
    .enum([...STANDINGS, 'confirmed'])
    .optional()
    .describe('Of a report by telephone: what it is worth as evidence against the number'),
  joined: z
    .array(
      z.object({
        callSid: z.string(),
        at: instant,
        category: z.enum(CATEGORIES),
        reported: numberText.optional(),
      }),
    )
    .optional()
    .describe(
      'Of a case that takes what one reporter says beyond the limit of an hour: each of these reports',
    ),
  reporter: numberText.optional().describe('Absent when withheld'),
  channel: z.enum(CHANNELS).describe('How it came in'),
  callSid: z.string().optional().describe('Of a case by phone'),
  description: z
    .string()
    .optional()
    .describe('What the reporter wrote on the page, or whoever of the staff opened it'),
  content: contentNote
    .optional()
    .describe('What the description sounds like; of a spoken one in the answer for one case only'),
  suggestedCategory: z
    .enum(CATEGORIES)
    .optional()
    .describe('By the words of the description; what the reporter chose is in `category`'),
  language: z.enum(LANGUAGES),
  receivedAt: instant,
  decision: z.enum(DECISIONS).optional(),
  withdrawnFor: z
    .string()
    .optional()
    .describe('Of a report: the accepted appeal after which it no longer counts against the number'),
  dueAt: instant.describe('Until when the reporter was promised an answer'),
  recordingSid: z.string().optional().describe('What the reporter said, among the voicemails'),
  openedBy: z.string().optional().describe('Absent where the reporter opened it, by telephone'),
  feedback: z.string().optional().describe('What the reporter is told'),
  history: z.array(
    z.object({
      at: instant,
      by: z.string(),
      status: z.enum(CASE_STATUSES),
      feedback: z.string().optional(),
      decision: z.enum(DECISIONS).optional(),
      withdrawnFor: z.string().optional().describe('The appeal after which this report no longer counts'),
    }),
  ),
  version: z.int(),
});

/** What of the settings can be listened to before they are saved. */
export const PROMPTS = [
  'challenge',
  'menu',
  'departments',
  'after-hours',
  'nobody-answered',
  'mailbox-full',
  'report-number',
  'report-category',
  'report-description',
  'case-opened',
  'not-ours',
  'whisper',
] as const;
export type Prompt = (typeof PROMPTS)[number];

/** `spoofed`: an allowlisted number, and the network says that the call is not from there. */
export const CALLER_KINDS = [
  'unknown',
  'withheld',
  'verified',
  'allowlisted',
  'never-block',
  'blocklisted',
  'spoofed',
] as const;
export type CallerKind = (typeof CALLER_KINDS)[number];

const spokenSchema = z.array(z.object({ language: z.enum(LANGUAGES), words: z.string() }));

const caseNewsSchema = z.object({
  spoken: spokenSchema.describe('What the reporter hears on asking for news, in the reporter’s language'),
  sms: z.string().optional().describe('What is sent as text, where the settings say so'),
});

const settingsWarning = z.object({ at: z.string().describe('JSON pointer'), problem: z.string() });

const settingsPreviewSchema = z.object({
  prompts: z.array(
    z.object({
      prompt: z.enum(PROMPTS),
      language: z.enum(LANGUAGES).describe('Of the caller'),
      spoken: spokenSchema,
    }),
  ),
  callers: z
    .array(
      z.object({
        level: z.enum(GUARD_LEVELS),
        caller: z.enum(CALLER_KINDS),
        verdict: z.enum(VERDICTS),
        digits: z.int().optional().describe('Length of the code, where there is a challenge'),
      }),
    )
    .describe('What each kind of caller gets at each level of the guard'),
  warnings: z.array(settingsWarning).describe('What is allowed and probably not meant'),
});

const meSchema = z.object({
  id: z.string(),
  roles: z.array(z.enum(ROLES)),
  may: z.array(z.enum(ADMIN_ROUTE_IDS)).describe('Operations that these roles admit to'),
});

const versionNumber = z.int().describe('Goes up with each change, 0 before the first; the ETag too');

const guardSchema = z.object({
  version: versionNumber,
  level: z.enum(GUARD_LEVELS),
  policy: levelPolicy,
  since: instant.optional(),
  until: instant.optional(),
  by: z.string().optional(),
  because: z
    .object({
      callers: z.int().describe('Distinct numbers that did one of the following'),
      unanswered: z.int(),
      guessed: z.int(),
      short: z.int(),
      neighbours: z.int(),
      hidden: z.int().describe('Calls without a number'),
      usual: z.int().describe('Calls in five minutes at this hour'),
    })
    .optional()
    .describe('What the watch saw in five minutes, where it set the level'),
});

const holidaySchema = z.object({
  country: z.string(),
  year: z.int(),
  published: z.boolean().describe('False: the year’s calendar is not out yet, assume nothing'),
  days: z.array(z.object({ date: z.iso.date(), name: z.string(), kind: z.enum(['holiday', 'workday']) })),
  ranges: z
    .array(
      z.object({
        from: z.iso.date(),
        to: z.iso.date().describe('Inclusive'),
        name: z.string(),
        kind: z.enum(['holiday', 'workday']),
      }),
    )
    .describe('The same days, with neighboring days of one holiday taken together'),
});

const auditSchema = z.object({
  day: z.iso.date().describe('On which it was written, UTC'),
  sequence: z.int().describe('Over all days; each entry follows the one before'),
  at: instant.describe('When it was done'),
  by: z.string().describe('Subject of the token, staff:<number>, or a job'),
  action: z.string().describe('A route of the API, or what was done elsewhere'),
  record: z.string().describe('What it was done to'),
  detail: z.string().optional(),
  previous: z.string().describe('Hash of what was written before'),
  hash: z.string().describe('SHA-256'),
});

const chainSchema = z.object({
  intact: z.boolean(),
  entries: z.int().describe('That were found in order'),
  removedThrough: z
    .int()
    .optional()
    .describe('Entries up to this one were removed at the end of their period; the rest follows their seal'),
  broken: z
    .object({ day: z.string(), sequence: z.int(), problem: z.string() })
    .optional()
    .describe('The first place that does not fit'),
});

const problemGroups = z
  .array(
    z.object({
      code: z.enum([...NUMBER_PROBLEMS, ...LINE_PROBLEM_CODES]),
      count: z.int(),
      problem: z.string().describe('In words'),
      examples: z.array(z.object({ line: z.int(), value: z.string() })),
    }),
  )
  .describe('Lines that are left out, by what is wrong with them');

const blockRule = z.object({
  atLeast: z.int().describe('A number with so many complaints is blocked'),
  withinDays: z.int().describe('Counted in so many days, back from the newest complaint of the feed'),
  expiresDays: z.int().describe('Days after the import at which the blocks end'),
});

const feedSchema = z.object({
  name: z.string(),
  complaints: z.int(),
  numbers: z.int(),
  from: z.iso.date().optional().describe('Of the oldest complaint'),
  to: z.iso.date().optional().describe('Of the newest'),
  files: z.int().describe('More than one where files were added'),
  kinds: z.array(z.string()).describe('Kinds of complaint'),
  dropped: z
    .array(
      z.object({
        code: z.enum([...NUMBER_PROBLEMS, ...LINE_PROBLEM_CODES]),
        count: z.int(),
        problem: z.string(),
      }),
    )
    .describe('Lines that were left out, by what was wrong with them'),
  refreshedAt: instant,
  refreshedBy: z.string(),
  block: blockRule.optional().describe('Absent: the feed is evidence, and blocks nobody'),
  blocks: z.int().describe('Numbers that it blocks'),
});

/** Numbers with enough complaints that are not blocked all the same. */
const sparedSchema = z.object({
  own: z.int().describe('Own lines, and those of the staff'),
  allowlisted: z.int(),
  neverBlock: z.int(),
  blocked: z.int().describe('Blocked already, by somebody or something else'),
});

const feedImportSchema = z.object({
  state: z
    .enum(['dry-run', 'received', 'going-on', 'in-force'])
    .describe(
      'received: a piece is stored, and counts from the commit on. going-on: repeat the commit until it is in force',
    ),
  next: z.string().describe('What to do next, in words'),
  name: z.string(),
  upload: z.string().optional(),
  added: z.int().describe('Complaints of this file that count as evidence, or would'),
  complaints: z.int().describe('Of the feed with this file'),
  numbers: z.int(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  dropped: problemGroups,
  withinDays: z.int(),
  thresholds: z
    .array(z.object({ atLeast: z.int(), numbers: z.int() }))
    .describe('How many numbers have so many complaints within those days'),
  done: z.int().optional().describe('Pieces that are in place'),
  feed: feedSchema.optional().describe('Once it is in force'),
  spared: sparedSchema.optional().describe('Numbers with enough complaints that are not blocked'),
});

const importSchema = z.object({
  added: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  repeated: z.int().describe('Lines for a number that another line of the file names too'),
  rejected: z.array(
    z.object({
      line: z.int(),
      value: z.string(),
      code: z.enum([...NUMBER_PROBLEMS, ...LINE_PROBLEM_CODES]),
      problem: z.string().describe('In words'),
    }),
  ),
  groups: z
    .array(
      z.object({
        code: z.enum([...NUMBER_PROBLEMS, ...LINE_PROBLEM_CODES]),
        count: z.int(),
        problem: z.string().describe('In words, like "843 lines have no number"'),
        examples: z.array(z.object({ line: z.int(), value: z.string() })),
      }),
    )
    .optional()
    .describe('The rejected lines by what is wrong, the most frequent first; of all of them, however many'),
  encoding: z
    .enum(ENCODINGS)
    .optional()
    .describe('In which the file was read, where that is not UTF-8: guessed unless the file has a mark'),
  continue: z
    .string()
    .optional()
    .describe('Of a file in parts: goes with the next part, or with the first one to be written'),
  undo: z
    .string()
    .optional()
    .describe('Takes the import back within an hour; only where 1 to 1,000 listings were written'),
  complaints: feedImportSchema
    .optional()
    .describe('The file is one of complaints: it became evidence, and only its threshold blocks numbers'),
});

const doNotDisturbSchema = z.object({
  version: versionNumber,
  until: instant.optional().describe('Absent: calls ring'),
  since: instant.optional(),
  by: z.string().optional(),
});

const staffSchema = z.object({
  name: z.string(),
  number: numberText,
  departments: z.array(z.string()).describe('Ids of the departments in which the member is rung'),
  hasPin: z.boolean().describe('Whether the staff menu is open to the member'),
  pinLockedUntil: instant
    .optional()
    .describe('Too many wrong PINs: until then the right one is refused too, unless an admin ends the lock'),
  onCall: z.boolean().describe('On a call at this moment'),
  answeredToday: z.int(),
});

const money = z.object({ amount: z.number(), currency: z.string() });

const statsSchema = z.object({
  from: instant,
  to: instant,
  timeZone: z.string().describe('In which hours and weekdays are reckoned: the default department’s'),
  calls: z.int(),
  verdicts: z.record(z.enum(TALLIED_VERDICTS), z.int()),
  dispositions: z.record(z.enum(DISPOSITIONS), z.int()),
  hours: z
    .array(z.object({ at: instant, verdicts: z.partialRecord(z.enum(TALLIED_VERDICTS), z.int()) }))
    .describe('Hours with calls, from the first to the last'),
  heatMap: z
    .array(z.array(z.int()).length(24))
    .length(7)
    .describe('Calls by weekday, Monday first, and hour'),
  challenge: z.record(z.enum(CHALLENGE_ENDS), z.int()).describe('How the challenges ended'),
  timeToPerson: z
    .object({ calls: z.int(), medianSeconds: z.int().optional(), p90Seconds: z.int().optional() })
    .describe('From the first ring at the hotline until somebody accepted'),
  keptFromStaff: z
    .record(z.enum(KEPT_WAYS), z.int())
    .describe('Calls that were refused or failed the challenge, and that left no message'),
  gaveUp: z
    .int()
    .describe('Calls that hung up at the challenge: perhaps customers, and not among those kept from staff'),
  forwardingLoops: z
    .array(
      z.object({
        number: z.string().describe('The line of ours that forwards its calls to the hotline'),
        member: z.string().optional().describe('Its owner’s name; absent for the hotline’s own number'),
        calls: z.int(),
        first: instant,
        last: instant,
      }),
    )
    .describe('Calls to staff that came back to the hotline, by the phone that forwarded them'),
  saved: z
    .object({ staffMinutes: z.int(), billedMinutes: z.int(), money: money.optional() })
    .describe(
      'An estimate: a minute of staff for each call kept from them; the carrier’s price of a minute for each refused call',
    ),
  spent: z
    .object({ billedMinutes: z.int(), talkSeconds: z.int(), money: money.optional() })
    .describe('What the carrier bills, without numbers and recordings'),
  appeals: z.object({
    received: z.int(),
    accepted: z.int().describe('Blocks that were released because of one'),
  }),
});

const stateSchema = z.object({
  now: instant,
  defaultDepartment: z.string(),
  departments: z.array(
    z.object({
      id: z.string(),
      name: z.partialRecord(z.enum(LANGUAGES), z.string()),
      timeZone: z.string(),
      state: z.enum(OPEN_STATES),
      until: instant.optional().describe('End of do not disturb'),
      opens: z
        .object({ daysAhead: z.int(), date: z.iso.date(), weekday: z.enum(WEEKDAYS), clock: z.string() })
        .optional()
        .describe('On the clocks of its own time zone'),
    }),
  ),
  doNotDisturb: doNotDisturbSchema,
  guard: guardSchema,
  warnings: z
    .array(settingsWarning)
    .describe('What keeps callers from being answered as meant, by its place in the settings'),
});

const previewSchema = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    pattern: z.string().describe('As it would be listed'),
    written: z.string().describe('As people write it'),
    covers: z.int().describe('Numbers, at most'),
    own: z
      .int()
      .describe(
        'Of the hotline’s own numbers and its staff’s: one by itself cannot be blocked, a rule covers them',
      ),
    wide: z.boolean().describe('A rule about so many people that a second person has to approve it'),
    remark: z.enum(NUMBER_REMARKS).optional().describe('What is unusual about the number'),
    listing: listingSchema.optional().describe('What stands there now'),
  }),
  z.object({
    ok: z.literal(false),
    problem: z.enum(NUMBER_PROBLEMS),
    text: z.string(),
  }),
]);

const numberCountry = z
  .string()
  .transform((text) => (text === 'international' ? text : text.toUpperCase()))
  .refine(isNumberCountry, { error: 'must be a country like CN, or "international"' })
  .optional();

const uploadId = z
  .string()
  .regex(/^[a-z0-9]{8,40}$/, { error: 'must be 8 to 40 lower-case letters and digits' });
const days = (most: number) => z.coerce.number().int().min(1).max(most);
const complaintRules = {
  mode: z
    .enum(FEED_MODES)
    .default('replace')
    .describe('replace: the feed is this file. add: the file comes to it, a complaint in both counts once'),
  blockFrom: z.coerce
    .number()
    .int()
    .min(1)
    .max(100_000)
    .optional()
    .describe('Block numbers with at least so many complaints; nobody is blocked without it'),
  within: days(3_650)
    .default(DEFAULT_WITHIN_DAYS)
    .describe('… in so many days, counted back from the newest complaint'),
  expiresDays: days(3_650).default(DEFAULT_EXPIRES_DAYS).describe('The blocks end after so many days'),
};

// --- the routes ---------------------------------------------------------------------------------------------------

export interface OperationContract {
  readonly summary: string;
  readonly query?: z.ZodType;
  /** JSON, unless `bodyType` says otherwise. */
  readonly body?: z.ZodType;
  readonly bodyType?: 'text/csv';
  readonly answer?: z.ZodType;
  readonly answerType?: 'text/csv' | 'audio/wav' | 'application/schema+json' | 'text/html' | 'text/*';
  /** Of a success, where it is not 200. */
  readonly status?: 201;
  /** Carries an ETag; a write takes `If-Match` and answers 412 when somebody else was first. */
  readonly versioned?: true;
}

const noQuery = z.strictObject({});
const spanAnswer = {
  from: instant,
  to: instant,
  complete: z.boolean().describe('False: there were more calls than are read for one answer'),
};
const settingsVersion = z.object({
  version: z.int().describe('0: what was in force before anybody saved'),
  savedAt: instant.optional().describe('Absent of version 0'),
  savedBy: z.string(),
  approvedBy: z.string().optional().describe('The second person, where one was asked'),
});
const proposalSchema = z.object({
  proposal: z.int(),
  replaces: z.int().describe('The version of the settings from which it was made'),
  onto: z.int().describe('The version in force, on which `settings` stand'),
  stale: z
    .array(z.string())
    .optional()
    .describe(
      'Places that were changed meanwhile as well: it cannot be approved, and has to be proposed again',
    ),
  changes: z
    .array(z.enum([...GUARDED_KINDS, 'second-approver']))
    .readonly()
    .describe('Why it waits'),
  proposedBy: z.string(),
  proposedAt: instant,
  settings: settingsSchema.describe(
    'What approving it puts in force: its changes on top of what was saved meanwhile',
  ),
});

export const CONTRACT = {
  me: { summary: 'Who I am, and what I may do', query: noQuery, answer: meSchema },
  'overview.stats': {
    summary: 'Calls by hour and verdict, and the guard’s own figures; of the last seven days by default',
    query: z.strictObject({
      from: bounds.from,
      to: bounds.to.describe('A date-time, exclusive, or a day to its end; at most 35 days later'),
    }),
    answer: statsSchema,
  },
  'overview.state': {
    summary: 'Whether the hotline answers just now, and how hard it is guarded',
    query: noQuery,
    answer: stateSchema,
  },
  'overview.live': {
    summary: 'Calls that are going on, newest first, 100 at most',
    query: noQuery,
    answer: z.object({ now: instant, items: z.array(callSchema) }),
  },
  'listings.page': {
    summary: 'Listings, sorted by list and pattern',
    query: z.strictObject({
      ...paging,
      list: listName.optional(),
      q: z.string().max(MAX_SPELLING).optional().describe('Part of the number or of the reason'),
    }),
    answer: page(listingSchema),
  },
  'listings.import': {
    summary:
      'Import listings from a file: columns number, reason, expiresAt under any usual name, or one number on each line. ' +
      'UTF-8, UTF-16 or GB18030, also compressed with gzip. A file of complaints (FTC, FCC, or with as=complaints) ' +
      'becomes evidence under the name of its source, and blocks only what `blockFrom` says',
    query: z.strictObject({
      list: listName.optional().describe('The list they go to; not needed for complaints'),
      as: z.literal('complaints').optional().describe('Each line is one complaint'),
      dryRun: z.stringbool().default(false).describe('Only say what would happen'),
      partial: z.stringbool().default(false).describe('Import the good lines though others are rejected'),
      source: z
        .string()
        .regex(FEED_NAME, { error: 'must be lower-case letters, digits and hyphens' })
        .optional()
        .describe(
          'Name of the feed, kept as feed:<name>; of a complaint file ftc, fcc or complaints where absent',
        ),
      ...complaintRules,
      reason: reasonText.optional().describe('For lines that have none'),
      country: numberCountry.describe(
        'Country of numbers without a plus; "international": each begins with its own country code. ' +
          'Asked for with 422 which-country where the file does not tell',
      ),
      parts: z.coerce
        .number()
        .int()
        .min(1)
        .max(1_000)
        .optional()
        .describe(
          'Of a file in parts, with the first one: how many there are. All parts are checked with dryRun=true first, ' +
            'then written; each answer has the `continue` of the next request. The audit log has one entry for all',
        ),
      continue: z.string().max(20_000).optional().describe('From the answer before'),
    }),
    body: z.string().transform((text) => new TextEncoder().encode(text)),
    bodyType: 'text/csv',
    answer: importSchema,
  },
  'feeds.page': {
    summary: 'Complaint feeds: what each has, since when, and what it blocks',
    query: noQuery,
    answer: z.object({ items: z.array(feedSchema) }),
  },
  'feeds.get': {
    summary: 'One complaint feed',
    query: noQuery,
    answer: feedSchema,
  },
  'feeds.import': {
    summary:
      'Take a complaint file into a feed: FTC or FCC columns, or one number a line. A file of one request is put in ' +
      'force at once; a larger one is sent in pieces under the same `upload`, one after the other, then committed',
    query: z.strictObject({
      dryRun: z.stringbool().default(false).describe('Only say what the file holds; nothing is stored'),
      upload: uploadId.optional().describe('Chosen by the client, for the pieces of one file'),
      piece: z.coerce
        .number()
        .int()
        .min(0)
        .max(9_999)
        .default(0)
        .describe('From 0; sent again, it replaces itself'),
      country: numberCountry.describe('Country of numbers without a plus'),
      ...complaintRules,
    }),
    body: z.string().transform((text) => new TextEncoder().encode(text)),
    bodyType: 'text/csv',
    answer: feedImportSchema,
  },
  'feeds.commit': {
    summary: 'Put the pieces of an upload in force, at one moment; with dryRun only say what they hold',
    query: noQuery,
    body: z.strictObject({
      upload: uploadId,
      pieces: z.int().min(1).max(10_000),
      dryRun: z.boolean().default(false),
      ...complaintRules,
    }),
    answer: feedImportSchema,
  },
  'feeds.delete': {
    summary: 'Take a feed back as a whole: its evidence and the blocks that it made',
    query: noQuery,
    answer: feedSchema,
  },
  'listings.export': {
    summary: 'Listings as CSV, in the form that the import takes; `x-next-cursor` when there are more',
    query: z.strictObject({
      list: listName.optional(),
      limit: z.coerce.number().int().min(1).max(20_000).default(20_000),
      cursor: paging.cursor,
    }),
    answerType: 'text/csv',
  },
  'listings.preview': {
    summary: 'How a spelling is read, how many numbers it covers, and what stands there now',
    query: z.strictObject({ text: z.string().max(MAX_SPELLING).default('') }),
    answer: previewSchema,
  },
  'listings.undo': {
    summary:
      'Put back exactly what stood there before a write; with the `x-undo` or `undo` that answered it. ' +
      'What was changed since is kept: counted, or 412 where the write was of one listing',
    query: noQuery,
    body: z.strictObject({ undo: z.string().max(1_000_000) }),
    answer: z.object({
      record: z.string().describe('The number or rule; after an import, the list'),
      undone: z.int().describe('Listings that are as they were before'),
      kept: z.int().describe('Listings that somebody has changed since'),
    }),
  },
  'listings.get': {
    summary: 'One listing, with how many calls it decided',
    query: noQuery,
    answer: listingSchema,
    versioned: true,
  },
  'listings.put': {
    summary: 'List a number or a prefix, or change its listing',
    query: noQuery,
    body: z.strictObject({
      list: listName,
      reason: reasonText,
      expiresAt: z
        .union([instant, z.iso.date()], {
          error: 'must be a date or a date-time with its zone, like 2026-12-31 or 2026-12-31T18:00:00Z',
        })
        .optional()
        .describe('A date without a time lasts until its end in the time zone of the default department'),
      department: z.string().max(40).optional(),
      ringThrough: z.boolean().optional().describe('Rings staff after hours too'),
    }),
    answer: listingSchema,
    versioned: true,
  },
  'listings.delete': { summary: 'Take a listing away', query: noQuery, versioned: true },
  lookup: {
    summary: 'What would happen if this number called now, and why',
    query: z.strictObject({
      attestation: z
        .enum(ATTESTATIONS)
        .default('none')
        .describe('As if the network had said so of the call (STIR/SHAKEN)'),
    }),
    answer: lookupSchema,
  },
  'calls.page': {
    summary: 'Calls, newest first; of the last seven days unless a caller or a time is named',
    query: z.strictObject({
      ...paging,
      caller: z.string().max(MAX_SPELLING).optional().describe('A number in any usual spelling'),
      ...bounds,
      verdict: z.enum(VERDICTS).optional(),
      disposition: z.enum(DISPOSITIONS).optional(),
    }),
    answer: page(callSchema),
  },
  'calls.get': { summary: 'One call with its timeline', query: noQuery, answer: callSchema },
  'calls.flag': {
    summary: 'Staff say: this was a nuisance call. The caller is challenged again',
    query: noQuery,
    body: z.strictObject({ reason: reasonText.default('nuisance') }),
    answer: callSchema,
  },
  'calls.unflag': {
    summary:
      'Take a flag back, so that it no longer counts as evidence; for the person who gave it, and for admins',
    query: z.strictObject({ reason: reasonText.default('flagged by mistake') }),
    answer: callSchema,
  },
  'voicemails.page': {
    summary: 'Messages; those of one status newest first',
    query: z.strictObject({
      ...paging,
      status: z.enum(VOICEMAIL_STATUSES).optional(),
      folder: z.enum(FOLDERS).optional().describe('Both where absent'),
    }),
    answer: page(voicemailSchema),
  },
  'voicemails.get': { summary: 'One message', query: noQuery, answer: voicemailSchema, versioned: true },
  'voicemails.patch': {
    summary: 'Mark a message as heard or done, assign it, or move it to the other folder',
    query: noQuery,
    body: z
      .strictObject({
        status: z.enum(VOICEMAIL_STATUSES).optional(),
        assignedTo: z.string().trim().min(1).max(100).optional(),
        folder: z.enum(FOLDERS).optional().describe('It stays there, whatever its words are'),
      })
      .refine((change): boolean => Object.keys(change).length > 0, { error: 'names nothing to change' }),
    answer: voicemailSchema,
    versioned: true,
  },
  'voicemails.audio': { summary: 'The recording of a message', query: noQuery, answerType: 'audio/wav' },
  'cases.page': {
    summary: 'Reports and appeals; those of one status, or about one number, in the order asked for',
    query: z.strictObject({
      ...paging,
      status: z.enum(CASE_STATUSES).optional(),
      kind: z.enum(CASE_KINDS).optional(),
      order: z
        .enum(['newest', 'due'])
        .default('newest')
        .describe('`due`: those that wait longest come first'),
      reported: z.string().max(MAX_SPELLING).optional().describe('A number in any usual spelling'),
    }),
    answer: page(caseSchema),
  },
  'cases.post': {
    summary: 'Staff open a report about a number',
    query: noQuery,
    body: z.strictObject({
      reported: z.string().min(1).max(MAX_SPELLING).describe('A number in any usual spelling'),
      category: z.enum(CATEGORIES),
      description: z.string().trim().min(1).max(1000).optional(),
      callSid: z
        .string()
        .regex(/^CA[0-9a-f]{32}$/)
        .optional()
        .describe('The call that it is about'),
    }),
    answer: caseSchema,
  },
  'cases.get': { summary: 'One case', query: noQuery, answer: caseSchema, versioned: true },
  'cases.patch': {
    summary: 'Move a case on; the feedback is what its reporter hears',
    query: noQuery,
    body: z
      .strictObject({
        status: z.enum(CASE_STATUSES).optional(),
        feedback: z.string().trim().min(1).max(400).optional(),
        decision: z
          .enum(DECISIONS)
          .optional()
          .describe('Of an appeal; accepted lifts the block, refused needs the feedback that says why'),
      })
      .refine((change): boolean => Object.keys(change).length > 0, { error: 'names nothing to change' }),
    answer: caseSchema,
    versioned: true,
  },
  'listings.approve': {
    summary:
      'Put an automatic block, or a rule about a whole region, that waits for approval into force; 409 where nothing waits',
    query: noQuery,
    body: z.strictObject({}),
    answer: listingSchema,
    versioned: true,
  },
  'what-if': {
    summary: 'Other settings over the stored facts of past calls: who would have been treated differently',
    query: noQuery,
    body: z.strictObject({
      settings: z.looseObject({}).describe('The whole document, or the part that differs (RFC 7396)'),
      from: bounds.from.describe('A date-time, or a day from its beginning; a week before `to` where absent'),
      to: bounds.to.describe('A date-time, exclusive, or a day to its end; now where absent'),
    }),
    answer: z.object({
      ...spanAnswer,
      calls: z.int().describe('That could be decided again'),
      changed: z.int(),
      changes: z.array(
        z.object({
          from: z.enum(VERDICTS),
          to: z.enum(VERDICTS),
          calls: z.int(),
          talked: z.int().describe('Of them: talked with staff, and not flagged'),
          flagged: z.int(),
          examples: z.array(z.string()).describe('CallSids'),
        }),
      ),
      minutesSaved: z.int(),
      saved: z.object({ amount: z.number(), currency: z.string() }).optional(),
    }),
  },
  shadow: {
    summary: 'What scores did, or would have done in shadow mode, by treatment and by reason',
    query: z.strictObject(bounds),
    answer: z.object({
      ...spanAnswer,
      mode: z.enum(['shadow', 'act', 'off']),
      since: instant.optional().describe('Since when the hotline answers'),
      scored: z.int(),
      acted: z.int(),
      rows: z.array(
        z.object({
          treatment: z.enum(TREATMENTS),
          calls: z.int(),
          talked: z.int(),
          flagged: z.int(),
          byReason: z.record(z.string(), z.int()),
          examples: z.array(z.string()),
        }),
      ),
    }),
  },
  'cases.preview': {
    summary: 'What the reporter would hear after such a change; nothing is changed',
    query: noQuery,
    body: z.strictObject({
      status: z.enum(CASE_STATUSES).optional(),
      feedback: z.string().trim().max(400).optional(),
    }),
    answer: caseNewsSchema,
  },
  'guard.get': {
    summary: 'How hard the hotline is guarded just now, and what callers get',
    query: noQuery,
    answer: guardSchema,
  },
  'guard.put': {
    summary: 'Attack mode on and off; with `until` it ends by itself',
    query: noQuery,
    body: z.strictObject({ level: z.enum(GUARD_LEVELS), until: instant.optional() }),
    answer: guardSchema,
  },
  'do-not-disturb.get': {
    summary: 'Whether nobody of the staff is rung just now',
    query: noQuery,
    answer: doNotDisturbSchema,
  },
  'do-not-disturb.put': {
    summary: 'Nobody of the staff is rung until then; callers hear when, and leave a message',
    query: noQuery,
    body: z.strictObject({ until: instant }),
    answer: doNotDisturbSchema,
  },
  'do-not-disturb.delete': { summary: 'Calls ring again', query: noQuery },
  'staff.page': {
    summary: 'Members of staff: where they are rung, and what they are doing',
    query: noQuery,
    answer: z.object({ items: z.array(staffSchema) }),
  },
  'staff.pin.put': {
    summary: 'Give a member of staff a PIN for the staff menu, or a new one; it also ends a lock',
    query: noQuery,
    body: z.strictObject({ pin: z.string().max(20) }),
  },
  'staff.pin.delete': { summary: 'Close the staff menu to a member', query: noQuery },
  'staff.pin-lock.delete': {
    summary: 'End the lock after wrong PINs at once; the PIN stays',
    query: noQuery,
  },
  'audit.page': {
    summary: 'Who did what to which record, newest first',
    query: z.strictObject({
      ...paging,
      ...bounds,
      by: z.string().max(500).optional().describe('Who, exactly'),
      action: z.string().max(60).optional().describe('What, exactly: settings.put'),
    }),
    answer: page(auditSchema),
  },
  'audit.verify': {
    summary: 'Whether the audit log is as it was written: nothing changed, removed, added or moved',
    query: z.strictObject({
      from: z.iso
        .date()
        .optional()
        .describe('First day, as in the other questions; the beginning where absent'),
      to: z.iso.date().optional().describe('Last day; the end where absent'),
    }),
    answer: chainSchema,
  },
  'notifications.key': {
    summary: 'The key by which the receiver of a webhook checks its signature (Standard Webhooks)',
    query: z.strictObject({ url: z.url().max(500).describe('Of the target, as in the settings') }),
    answer: z.object({ url: z.string(), key: z.string().describe('whsec_<base64>') }),
  },
  holidays: {
    summary: 'Public holidays of a year, to be taken into a calendar of the settings',
    query: z.strictObject({
      country: z
        .string()
        .regex(/^[A-Z]{2}$/, { error: 'must be a two-letter country code, like US or CN' })
        .describe('ISO 3166'),
      year: z.coerce.number().int().min(2000).max(2100),
    }),
    answer: holidaySchema,
  },
  'settings.get': {
    summary: 'The settings in force',
    query: noQuery,
    answer: settingsSchema,
    versioned: true,
  },
  'settings.put': {
    summary:
      'Replace the settings; every version is kept. Changes that need a second approver are kept as a proposal: ' +
      'answered with 202, the settings in force, and the number of the proposal in X-Proposal',
    query: noQuery,
    body: z.unknown(),
    answer: settingsSchema,
    versioned: true,
  },
  'settings.proposals': {
    summary: 'Settings that wait for a second person’s approval, oldest first',
    query: noQuery,
    answer: z.object({ items: z.array(proposalSchema) }),
  },
  'settings.proposal.approve': {
    summary: 'Put proposed settings in force; by another person than the one who proposed them',
    query: noQuery,
    answer: settingsSchema,
    versioned: true,
  },
  'settings.proposal.delete': {
    summary: 'Refuse proposed settings, or withdraw one’s own',
    query: noQuery,
  },
  'settings.warnings': {
    summary:
      'What the settings in force allow and probably do not mean, like a calendar without this year or a time zone ' +
      'with the wrong clock',
    query: noQuery,
    answer: z.object({ items: z.array(settingsWarning) }),
  },
  'settings.schema': {
    summary: 'The JSON schema of the settings',
    query: noQuery,
    answerType: 'application/schema+json',
  },
  'settings.preview': {
    summary: 'What callers would hear and get under such settings; nothing is saved',
    query: noQuery,
    body: z.unknown(),
    answer: settingsPreviewSchema,
  },
  'settings.versions': {
    summary: 'Who saved which version of the settings and when, newest first',
    query: z.strictObject(paging),
    answer: page(settingsVersion),
  },
  'settings.version': { summary: 'The settings as they were', query: noQuery, answer: settingsSchema },
} as const satisfies Record<AdminRouteId, OperationContract>;

type Contract = typeof CONTRACT;
export type QueryOf<Id extends AdminRouteId> = Contract[Id] extends { query: infer Q extends z.ZodType }
  ? z.output<Q>
  : never;
export type BodyOf<Id extends AdminRouteId> = Contract[Id] extends { body: infer B extends z.ZodType }
  ? z.output<B>
  : undefined;
export type AnswerOf<Id extends AdminRouteId> = Contract[Id] extends { answer: infer A extends z.ZodType }
  ? z.output<A>
  : never;

/** What a client sends: defaults left out, where `BodyOf` has them filled in. */
export type SentBodyOf<Id extends AdminRouteId> = Contract[Id] extends { body: infer B extends z.ZodType }
  ? z.input<B>
  : undefined;

export type MeView = z.output<typeof meSchema>;
export type ListingView = z.output<typeof listingSchema>;
export type LookupView = z.output<typeof lookupSchema>;
export type CallView = z.output<typeof callSchema>;
export type DoNotDisturbView = z.output<typeof doNotDisturbSchema>;
export type StaffView = z.output<typeof staffSchema>;
export type AuditView = z.output<typeof auditSchema>;
/** Everything that the audit log can say was done. */
export type AuditAction = Act | AuditedRouteId;
export type ChainView = z.output<typeof chainSchema>;
export type SettingsWarnings = AnswerOf<'settings.warnings'>;
export type WhatIfView = AnswerOf<'what-if'>;
export type ShadowView = AnswerOf<'shadow'>;
export type GuardView = z.output<typeof guardSchema>;
export type HolidayView = z.output<typeof holidaySchema>;
export type CaseView = z.output<typeof caseSchema>;
export type CaseNewsView = z.output<typeof caseNewsSchema>;
export type SettingsView = z.output<typeof settingsSchema>;
export type ProposalView = z.output<typeof proposalSchema>;
export type SettingsPreview = z.output<typeof settingsPreviewSchema>;
export type VoicemailView = z.output<typeof voicemailSchema>;
export type ImportReport = z.output<typeof importSchema>;
export type FeedView = z.output<typeof feedSchema>;
export type FeedImport = z.output<typeof feedImportSchema>;
export type PageOf<Item> = { items: Item[]; cursor?: string };

export type StatsView = z.output<typeof statsSchema>;
export type StateView = z.output<typeof stateSchema>;
export type PreviewView = z.output<typeof previewSchema>;

/** Closed unions behind the words of the answers: a client that has words for each has words for all. */
export type { Attestation } from '../../core/numbers/attestation.ts';
export type { Category } from '../../core/cases/case.ts';
export type { Disposition } from '../../core/records/call-record.ts';
export type { PlanKind } from '../../core/call/plan.ts';
export type { TimelineEntry } from '../../core/call/effect.ts';
export type { List } from '../../core/lists/listing.ts';
export type { NumberProblem, NumberRemark } from '../../core/numbers/number-input.ts';
export type { CellProblem } from '../../core/numbers/number-cell.ts';
export type { NumberCountry, Reading } from '../../core/lists/list-file/country.ts';
export type { Outcome } from '../../core/call/outcome.ts';
export type { Treatment } from '../../core/screening/treatment.ts';
export type ScoreReasonCode = ScoreReason['code'];
export type { ChallengeEnd, KeptWay, TalliedVerdict } from '../../core/records/stats.ts';
export type { AdminRouteId, Role } from '../routes.ts';
export type { ProblemKind, ProblemPlace } from '../http/problem.ts';
