// Closes a switch over a closed union: a new member does not compile until someone decides what it means.

export function assertNever(value: never, what: string): never {
  throw new TypeError(`unexpected ${what}: ${JSON.stringify(value)}`);
}
