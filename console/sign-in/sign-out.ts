// Out: the token is forgotten.
import { leave } from '../session.ts';
import type { Configuration } from './configuration.ts';

export function signOut(_configuration: Configuration): void {
  leave('signed-out');
}
