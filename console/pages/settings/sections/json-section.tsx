// The document itself, for experts.
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import FormField from '@cloudscape-design/components/form-field';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { useState, type ReactNode } from 'react';
import { useApi } from '../../../api/api-context.ts';
import { asProblem, type ApiProblem } from '../../../api/problem.ts';
import { useNotices } from '../../../shell/notices.tsx';
import { ProblemText } from '../../../shell/problem-text.tsx';
import { useWords } from '../../../words/index.ts';
import { isTree, type Tree } from '../document.ts';
import { useDraft } from '../draft.tsx';
import { FieldsSection } from './fields-section.tsx';

export function JsonSection(): ReactNode {
  const { settings, common } = useWords();
  const { document, readOnly } = useDraft();
  const [typed, setTyped] = useState<string>();
  const shown = typed ?? JSON.stringify(document, null, 2);
  const { take, busy, bad, problem } = useTaking(() => {
    setTyped(undefined);
  });
  return (
    <FieldsSection>
      <FormField label={settings.json.label} description={settings.json.hint} errorText={bad} stretch>
        <div className="json">
          <Textarea
            value={shown}
            rows={24}
            spellcheck={false}
            readOnly={readOnly}
            onChange={({ detail }) => {
              setTyped(detail.value);
            }}
          />
        </div>
      </FormField>
      {problem !== undefined && <Problems problem={problem} />}
      <SpaceBetween direction="horizontal" size="xs">
        <CopyToClipboard
          textToCopy={shown}
          copyButtonText={common.copy(settings.json.copy)}
          copySuccessText={common.copied}
          copyErrorText={common.notCopied}
        />
        {!readOnly && (
          <Button disabled={typed === undefined} loading={busy} onClick={() => void take(shown)}>
            {settings.json.take}
          </Button>
        )}
      </SpaceBetween>
    </FieldsSection>
  );
}

interface Taking {
  readonly take: (text: string) => Promise<void>;
  readonly busy: boolean;
  /** It is not even JSON. */
  readonly bad: string | undefined;
  readonly problem: ApiProblem | undefined;
}

function useTaking(onTaken: () => void): Taking {
  const { json } = useWords().settings;
  const api = useApi();
  const { put } = useDraft();
  const notices = useNotices('settings');
  const [busy, setBusy] = useState(false);
  const [bad, setBad] = useState<string>();
  const [problem, setProblem] = useState<ApiProblem>();
  const read = (text: string): Tree | undefined => {
    try {
      const document: unknown = JSON.parse(text);
      if (isTree(document)) return document;
      setBad(json.bad('{ … }'));
    } catch (error) {
      setBad(json.bad(error instanceof Error ? error.message : String(error)));
    }
    return undefined;
  };
  const take = async (text: string): Promise<void> => {
    setBad(undefined);
    setProblem(undefined);
    const document = read(text);
    if (document === undefined) return;
    setBusy(true);
    try {
      await api.call('settings.preview', { body: document });
      put(document);
      onTaken();
      notices.noted(json.taken);
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return { take, busy, bad, problem };
}

function Problems({ problem }: { readonly problem: ApiProblem }): ReactNode {
  const { settings } = useWords();
  if (problem.places.length === 0) {
    return (
      <Alert type="error">
        <ProblemText problem={problem} />
      </Alert>
    );
  }
  return (
    <Alert type="error" header={settings.json.problems}>
      <ul className="plain-list">
        {problem.places.map((place) => (
          <li key={`${place.at} ${place.problem}`}>
            <code>{place.at}</code> {settings.problem(place.problem)}
          </li>
        ))}
      </ul>
    </Alert>
  );
}
