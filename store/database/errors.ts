// The ways in which the store says no. `failures.ts` says which error of DynamoDB is which.

/** Why the database is not to be had: it is out of order, throttles, or was not asked since too much waits for it already. */
export type Unavailability = 'outage' | 'throttled' | 'unasked';

const WHAT: Readonly<Record<Unavailability, string>> = {
  outage: 'did not answer',
  throttled: 'throttles requests',
  unasked: 'has too much to do and was not asked',
};

/** The database did not answer, or not in time, or has too much to do. The same request may succeed later. */
export class StoreUnavailableError extends Error {
  override readonly name = 'StoreUnavailableError';
  readonly reason: Unavailability;
  constructor(operation: string, cause: unknown, reason: Unavailability = 'outage') {
    super(`the store ${WHAT[reason]}: ${operation}`, { cause });
    this.reason = reason;
  }
}

/** The database took a look at this very request and refuses it, however often it is sent. */
export class StoreRefusedError extends Error {
  override readonly name: string = 'StoreRefusedError';
  /** The item would be larger than DynamoDB takes. */
  readonly tooLarge: boolean;
  constructor(operation: string, cause: unknown, tooLarge: boolean) {
    super(`the database refuses it: ${operation}: ${messageOf(cause)}`, { cause });
    this.tooLarge = tooLarge;
  }
}

/** Found before it was sent. */
export class ItemTooLargeError extends StoreRefusedError {
  readonly bytes: number;
  readonly mostBytes: number;
  constructor(operation: string, bytes: number, mostBytes: number) {
    super(operation, new Error(`${String(bytes)} bytes, and an item holds ${String(mostBytes)}`), true);
    this.bytes = bytes;
    this.mostBytes = mostBytes;
  }
}

/** A table, a permission or the credentials are missing: every request fails until an operator mends it. */
export class StoreMisconfiguredError extends Error {
  override readonly name = 'StoreMisconfiguredError';
  constructor(operation: string, cause: unknown) {
    super(`the database is not set up for this: ${operation}: ${messageOf(cause)}`, { cause });
  }
}

/** An item is not as this folder writes them: somebody else has written it, or it is damaged. */
export class DamagedItemError extends Error {
  override readonly name = 'DamagedItemError';
  /** @param problems `/pointer: what is wrong`, one for each attribute */
  constructor(table: string, key: Readonly<Record<string, unknown>>, problems: readonly string[]) {
    super(
      `the item ${JSON.stringify(key)} of the table ${table} cannot be read: ${problems.slice(0, 5).join('; ')}`,
    );
  }
}

/** The record is not as the writer believed: somebody else changed, made or deleted it first. */
export class ConflictError extends Error {
  override readonly name: string = 'ConflictError';
}

/** A conflict about a record that has versions: it carries the record as it stands, which need not be read again. */
export abstract class VersionConflictError<Standing> extends ConflictError {
  override readonly name = 'VersionConflictError';
  /** Undefined where nothing stands there any more. */
  readonly standing: Standing | undefined;
  /** 0 where nothing stands there. */
  readonly version: number;
  constructor(record: string, standing: Standing | undefined, version: number) {
    super(version === 0 ? `${record} is gone` : `${record} is at version ${String(version)}`);
    this.standing = standing;
    this.version = version;
  }
}

/** Makes a write, and where its condition did not hold, throws what `conflict` finds. */
export async function tellingConflict<Answer>(
  write: Promise<Answer>,
  conflict: () => Promise<ConflictError>,
): Promise<Answer> {
  try {
    return await write;
  } catch (error) {
    ignoreConflict(error);
    throw await conflict();
  }
}

/** For a write whose condition says that there is nothing to do. */
export function ignoreConflict(error: unknown): void {
  if (!(error instanceof ConflictError)) throw error;
}

/** What a conditional write answers; undefined where its condition did not hold. */
export async function unlessConflict<Answer>(write: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await write;
  } catch (error) {
    ignoreConflict(error);
    return undefined;
  }
}

/** Whether a conditional write was done; false where its condition did not hold. */
export const wasWritten = async (write: Promise<unknown>): Promise<boolean> =>
  (await unlessConflict(write.then(() => true))) ?? false;

/** DynamoDB names tables, attributes and limits in its messages, no values. */
const messageOf = (cause: unknown): string =>
  cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
