// What a visitor can do at this page: choose a caller, call, block, play a scene. One call at a time.
import { useCallback, useEffect, useRef, useState } from 'react';
import { asProblem } from '../../api/problem.ts';
import type { CallStory } from './call-story.ts';
import { readyCaller, type CallerId, type ReadyCaller } from './callers.ts';
import type { Hotline } from './hotline.ts';
import type { PhoneProblem } from '../problem-line.tsx';
import { playScene } from '../scenes/scene-player.ts';
import type { SceneId } from '../scenes/scenes.ts';
import { NoSimulatorError } from './simulator.ts';
import { askForMicrophone, MicrophoneError, type MicrophoneProblem } from '../sound/microphone.ts';
import type { Switchboard } from './switchboard.ts';
import { usePhoneLanguage } from '../words/index.ts';

interface PlayedScene {
  readonly id: SceneId;
  readonly turn: number;
  readonly of: number;
}

export interface Desk {
  readonly caller: CallerId;
  readonly choose: (id: CallerId) => void;
  readonly typed: string;
  readonly setTyped: (text: string) => void;
  readonly speed: number;
  readonly setSpeed: (speed: number) => void;
  readonly placing: boolean;
  readonly problem: PhoneProblem | undefined;
  /** Who the call under way, or the last one, is from. */
  readonly onTheLine: ReadyCaller | undefined;
  readonly call: () => Promise<void>;
  /** The same number once more. */
  readonly callAgain: () => Promise<void>;
  readonly putAway: () => void;
  /** The caller of this call. */
  readonly block: (call: Pick<CallStory, 'sid' | 'from'>) => Promise<void>;
  /** Blocked from this page, and after which call. */
  readonly blocked: Pick<CallStory, 'sid' | 'from'> | undefined;
  readonly microphone: 'unasked' | 'ready' | MicrophoneProblem;
  readonly allowMicrophone: () => Promise<void>;
  readonly scene: PlayedScene | undefined;
  readonly sceneSpeed: number;
  readonly setSceneSpeed: (speed: number) => void;
  readonly play: (id: SceneId) => Promise<void>;
  readonly stopScene: () => void;
}

/** Scenes are watched, not taken part in. */
const SCENE_SPEED = 4;

export function useDesk(hotline: Hotline, switchboard: Switchboard): Desk {
  const [caller, choose] = useState<CallerId>('stranger');
  const [typed, setTyped] = useState('');
  const [speed, setSpeed] = useState(1);
  const [placing, setPlacing] = useState(false);
  const [problem, setProblem] = useState<PhoneProblem>();
  const [onTheLine, setOnTheLine] = useState<ReadyCaller>();
  const scenes = useScenes(hotline, switchboard, { setOnTheLine, setProblem });
  const microphone = useMicrophone();
  const [blocked, block] = useBlocking(hotline, setProblem);
  const { api, settings, written } = hotline;
  const { words } = usePhoneLanguage();

  const place = async (ready: () => Promise<ReadyCaller>): Promise<void> => {
    setProblem(undefined);
    setPlacing(true);
    try {
      const { from, stirVerstat, ...known } = await ready();
      const attested = stirVerstat === undefined ? {} : { stirVerstat };
      setOnTheLine({ from, ...attested, ...known });
      await switchboard.call({ from, to: settings.hotline.number, speed, ...attested });
    } catch (error) {
      setProblem(problemIn(error));
    } finally {
      setPlacing(false);
    }
  };

  return {
    ...{ caller, typed, setTyped, speed, setSpeed, placing, problem, onTheLine, blocked, block },
    ...scenes,
    ...microphone,
    choose: (id) => {
      setProblem(undefined);
      choose(id);
    },
    call: async () => {
      if (caller === 'own' && typed.trim() === '') setProblem('no-number');
      else await place(() => readyCaller(caller, typed.trim(), { api, written, words }));
    },
    callAgain: async () => {
      if (onTheLine !== undefined) await place(() => Promise.resolve(withoutNote(onTheLine)));
    },
    putAway: () => {
      switchboard.putAway();
      setOnTheLine(undefined);
      setProblem(undefined);
    },
  };
}

const withoutNote = ({ note: _, ...caller }: ReadyCaller): ReadyCaller => caller;

const problemIn = (error: unknown): PhoneProblem =>
  error instanceof NoSimulatorError ? 'no-simulator' : asProblem(error);

function useBlocking(
  { api }: Hotline,
  setProblem: (problem: PhoneProblem) => void,
): readonly [Desk['blocked'], Desk['block']] {
  const [blocked, setBlocked] = useState<Desk['blocked']>();
  const { words } = usePhoneLanguage();
  const block: Desk['block'] = async ({ sid, from }) => {
    try {
      const { listing } = (await api.call('lookup', { params: { number: from }, why: words.lookUpReason }))
        .body;
      await api.call('listings.put', {
        params: { pattern: from },
        body: { list: 'block', reason: words.listingReason.block },
        version: listing?.pattern === from ? listing.version : 0,
      });
      setBlocked({ sid, from });
    } catch (error) {
      setProblem(problemIn(error));
    }
  };
  return [blocked, block];
}

function useMicrophone(): Pick<Desk, 'microphone' | 'allowMicrophone'> {
  const [microphone, setMicrophone] = useState<Desk['microphone']>('unasked');
  const ask = async (): Promise<void> => {
    try {
      await askForMicrophone();
      setMicrophone('ready');
    } catch (error) {
      if (!(error instanceof MicrophoneError)) throw error;
      setMicrophone(error.problem);
    }
  };
  return { microphone, allowMicrophone: ask };
}

interface SceneParts {
  readonly setOnTheLine: (caller: ReadyCaller) => void;
  readonly setProblem: (problem: PhoneProblem | undefined) => void;
}

type Scenes = Pick<Desk, 'scene' | 'sceneSpeed' | 'setSceneSpeed' | 'play' | 'stopScene'>;

function useScenes(
  { api, settings, written }: Hotline,
  switchboard: Switchboard,
  { setOnTheLine, setProblem }: SceneParts,
): Scenes {
  const [scene, setScene] = useState<PlayedScene>();
  const [sceneSpeed, setSceneSpeed] = useState(SCENE_SPEED);
  const playing = useRef<AbortController | undefined>(undefined);
  const { words, language } = usePhoneLanguage();
  const stopScene = useCallback(() => {
    playing.current?.abort();
    const { story } = switchboard;
    if (story !== undefined && story.stage !== 'over') void switchboard.act(story.sid, { do: 'hang-up' });
  }, [switchboard]);
  useEffect(() => stopScene, [stopScene]);

  const play = async (id: SceneId): Promise<void> => {
    stopScene();
    const aborter = new AbortController();
    playing.current = aborter;
    setProblem(undefined);
    setScene({ id, turn: 1, of: 1 });
    try {
      await playScene(id, {
        switchboard,
        words,
        hotline: settings.hotline.number,
        speed: sceneSpeed,
        otherLanguage: language !== settings.hotline.language,
        signal: aborter.signal,
        ready: (caller) => readyCaller(caller, '', { api, written, words }),
        onCall: (caller, turn, of) => {
          setOnTheLine(caller);
          setScene({ id, turn, of });
        },
      });
    } catch (error) {
      setProblem(problemIn(error));
    }
    if (playing.current === aborter) setScene(undefined);
  };
  return { scene, sceneSpeed, setSceneSpeed, play, stopScene };
}
