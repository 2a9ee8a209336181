// What the commands say instead of a stack trace when data is absent or cannot be read.

export class DataError extends Error {
  override readonly name = 'DataError';
}
