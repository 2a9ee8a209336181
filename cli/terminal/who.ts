// Who did something, as a person reads it.

/** People by name or address; the token of the installation as what it is. */
export const whoInWords = (by: string): string => (by === 'admin' ? 'admin token' : by);
