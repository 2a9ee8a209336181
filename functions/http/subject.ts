// Who asks, once the token is checked.
import type { Role } from '../routes.ts';

export interface Subject {
  /** Who, for the record of who did what. */
  readonly id: string;
  /** `token`: the admin token, which belongs to the owner of the machine and names no person. */
  readonly kind: 'person' | 'token';
  readonly roles: readonly Role[];
}
