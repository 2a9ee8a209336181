// Below the page while something is not saved: what, and save or discard. Problems lead to their fields; another
// person's version, saved meanwhile, is put beside one's own.
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState, type ReactNode } from 'react';
import { useSignedIn } from '../../../api/api-context.ts';
import { asProblem } from '../../../api/problem.ts';
import { useNotices } from '../../../shell/notices.tsx';
import { useWords } from '../../../words/index.ts';
import { DifferenceTable } from './difference-table.tsx';
import type { Tree } from '../document.ts';
import { useDraft } from '../draft.tsx';
import { leadTo } from '../lead-to.ts';
import { SettingsConflict, type Theirs } from './settings-conflict.tsx';

export function SaveBar(): ReactNode {
  const { settings } = useWords();
  const { changes, base, document, problems, discard, readOnly } = useDraft();
  const { save, busy, theirs, settle } = useSaving();
  const { clear } = useNotices();
  const [open, setOpen] = useState(false);
  if (readOnly || changes.length === 0) return null;
  if (theirs !== undefined) return <SettingsConflict theirs={theirs} onSettled={settle} />;
  const title = settings.changes(changes.length);
  return (
    <div className="save-bar" role="region" aria-label={title}>
      {problems.length > 0 && (
        <Alert type="error" header={settings.problemsTitle(problems.length)}>
          {settings.problemsText}
        </Alert>
      )}
      {open && (
        <div className="save-bar-changes">
          <DifferenceTable label={title} items={changes} documents={[document, base]} />
        </div>
      )}
      <div className="save-bar-line">
        <Box variant="strong">{title}</Box>
        <SpaceBetween direction="horizontal" size="xs">
          <Button
            ariaExpanded={open}
            onClick={() => {
              setOpen(!open);
            }}
          >
            {open ? settings.hideChanges : settings.showChanges}
          </Button>
          <Button
            disabled={busy}
            onClick={() => {
              // Nothing stands on the page any more that is not in force.
              clear();
              discard();
            }}
          >
            {settings.discard}
          </Button>
          <Button variant="primary" loading={busy} onClick={() => void save()}>
            {settings.save}
          </Button>
        </SpaceBetween>
      </div>
    </div>
  );
}

interface Saving {
  readonly save: () => Promise<void>;
  readonly busy: boolean;
  readonly theirs: Theirs | undefined;
  readonly settle: () => void;
}

function useSaving(): Saving {
  const { settings } = useWords();
  const { api, replaceSettings } = useSignedIn();
  const { document, version, begin, found } = useDraft();
  const notices = useNotices('settings');
  const [busy, setBusy] = useState(false);
  const [theirs, setTheirs] = useState<Theirs>();
  const readTheirs = async (): Promise<void> => {
    const [newest, versions] = await Promise.all([
      api.call('settings.get', {}),
      api.call('settings.versions', { query: { limit: 1 } }),
    ]);
    const by = versions.body.items[0]?.savedBy ?? '';
    setTheirs({ document: newest.body as unknown as Tree, version: newest.version ?? 0, by });
  };
  const failed = async (error: unknown): Promise<void> => {
    const { kind, places } = asProblem(error);
    if (kind === 'invalid-settings') {
      found(places);
      leadTo(places[0]?.at ?? '');
    } else if (kind === 'changed-meanwhile' || kind === 'conflict') {
      await readTheirs().catch(notices.failed);
    } else {
      notices.failed(error);
    }
  };
  const save = async (): Promise<void> => {
    setBusy(true);
    try {
      const saved = await api.call('settings.put', { body: document, version });
      begin(saved.body, saved.version);
      replaceSettings(saved.body);
      if (saved.proposal === undefined) notices.done(settings.saved(saved.version ?? 0));
      else notices.noted(settings.proposals.kept);
    } catch (error) {
      await failed(error);
    } finally {
      setBusy(false);
    }
  };
  return {
    save,
    busy,
    theirs,
    settle: () => {
      setTheirs(undefined);
    },
  };
}
