// A recording drawn: bars of loudness, those that have been heard stronger. The pointer may jump; keys have the player.
import { useEffect, useRef, type ReactNode } from 'react';
import { usePreferences } from '../../preferences.ts';
import type { Sound } from './sound.ts';

interface WaveformProps {
  readonly sound: Sound;
  /** 0 to 1 */
  readonly position: number;
  /** What there is to see, for those who do not. */
  readonly label: string;
  readonly onSeek: (part: number) => void;
}

const BAR = 3;
const GAP = 1;

export function Waveform({ sound, position, label, onSeek }: WaveformProps): ReactNode {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { theme } = usePreferences();
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return undefined;
    const paint = (): void => {
      draw(element, sound.peaks, position);
    };
    const observer = new ResizeObserver(paint);
    observer.observe(element);
    paint();
    return () => {
      observer.disconnect();
    };
  }, [sound, position, theme]);
  return (
    <canvas
      className="waveform"
      ref={canvas}
      role="img"
      aria-label={label}
      onClick={(event) => {
        const { left, width } = event.currentTarget.getBoundingClientRect();
        onSeek((event.clientX - left) / width);
      }}
    />
  );
}

function draw(element: HTMLCanvasElement, peaks: readonly number[], position: number): void {
  const context = element.getContext('2d');
  if (context === null) return;
  const scale = devicePixelRatio;
  const { clientWidth: width, clientHeight: height } = element;
  element.width = width * scale;
  element.height = height * scale;
  context.scale(scale, scale);
  context.fillStyle = getComputedStyle(element).color;
  const bars = Math.max(1, Math.floor(width / (BAR + GAP)));
  for (let bar = 0; bar < bars; bar += 1) {
    const from = Math.floor((bar * peaks.length) / bars);
    const to = Math.max(from + 1, Math.floor(((bar + 1) * peaks.length) / bars));
    const loud = Math.max(0, ...peaks.slice(from, to));
    const tall = Math.max(2, loud * height);
    context.globalAlpha = bar / bars < position ? 1 : 0.45;
    context.fillRect(bar * (BAR + GAP), (height - tall) / 2, BAR, tall);
  }
}
