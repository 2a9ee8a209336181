// What can be done with everything that is kept about a number: it is exported, or erased.
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Textarea from '@cloudscape-design/components/textarea';
import { useState, type ReactNode } from 'react';
import { useApi, useMay } from '../../api/api-context.ts';
import { Dialog } from '../../shell/dialog.tsx';
import { useNotices } from '../../shell/notices.tsx';
import { useLanguage, useWords } from '../../words/index.ts';
import { namesIn } from './names-in.ts';

export function NumberData({ number }: { readonly number: string }): ReactNode {
  const words = useWords().rights;
  const may = useMay();
  const [erasing, setErasing] = useState(false);
  return (
    <>
      {may('people.export') && <Export number={number} />}
      {may('people.erase') && (
        <Button
          onClick={() => {
            setErasing(true);
          }}
        >
          {words.eraseAll}
        </Button>
      )}
      {erasing && (
        <EraseDialog
          number={number}
          onClose={() => {
            setErasing(false);
          }}
        />
      )}
    </>
  );
}

function Export({ number }: { readonly number: string }): ReactNode {
  const words = useWords().rights;
  const { language } = useLanguage();
  const api = useApi();
  const notices = useNotices('look-up');
  const [busy, setBusy] = useState(false);
  const save = async (): Promise<void> => {
    setBusy(true);
    try {
      const { body } = await api.call('people.export', { params: { number }, query: { language } });
      const file = new Blob([JSON.stringify(body, null, 2)], { type: 'application/json' });
      const href = URL.createObjectURL(file);
      // The name of a file stays in histories: it does not name the number.
      Object.assign(document.createElement('a'), { href, download: 'export.json' }).click();
      URL.revokeObjectURL(href);
    } catch (error) {
      notices.failed(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button loading={busy} onClick={() => void save()}>
      {words.exportAll}
    </Button>
  );
}

interface EraseDialogProps {
  readonly number: string;
  readonly onClose: () => void;
}

function EraseDialog({ number, onClose }: EraseDialogProps): ReactNode {
  const words = useWords().rights;
  const api = useApi();
  const notices = useNotices('look-up');
  const [why, setWhy] = useState('');
  const [names, setNames] = useState('');
  const [tried, setTried] = useState(false);
  const missing = why.trim() === '';
  return (
    <Dialog
      title={words.carryOutTitle.erase}
      action={words.eraseAll}
      ready={() => {
        setTried(true);
        return !missing;
      }}
      act={async () => {
        const found = namesIn(names);
        const body = { why: why.trim(), ...(found.length === 0 ? {} : { words: found }) };
        const { id } = (await api.call('people.erase', { params: { number }, body })).body;
        notices.done(words.eraseStarted(id));
      }}
      onClose={onClose}
    >
      <Box>{words.carryOutExplained.erase}</Box>
      <FormField label={words.eraseWhy} errorText={tried && missing ? words.proofNeeded : undefined}>
        <Textarea
          value={why}
          rows={2}
          onChange={({ detail }) => {
            setWhy(detail.value.slice(0, 300));
          }}
        />
      </FormField>
      <FormField label={words.names} description={words.namesHint}>
        <Textarea
          value={names}
          rows={2}
          onChange={({ detail }) => {
            setNames(detail.value);
          }}
        />
      </FormField>
    </Dialog>
  );
}
