// Staff open a case about the number that called.
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import Textarea from '@cloudscape-design/components/textarea';
import { useState, type ReactNode } from 'react';
import type { Category } from '../../../functions/admin/contract.ts';
import { useApi } from '../../api/api-context.ts';
import { Dialog } from '../../shell/dialog.tsx';
import { useNotices } from '../../shell/notices.tsx';
import { useFormat } from '../../words/format.ts';
import { useWords } from '../../words/index.ts';

interface CaseDialogProps {
  readonly callSid: string;
  readonly reported: string;
  readonly onClose: () => void;
}

const CATEGORIES = [
  'impersonation',
  'advance-fee',
  'harassment',
  'advertising',
  'other',
] as const satisfies Category[];
/** As the API takes it. */
const LONGEST = 1_000;

export function CaseDialog({ callSid, reported, onClose }: CaseDialogProps): ReactNode {
  const { calls } = useWords();
  const { phone } = useFormat();
  const api = useApi();
  const notices = useNotices();
  const [category, setCategory] = useState<Category>('harassment');
  const [description, setDescription] = useState('');
  const options = CATEGORIES.map((value) => ({ value, label: calls.categories[value] }));
  return (
    <Dialog
      title={calls.caseTitle}
      action={calls.openCase}
      onClose={onClose}
      act={async () => {
        const words = description.trim().slice(0, LONGEST);
        const body = { reported, category, callSid, ...(words === '' ? {} : { description: words }) };
        const opened = await api.call('cases.post', { body });
        notices.done(calls.caseOpened(opened.body.caseNumber));
      }}
    >
      <FormField label={calls.caseNumber}>
        <Input value={phone(reported)} readOnly />
      </FormField>
      <FormField label={calls.caseCategory}>
        <Select
          options={options}
          selectedOption={options.find(({ value }) => value === category) ?? null}
          onChange={({ detail }) => {
            setCategory(CATEGORIES.find((known) => known === detail.selectedOption.value) ?? 'other');
          }}
        />
      </FormField>
      <FormField label={calls.caseDescription} description={calls.caseDescriptionHint}>
        <Textarea
          value={description}
          onChange={({ detail }) => {
            setDescription(detail.value);
          }}
        />
      </FormField>
    </Dialog>
  );
}
