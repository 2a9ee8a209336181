// The token and the key of a partner, which are shown once.
import Alert from '@cloudscape-design/components/alert';
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import FormField from '@cloudscape-design/components/form-field';
import type { ReactNode } from 'react';
import type { PartnerCredential } from '../../../functions/admin/contract.ts';
import { Dialog } from '../../shell/dialog.tsx';
import { useWords } from '../../words/index.ts';

interface CredentialDialogProps {
  readonly credential: PartnerCredential;
  readonly onClose: () => void;
}

export function CredentialDialog({ credential, onClose }: CredentialDialogProps): ReactNode {
  const words = useWords().partners;
  const { name, token, key, keyId } = credential;
  const shown = (label: string, value: string): ReactNode => (
    <FormField label={label}>
      <CopyToClipboard
        variant="inline"
        textToCopy={value}
        copyButtonAriaLabel={label}
        copySuccessText="✓"
        copyErrorText="✗"
      />
    </FormField>
  );
  return (
    <Dialog
      title={words.credential(name)}
      action={words.close}
      act={() => Promise.resolve()}
      onClose={onClose}
    >
      <Alert type="warning">{words.credentialOnce}</Alert>
      {shown(words.token, token)}
      {shown(`${words.key} (${keyId})`, key)}
    </Dialog>
  );
}
