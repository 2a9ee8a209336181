// What the API answers when the database says no, or there are no secrets: whether to try again, to send less, or to call
// the operator.
import {
  StoreMisconfiguredError,
  StoreRefusedError,
  StoreUnavailableError,
} from '../../store/database/errors.ts';
import { SecretsUnavailableError } from '../secrets-source.ts';
import { Problem } from './problem.ts';

/** Undefined for any other error. */
export function outageProblem(error: unknown): Problem | undefined {
  if (error instanceof StoreUnavailableError) {
    const why = error.reason === 'throttled' ? 'The database has too much to do. ' : '';
    return new Problem(
      'store-unavailable',
      `${why}No data was lost and calls are still answered. Retry in a few seconds.`,
    );
  }
  if (error instanceof StoreRefusedError) {
    return error.tooLarge
      ? new Problem(
          'too-large',
          'The record would be larger than the 400 KB that the database holds. Send less.',
        )
      : new Problem(
          'store-refused',
          'Retrying will not help. The error was logged. Contact your administrator.',
        );
  }
  if (error instanceof StoreMisconfiguredError) {
    return new Problem(
      'store-misconfigured',
      'A table, a permission or the credentials are missing; the log names it. Calls are answered meanwhile. Tell the operator.',
    );
  }
  if (error instanceof SecretsUnavailableError) {
    return new Problem(
      'secrets-unavailable',
      'Calls are still answered, and callers can leave messages. Retry in a few seconds.',
    );
  }
  return undefined;
}

/** What `/health` says of it. */
export function storeTrouble(error: unknown): string {
  const meanwhile = 'callers on no list are challenged, lists and API are unavailable';
  if (error instanceof StoreMisconfiguredError)
    return `the database is not set up for this hotline: a table, a permission or the credentials are missing; ${meanwhile}`;
  if (error instanceof StoreRefusedError) return `the database refuses to read the settings; ${meanwhile}`;
  if (error instanceof StoreUnavailableError && error.reason === 'throttled')
    return `the store throttles requests; ${meanwhile}`;
  return `the store does not answer; ${meanwhile}`;
}
