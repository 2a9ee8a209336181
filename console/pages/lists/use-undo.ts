// Says that a list was changed, with a way to take exactly that back.
import { useSignedIn } from '../../api/api-context.ts';
import { useNotices } from '../../shell/notices.tsx';
import { useWords } from '../../words/index.ts';

/** @returns to be told what was done, and what undoes it */
export function useUndo(onChanged: () => void): (words: string, undo: string | undefined) => void {
  const { api } = useSignedIn();
  const notices = useNotices();
  const { lists } = useWords();
  const takeBack = async (undo: string): Promise<void> => {
    try {
      const { body } = await api.call('listings.undo', { body: { undo } });
      notices.done(lists.undone(body.pattern));
      onChanged();
    } catch (error) {
      notices.failed(error);
    }
  };
  return (words, undo) => {
    notices.done(
      words,
      undo === undefined ? undefined : { label: lists.undo, act: () => void takeBack(undo) },
    );
  };
}
