// What the hotline says: always as text, each part in its language, and aloud where the browser has a voice.
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import { useEffect, useState, type ReactNode } from 'react';
import { useWords } from '../words/index.ts';
import { hush, speak, useVoice, type Utterance } from './voices.ts';

interface SpokenProps {
  readonly parts: readonly Utterance[];
  /** What is heard, for the button's name. */
  readonly title: string;
}

export function Spoken({ parts, title }: SpokenProps): ReactNode {
  return (
    <div className="spoken">
      <div className="spoken-words">
        {parts.map(({ language, words }) => (
          <p key={words} lang={language}>
            {words}
          </p>
        ))}
      </div>
      <Listen parts={parts} title={title} />
    </div>
  );
}

function Listen({ parts, title }: SpokenProps): ReactNode {
  const { speech, voicemail } = useWords();
  const language = parts[0]?.language ?? 'en-US';
  const able = useVoice(language);
  const [speaking, setSpeaking] = useState(false);
  // Leaving the page stops the speech.
  useEffect(() => hush, []);
  if (!able) {
    return (
      <Box color="text-body-secondary" fontSize="body-s">
        {speech.noVoice(voicemail.languages[language])}
      </Box>
    );
  }
  return (
    <Button
      iconName={speaking ? 'status-stopped' : 'audio-full'}
      ariaLabel={`${speaking ? speech.stop : speech.listen}: ${title}`}
      onClick={() => {
        if (speaking) hush();
        else
          speak(parts, () => {
            setSpeaking(false);
          });
        setSpeaking(!speaking);
      }}
    >
      {speaking ? speech.stop : speech.listen}
    </Button>
  );
}
