// The scenes that can be watched, and how fast.
import type { ReactNode } from 'react';
import { Icon } from '../icons.tsx';
import { SCENES, type SceneId } from './scenes.ts';
import type { Desk } from '../line/use-desk.ts';
import { Speed } from '../telephones/who-calls.tsx';
import { useWords } from '../words/index.ts';

const SPEEDS = [1, 2, 4, 10, 20] as const;

interface SceneMenuProps {
  readonly desk: Desk;
  readonly onPlay: () => void;
}

interface SceneSectionProps extends SceneMenuProps {
  /** Below the scenes. */
  readonly children: ReactNode;
}

export function SceneMenu({ desk, onPlay, children }: SceneSectionProps): ReactNode {
  const { scenes } = useWords();
  return (
    <section className="scenes" aria-label={scenes.title}>
      <header>
        <h2>{scenes.title}</h2>
        <p className="hint">{scenes.hint}</p>
        <Speed value={desk.sceneSpeed} onChange={desk.setSceneSpeed} options={SPEEDS} />
      </header>
      <ul>
        {SCENES.map((id) => (
          <li key={id}>
            <Scene id={id} desk={desk} onPlay={onPlay} />
          </li>
        ))}
      </ul>
      {children}
    </section>
  );
}

function Scene({ id, desk, onPlay }: SceneMenuProps & { readonly id: SceneId }): ReactNode {
  const { scenes } = useWords();
  const { name, about } = scenes.names[id];
  const { scene } = desk;
  const playing = scene?.id === id;
  return (
    <button
      className={playing ? 'scene playing' : 'scene'}
      onClick={() => {
        if (playing) {
          desk.stopScene();
          return;
        }
        onPlay();
        void desk.play(id);
      }}
    >
      <Icon name={playing ? 'stop' : 'play'} />
      <span>
        <span className="sr">{playing ? scenes.stop : scenes.play} </span>
        <strong>{name}</strong>
        <small>{playing ? progress(scene, scenes) : about}</small>
      </span>
    </button>
  );
}

const progress = (
  { turn, of }: NonNullable<Desk['scene']>,
  scenes: ReturnType<typeof useWords>['scenes'],
): string => (of === 1 ? scenes.playing : `${scenes.playing}, ${scenes.call(turn, of)}`);
