// Somebody else saved first: what they changed, what is not saved here, and both brought together. Nothing is
// overwritten, on either side.
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import RadioGroup from '@cloudscape-design/components/radio-group';
import FormField from '@cloudscape-design/components/form-field';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useSignedIn } from '../../../api/api-context.ts';
import type { SettingsView } from '../../../../functions/admin/contract.ts';
import { useNotices } from '../../../shell/notices.tsx';
import { useLanguage, useWords } from '../../../words/index.ts';
import { DifferenceTable } from './difference-table.tsx';
import { pathWords, valueWords } from './difference-words.ts';
import { differences, joined, withTheirs, type Clash } from './differences.ts';
import type { Tree } from '../document.ts';
import { useDraft } from '../draft.tsx';

export interface Theirs {
  readonly document: Tree;
  readonly version: number;
  readonly by: string;
}

interface SettingsConflictProps {
  readonly theirs: Theirs;
  readonly onSettled: () => void;
}

const keyOf = ({ path }: Clash): string => path.join('/');

export function SettingsConflict({ theirs, onSettled }: SettingsConflictProps): ReactNode {
  const { settings } = useWords();
  const { base, document, changes, begin } = useDraft();
  const { replaceSettings } = useSignedIn();
  const notices = useNotices('settings');
  const [taken, setTaken] = useState<ReadonlySet<string>>(new Set());
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    frame.current?.focus();
  }, []);
  const { document: together, both } = joined(base, document, theirs.document);
  const settle = (result: Tree): void => {
    begin(theirs.document, theirs.version, result);
    replaceSettings(theirs.document as unknown as SettingsView);
    onSettled();
  };
  const theirChanges = differences(base, theirs.document);
  return (
    <div className="save-bar" role="region" aria-label={settings.conflictText} tabIndex={-1} ref={frame}>
      <div className="save-bar-changes">
        <Alert type="warning" header={settings.conflictTitle(theirs.by, theirs.version)}>
          {settings.conflictText}
        </Alert>
        <Box variant="h3" padding={{ top: 's' }}>
          {settings.conflictTheirs(theirs.by)}
        </Box>
        <DifferenceTable
          label={settings.conflictTheirs(theirs.by)}
          items={theirChanges}
          documents={[theirs.document, base]}
        />
        <Box variant="h3" padding={{ top: 's' }}>
          {settings.conflictMine}
        </Box>
        <DifferenceTable label={settings.conflictMine} items={changes} documents={[document, base]} />
        {both.length > 0 && <Clashes {...{ both, theirs, taken, onTake: setTaken }} />}
      </div>
      <div className="save-bar-line">
        <SpaceBetween direction="horizontal" size="xs">
          <Button
            onClick={() => {
              settle(theirs.document);
            }}
          >
            {settings.conflictDrop}
          </Button>
          <Button
            variant="primary"
            onClick={() => {
              settle(both.filter((clash) => taken.has(keyOf(clash))).reduce(withTheirs, together));
              notices.noted(settings.conflictJoined);
            }}
          >
            {settings.conflictJoin}
          </Button>
        </SpaceBetween>
      </div>
    </div>
  );
}

interface ClashesProps {
  readonly both: readonly Clash[];
  readonly theirs: Theirs;
  /** Where the other side's value is to stand. */
  readonly taken: ReadonlySet<string>;
  readonly onTake: (taken: ReadonlySet<string>) => void;
}

function Clashes({ both, theirs, taken, onTake }: ClashesProps): ReactNode {
  const { words, language } = useLanguage();
  const { settings } = words;
  const { document } = useDraft();
  const reading = { words, language, documents: [document, theirs.document] };
  return (
    <>
      <Box variant="h3" padding={{ top: 's' }}>
        {settings.conflictBoth}
      </Box>
      <Box color="text-body-secondary">{settings.conflictBothText}</Box>
      {both.map((clash) => {
        const key = keyOf(clash);
        const words = (value: unknown): string => valueWords(value, clash, reading);
        return (
          <FormField key={key} label={pathWords(clash.path, reading)}>
            <RadioGroup
              value={taken.has(key) ? 'theirs' : 'mine'}
              items={[
                { value: 'mine', label: `${settings.conflictChoice.mine}: ${words(clash.mine)}` },
                {
                  value: 'theirs',
                  label: `${settings.conflictChoice.theirs(theirs.by)}: ${words(clash.theirs)}`,
                },
              ]}
              onChange={({ detail }) => {
                const others = [...taken].filter((one) => one !== key);
                onTake(new Set(detail.value === 'theirs' ? [...others, key] : others));
              }}
            />
          </FormField>
        );
      })}
    </>
  );
}
