// Who did something about a package, as people read it.
import { useWords } from '../../words/index.ts';

/** People by their name; the token of the installation as what it is. */
export function useWho(): (by: string) => string {
  const { evidence } = useWords();
  return (by) => (by === 'admin' ? evidence.adminToken : by);
}
