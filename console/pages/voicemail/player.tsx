// Plays a recording in the page: fetched with the token into memory, its waveform above the browser's own controls.
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Spinner from '@cloudscape-design/components/spinner';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useApi } from '../../api/api-context.ts';
import { asProblem, type ApiProblem } from '../../api/problem.ts';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { useFormat } from '../../words/format.ts';
import { useWords } from '../../words/index.ts';
import { decode, type Sound } from './sound.ts';
import { Waveform } from './waveform.tsx';

interface Recording {
  readonly url: string;
  readonly sound: Sound;
}

interface PlayerProps {
  readonly recordingSid: string;
}

/** Fetched when somebody wants to hear it, and not for being on the page: each recording that is heard is in the log. */
export function Player({ recordingSid }: PlayerProps): ReactNode {
  const { voicemail } = useWords();
  const [asked, setAsked] = useState(false);
  if (asked) return <Loaded recordingSid={recordingSid} />;
  return (
    <Button
      iconName="caret-right-filled"
      onClick={() => {
        setAsked(true);
      }}
    >
      {voicemail.listen}
    </Button>
  );
}

function Loaded({ recordingSid }: PlayerProps): ReactNode {
  const { voicemail } = useWords();
  const format = useFormat();
  const { recording, problem, again } = useRecording(recordingSid);
  const audio = useRef<HTMLAudioElement>(null);
  const [position, setPosition] = useState(0);
  if (problem !== undefined) return <ProblemAlert problem={problem} again={again} />;
  if (recording === undefined) {
    return (
      <Box>
        <Spinner /> {voicemail.recordingLoading}
      </Box>
    );
  }
  const { sound, url } = recording;
  return (
    <>
      <Waveform
        sound={sound}
        position={position}
        label={voicemail.waveform(format.spokenLength(sound.seconds), sound.passages)}
        onSeek={(part) => {
          if (audio.current !== null) audio.current.currentTime = part * sound.seconds;
        }}
      />
      <audio
        className="player"
        ref={audio}
        src={url}
        controls
        aria-label={voicemail.recording}
        onTimeUpdate={({ currentTarget }) => {
          setPosition(currentTarget.currentTime / sound.seconds);
        }}
      />
    </>
  );
}

interface Fetched {
  readonly recording: Recording | undefined;
  readonly problem: ApiProblem | undefined;
  readonly again: () => void;
}

function useRecording(recordingSid: string): Fetched {
  const api = useApi();
  const [state, setState] = useState<Pick<Fetched, 'recording' | 'problem'>>();
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const aborter = new AbortController();
    let url: string | undefined;
    const read = async (): Promise<void> => {
      const blob = await api.download('voicemails.audio', {
        params: { recordingSid },
        signal: aborter.signal,
      });
      const sound = await decode(await blob.arrayBuffer());
      if (aborter.signal.aborted) return;
      url = URL.createObjectURL(blob);
      setState({ recording: { url, sound }, problem: undefined });
    };
    read().catch((error: unknown) => {
      if (!aborter.signal.aborted) setState({ recording: undefined, problem: asProblem(error) });
    });
    return () => {
      aborter.abort();
      if (url !== undefined) URL.revokeObjectURL(url);
    };
  }, [api, recordingSid, turn]);
  return {
    recording: state?.recording,
    problem: state?.problem,
    again: () => {
      setState(undefined);
      setTurn((value) => value + 1);
    },
  };
}
