// A step that needs a reason: what it does is said, why it is taken is asked, and the reason goes into the audit log.
import Box from '@cloudscape-design/components/box';
import { useState, type ReactNode } from 'react';
import { useWords } from '../words/index.ts';
import { Dialog } from './dialog.tsx';
import { ReasonField } from './reason-field.tsx';

interface WhyDialogProps {
  readonly title: string;
  readonly action: string;
  readonly explained: string;
  /** Between what is explained and the question. */
  readonly children?: ReactNode;
  /** Characters of the reason. */
  readonly longest?: number;
  /** May throw. */
  readonly act: (why: string) => Promise<void>;
  readonly onClose: () => void;
}

const LONGEST = 300;

export function WhyDialog({
  title,
  action,
  explained,
  children,
  longest = LONGEST,
  act,
  onClose,
}: WhyDialogProps): ReactNode {
  const { reason: words } = useWords();
  const [why, setWhy] = useState('');
  const [tried, setTried] = useState(false);
  const missing = why.trim() === '';
  return (
    <Dialog
      title={title}
      action={action}
      ready={() => {
        setTried(true);
        return !missing;
      }}
      act={() => act(why.trim())}
      onClose={onClose}
    >
      <Box>{explained}</Box>
      {children}
      <ReasonField
        label={words.reason}
        description={words.logged}
        problem={tried && missing ? words.missing : undefined}
        value={why}
        longest={longest}
        oneLine
        onChange={setWhy}
      />
    </Dialog>
  );
}
