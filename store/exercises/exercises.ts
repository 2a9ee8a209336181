// Results of training mode: an item for each exercise that somebody took, removed a year later.
import * as z from 'zod';
import { DAY_MS } from '../../core/basics/durations.ts';
import { EXERCISE_DAYS } from '../../core/holds/kept.ts';
import { EXERCISE_IDS, RULE_KINDS, type ExerciseId } from '../../core/exercises/exercise-rules.ts';
import { PHRASE_IDS, type Phrase } from '../../core/exercises/phrases.ts';
import { absent, equals } from '../database/conditions.ts';
import { decodeCursor, encodeCursor, fromCursor, keySchema, scopeOf, type Page } from '../database/cursor.ts';
import type { Database } from '../database/database.ts';
import { ignoreConflict } from '../database/errors.ts';
import { epochSeconds } from '../database/items.ts';
import { parserOf, schemaOf, text, time } from '../database/parse.ts';
import { openTable, type Table } from '../database/table.ts';

/** A rule and what came of it, in the words of the day: the rules may change later. */
export interface KeptOutcome {
  readonly kind: (typeof RULE_KINDS)[number];
  /** Of a rule about a time: what is allowed. */
  readonly limit?: number;
  readonly phrase?: Phrase;
  readonly passed: boolean;
  readonly seconds?: number;
}

export interface ExerciseResult {
  /** Who took it: the id of a person, as the audit log has it. */
  readonly trainee: string;
  readonly exercise: ExerciseId;
  readonly callSid: string;
  /** When the call began; ISO 8601, UTC. */
  readonly takenAt: string;
  readonly outcomes: readonly KeptOutcome[];
}

interface ExerciseQuery {
  /** Undefined: everybody's, in no order. */
  readonly trainee: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export interface ExerciseResults {
  /** The first result of a call is kept. */
  readonly keep: (result: ExerciseResult) => Promise<void>;
  /** Of one person, newest first. */
  readonly page: (query: ExerciseQuery) => Promise<Page<ExerciseResult>>;
}

export function createExerciseResults(database: Database): ExerciseResults {
  const table = openTable(database, 'exercises');
  return {
    keep: async (result) => {
      const ttl = epochSeconds(new Date(Date.parse(result.takenAt) + EXERCISE_DAYS * DAY_MS).toISOString());
      const item = { ...result, taken: `${result.takenAt} ${result.callSid}`, ttl };
      await table.put('keep exercise', item, absent('trainee')).catch(ignoreConflict);
    },
    page: (query) => fromCursor(query.cursor, () => pageOfResults(table, query)),
  };
}

async function pageOfResults(
  table: Table,
  { trainee, limit, cursor }: ExerciseQuery,
): Promise<Page<ExerciseResult>> {
  const scope = scopeOf('exercises', { trainee });
  const place = trainee === undefined ? keySchema(['trainee', 'taken']) : keySchema(['taken'], { trainee });
  const part = { limit, after: cursor === undefined ? undefined : decodeCursor(cursor, scope, place) };
  const piece = await (trainee === undefined
    ? table.scan('page of exercises', part)
    : table.query('page of exercises', { where: equals('trainee', trainee), newestFirst: true, ...part }));
  const items = piece.items.map(resultFromItem);
  return piece.next === undefined ? { items } : { items, cursor: encodeCursor(scope, piece.next) };
}

const whole = z.number().nonnegative().optional();

const resultFromItem = parserOf(
  'exercises',
  schemaOf<ExerciseResult>({
    trainee: text,
    exercise: z.enum(EXERCISE_IDS),
    callSid: text,
    takenAt: time,
    outcomes: z.array(
      schemaOf<KeptOutcome>({
        kind: z.enum(RULE_KINDS),
        limit: whole,
        phrase: z.enum(PHRASE_IDS).optional(),
        passed: z.boolean(),
        seconds: whole,
      }),
    ),
  }),
);
