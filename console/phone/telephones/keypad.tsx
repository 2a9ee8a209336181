// Twelve keys, also on the computer's keyboard.
import { useEffect, useState, type ReactNode } from 'react';
import { keptFocus } from './use-focus-kept.ts';
import { useWords } from '../words/index.ts';

const KEYS = [
  ['1', ''],
  ['2', 'ABC'],
  ['3', 'DEF'],
  ['4', 'GHI'],
  ['5', 'JKL'],
  ['6', 'MNO'],
  ['7', 'PQRS'],
  ['8', 'TUV'],
  ['9', 'WXYZ'],
  ['*', ''],
  ['0', '+'],
  ['#', ''],
] as const;

/** Keys that are lit for a moment: pressed here, or by a scene. */
const LIT_MS = 180;

interface KeypadProps {
  readonly onPress: (key: string) => void;
  /** What was pressed last, and how many presses there were. */
  readonly last: { readonly key: string; readonly count: number };
}

export function Keypad({ onPress, last }: KeypadProps): ReactNode {
  const words = useWords();
  const lit = useLit(last);
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (isTelephoneKey(event)) onPress(event.key);
    };
    addEventListener('keydown', listen);
    return () => {
      removeEventListener('keydown', listen);
    };
  }, [onPress]);
  const names: Readonly<Record<string, string>> = { '*': words.star, '#': words.hash };
  return (
    <div className="keypad" role="group" aria-label={words.keypad} tabIndex={-1} {...keptFocus}>
      {KEYS.map(([key, letters]) => (
        <button
          key={key}
          className={key === lit ? 'key lit' : 'key'}
          aria-label={words.key(names[key] ?? key)}
          onClick={() => {
            onPress(key);
          }}
        >
          <span>{key === '*' ? '∗' : key}</span>
          <small aria-hidden="true" data-letters={letters} />
        </button>
      ))}
    </div>
  );
}

/** Not where it is a letter of a text. */
export const isTelephoneKey = (
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'target'>,
): boolean =>
  !event.ctrlKey &&
  !event.metaKey &&
  !event.altKey &&
  !typesText(event.target) &&
  /^[0-9*#]$/.test(event.key);

const typesText = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches('input:not([type=radio]), textarea, select');

function useLit({ key, count }: KeypadProps['last']): string | undefined {
  const [over, setOver] = useState(0);
  useEffect(() => {
    const timer = setTimeout(() => {
      setOver(count);
    }, LIT_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [count]);
  return over < count ? key : undefined;
}
