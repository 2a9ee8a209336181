// Prompts as they will sound, in either language of the hotline.
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState, type ReactNode } from 'react';
import type { Prompt } from '../../../functions/admin/contract.ts';
import { useLanguage, LANGUAGE_NAMES, LANGUAGES, type Language } from '../../words/index.ts';
import { Spoken } from '../../speech/spoken.tsx';
import { usePreview } from './preview.tsx';

interface PromptPreviewProps {
  /** All of them where absent. */
  readonly prompts?: readonly Prompt[];
}

export function PromptPreview({ prompts }: PromptPreviewProps): ReactNode {
  const { words, language: own } = useLanguage();
  const { settings } = words;
  const [language, setLanguage] = useState<Language>(own);
  const { preview, why } = usePreview();
  const shown = (preview?.prompts ?? []).filter(
    (one) => (prompts === undefined || prompts.includes(one.prompt)) && one.language === language,
  );
  return (
    <Container
      header={
        <Header
          variant="h3"
          description={settings.prompts.example}
          actions={
            <SegmentedControl
              label={settings.prompts.language}
              selectedId={language}
              options={LANGUAGES.map((id) => ({ id, text: LANGUAGE_NAMES[id] }))}
              onChange={({ detail }) => {
                setLanguage(LANGUAGES.find((id) => id === detail.selectedId) ?? language);
              }}
            />
          }
        >
          {settings.prompts.language}
        </Header>
      }
    >
      <SpaceBetween size="l">
        <NoPreview why={why} />
        {shown.map(({ prompt, spoken }) => (
          <div key={prompt} data-prompt={prompt}>
            <Box variant="h4">{settings.prompts.names[prompt]}</Box>
            <Spoken parts={spoken} title={settings.prompts.names[prompt]} />
          </div>
        ))}
      </SpaceBetween>
    </Container>
  );
}

export function NoPreview({ why }: Pick<ReturnType<typeof usePreview>, 'why'>): ReactNode {
  const { prompts } = useLanguage().words.settings;
  if (why === undefined) return null;
  return <Box color="text-body-secondary">{prompts[why]}</Box>;
}
