// Drops a failed task, with a reason: what it was to do is never done.
import Box from '@cloudscape-design/components/box';
import { useState, type ReactNode } from 'react';
import type { FailedTaskView } from '../../../functions/admin/contract.ts';
import { useApi } from '../../api/api-context.ts';
import { Dialog } from '../../shell/dialog.tsx';
import { useNotices } from '../../shell/notices.tsx';
import { ReasonField } from '../../shell/reason-field.tsx';
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
  const [why, setWhy] = useState('');
  const [tried, setTried] = useState(false);
  const missing = why.trim() === '';
  return (
    <Dialog
      title={words.dropTitle(words.lanes[task.lane])}
      action={words.drop}
      ready={() => {
        setTried(true);
        return !missing;
      }}
      act={async () => {
        await api.call('deferred.drop', { params: { task: task.id }, body: { why: why.trim() } });
        notices.done(words.dropped);
        onDropped();
      }}
      onClose={onClose}
    >
      <Box>{words.dropExplained}</Box>
      <ReasonField
        label={words.why}
        description={words.whyDescription}
        problem={tried && missing ? words.whyNeeded : undefined}
        value={why}
        longest={200}
        oneLine
        onChange={setWhy}
      />
    </Dialog>
  );
}
