// Training mode: results of exercises.
import * as z from 'zod';
import { EXERCISE_IDS, RULE_KINDS } from '../../../core/exercises/exercise-rules.ts';
import { PHRASE_IDS } from '../../../core/exercises/phrases.ts';
import { instant, page, paging, type OperationContract } from '../contract-parts.ts';
import { EXERCISE_ROUTES } from './routes.ts';

const MAX_NAME = 120;
/** Sentences of a conversation, and characters of each. */
const MAX_SENTENCES = 100;
const MAX_SENTENCE = 500;

const resultSchema = z.object({
  trainee: z.string(),
  exercise: z.enum(EXERCISE_IDS),
  callSid: z.string(),
  takenAt: instant,
  outcomes: z
    .array(
      z.object({
        kind: z.enum(RULE_KINDS),
        limit: z.number().optional().describe('Of a rule about a time: the seconds that it names'),
        phrase: z.enum(PHRASE_IDS).optional().describe('What should be said, or never'),
        passed: z.boolean(),
        seconds: z.number().optional().describe('What was measured'),
      }),
    )
    .describe('One for each rule, in the order of the exercise'),
});

export const EXERCISE_CONTRACT = {
  'exercises.page': {
    summary: 'Results of exercises: one’s own, newest first; admins see those of everybody',
    query: z.strictObject({
      ...paging,
      trainee: z.string().max(MAX_NAME).optional().describe('For admins: only the results of this person'),
    }),
    answer: page(resultSchema),
  },
  'exercises.post': {
    summary: 'Judge an exercise by the record of its call, and keep the result',
    query: z.strictObject({}),
    body: z.strictObject({
      exercise: z.enum(EXERCISE_IDS),
      callSid: z.string().regex(/^CA[0-9a-f]{32}$/),
      said: z
        .array(z.string().max(MAX_SENTENCE))
        .max(MAX_SENTENCES)
        .describe('What was said at the staff telephone; it is judged and not kept'),
      trainee: z
        .string()
        .trim()
        .min(1)
        .max(MAX_NAME)
        .optional()
        .describe('For admins: the name of whoever took it; oneself where absent'),
    }),
    answer: resultSchema,
  },
} as const satisfies Record<keyof typeof EXERCISE_ROUTES, OperationContract>;

export type ExerciseResultView = z.output<typeof resultSchema>;
export type ExerciseOutcome = ExerciseResultView['outcomes'][number];
export type { ExerciseId } from '../../../core/exercises/exercise-rules.ts';
