// Drops a failed task, with a reason: what it was to do is never done.
import type { ReactNode } from 'react';
import type { FailedTaskView } from '../../../functions/admin/contract.ts';
import { useApi } from '../../api/api-context.ts';
import { useNotices } from '../../shell/notices.tsx';
import { WhyDialog } from '../../shell/why-dialog.tsx';
import { useWords } from '../../words/index.ts';

interface DropDialogProps {
  readonly task: FailedTaskView;
  readonly onClose: () => void;
  readonly onDropped: () => void;
}

export function DropDialog({ task, onClose, onDropped }: DropDialogProps): ReactNode {
  const words = useWords().failedTasks;
  const api = useApi();
  const notices = useNotices('failed-tasks');
  return (
    <WhyDialog
      title={words.dropTitle(words.lanes[task.lane])}
      action={words.drop}
      explained={words.dropExplained}
      longest={200}
      act={async (why) => {
        await api.call('deferred.drop', { params: { task: task.id }, body: { why } });
        notices.done(words.dropped);
        onDropped();
      }}
      onClose={onClose}
    />
  );
}
