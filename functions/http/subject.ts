// Who asks, once the token is checked.
import type { Role } from '../routes.ts';

export interface Subject {
  /** Who, for the record of who did what. */
  readonly id: string;
  /** `token`: the one that the machine's owner has, which stands for nobody in particular. */
  readonly kind: 'person' | 'token';
  readonly roles: readonly Role[];
}
