// Which error of DynamoDB is an outage, a throttle, a refusal of the request, or a mistake of the installation.
// Names: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html and
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/CommonErrors.html
import {
  ConflictError,
  StoreMisconfiguredError,
  StoreRefusedError,
  StoreUnavailableError,
} from './errors.ts';

export type Failure = 'conflict' | 'outage' | 'throttled' | 'refused' | 'misconfigured';

const NAMES: Readonly<Record<Failure, readonly string[]>> = {
  conflict: ['ConditionalCheckFailedException'],
  outage: [
    'InternalServerError',
    'InternalServerErrorException',
    'InternalFailure',
    'ServiceUnavailable',
    'ServiceUnavailableException',
    'RequestTimeout',
    'RequestTimeoutException',
    // Of the SDK, when no answer came in time.
    'TimeoutError',
    'AbortError',
  ],
  throttled: [
    'ProvisionedThroughputExceededException',
    'RequestLimitExceeded',
    'Throttling',
    'ThrottlingException',
    'ThrottledException',
    'TooManyRequestsException',
    'LimitExceededException',
    'TransactionConflictException',
    'TransactionInProgressException',
  ],
  refused: [
    'ValidationException',
    'ValidationError',
    'ItemCollectionSizeLimitExceededException',
    'SerializationException',
    'IdempotentParameterMismatchException',
    'TransactionCanceledException',
  ],
  misconfigured: [
    'ResourceNotFoundException',
    'AccessDeniedException',
    'NotAuthorized',
    'OptInRequired',
    'UnrecognizedClientException',
    'InvalidClientTokenId',
    'InvalidSignatureException',
    'IncompleteSignature',
    'IncompleteSignatureException',
    'MissingAuthenticationToken',
    'MissingAuthenticationTokenException',
    'ExpiredTokenException',
    'RequestExpired',
    'UnknownOperationException',
    'InvalidAction',
    'CredentialsProviderError',
    'KMSAccessDeniedException',
    'KMSDisabledException',
    'KMSInvalidStateException',
    'KMSNotFoundException',
  ],
};

const BY_NAME = new Map(
  (Object.entries(NAMES) as [Failure, readonly string[]][]).flatMap(([failure, names]) =>
    names.map((name) => [name, failure] as const),
  ),
);

/** A name that is not in the table counts as an outage: what is tried again is not lost. */
export const failureOf = (error: unknown): Failure =>
  (error instanceof Error ? BY_NAME.get(error.name) : undefined) ?? 'outage';

/** @param operation in words, for the log */
export function storeError(operation: string, error: unknown): Error {
  const failure = failureOf(error);
  switch (failure) {
    case 'conflict':
      return new ConflictError(operation, { cause: error });
    case 'outage':
    case 'throttled':
      return new StoreUnavailableError(operation, error, failure);
    case 'refused':
      return new StoreRefusedError(operation, error, /item size/i.test(String(error)));
    case 'misconfigured':
      return new StoreMisconfiguredError(operation, error);
  }
}
