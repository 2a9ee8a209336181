// The two ways in which the store says no.

/** The database did not answer, or not in time, or not as the owner of these tables. Trying again later may help. */
export class StoreUnavailableError extends Error {
  override readonly name = 'StoreUnavailableError';
  constructor(operation: string, cause: unknown) {
    super(`the store did not answer: ${operation}`, { cause });
  }
}

/** The record is not as the writer believed: somebody else changed, made or deleted it first. */
export class ConflictError extends Error {
  override readonly name = 'ConflictError';
}

/** For a write whose condition says that there is nothing to do. */
export function ignoreConflict(error: unknown): void {
  if (!(error instanceof ConflictError)) throw error;
}
