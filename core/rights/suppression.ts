// A block that goes on after the number was erased: what stands for it.

export interface Suppression {
  /** Made of the number under the hotline's key. */
  readonly token: string;
  /** ISO 8601, UTC. */
  readonly since: string;
  /** The request by which the number was erased. */
  readonly request: string;
  readonly expiresAt?: string | undefined;
}
