// Says that a list was changed, with a way to take exactly that back.
import { useSignedIn } from '../../api/api-context.ts';
import { useNotices } from '../../shell/notices.tsx';
import { useFormat } from '../../words/format.ts';
import { useWords } from '../../words/index.ts';

/** @returns to be told what was done, and what undoes it: several where it was written piece by piece */
export function useUndo(
  onChanged: () => void,
): (words: string, undos: readonly (string | undefined)[]) => void {
  const { api } = useSignedIn();
  const notices = useNotices();
  const { lists, calls } = useWords();
  const format = useFormat();
  const takeBack = async (undos: readonly string[]): Promise<void> => {
    let [record, undone, kept] = ['', 0, 0];
    try {
      // The last piece first, as one goes back.
      for (const undo of undos.toReversed()) {
        const { body } = await api.call('listings.undo', { body: { undo } });
        [record, undone, kept] = [body.record, undone + body.undone, kept + body.kept];
      }
      notices.done(
        record in calls.lists
          ? lists.importUndone(format.number(undone), format.number(kept))
          : lists.undone(format.phone(record)),
      );
    } catch (error) {
      notices.failed(error);
    }
    onChanged();
  };
  return (words, handedOut) => {
    const undos = handedOut.filter((undo) => undo !== undefined);
    notices.done(
      words,
      undos.length === 0 ? undefined : { label: lists.undo, act: () => void takeBack(undos) },
    );
  };
}
