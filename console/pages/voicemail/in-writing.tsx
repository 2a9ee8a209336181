// What the message says, in writing; what its words sound like; and the folder that it is in.
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import type { VoicemailView } from '../../../functions/admin/contract.ts';
import { useMay } from '../../api/api-context.ts';
import { useFormat } from '../../words/format.ts';
import { useWords } from '../../words/index.ts';
import type { MessageProps } from './change-message.ts';
import { NotWritten } from './not-written.tsx';
import { SoundOfWords } from './sound-of-words.tsx';

const OTHER = { inbox: 'nuisance', nuisance: 'inbox' } as const satisfies Record<
  VoicemailView['folder'],
  VoicemailView['folder']
>;

export function InWriting({ message, busy, change }: MessageProps): ReactNode {
  const { voicemail } = useWords();
  const may = useMay();
  const { folder, transcript, nuisance } = message;
  const other = OTHER[folder];
  const move = (
    <Button
      disabled={busy}
      onClick={() => {
        change({ folder: other }, voicemail.moved[other]);
      }}
    >
      {voicemail.moveTo[other]}
    </Button>
  );
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={voicemail.inFolder(voicemail.folders[folder])}
          actions={may('voicemails.patch') ? move : undefined}
        >
          {voicemail.inWriting}
        </Header>
      }
    >
      <SpaceBetween size="m">
        {transcript === undefined ? (
          <NotWritten of="message" />
        ) : (
          <Written text={transcript.text} by={voicemail.transcribers[transcript.by]} at={transcript.at} />
        )}
        {nuisance !== undefined && <SoundOfWords note={nuisance} />}
      </SpaceBetween>
    </Container>
  );
}

interface WrittenProps {
  readonly text: string;
  readonly by: string;
  readonly at: string;
}

function Written({ text, by, at }: WrittenProps): ReactNode {
  const { voicemail } = useWords();
  const format = useFormat();
  return (
    <>
      <Box variant="p">{text}</Box>
      <Box variant="small">{voicemail.writtenBy(by, format.dateTime(at))}</Box>
    </>
  );
}
