// Keeps the keyboard focus in place: if the focused button disappears, the button that replaces it gets the focus.
import { useEffect, useRef, type RefObject } from 'react';

/** On the element that is to have the focus next. */
export const keptFocus = { 'data-kept-focus': '' } as const;

/** @param stage another one whenever buttons may have gone */
export function useFocusKept(part: RefObject<HTMLElement | null>, stage: string): void {
  const here = useRef(false);
  useEffect(() => {
    const visit = ({ target }: Event): void => {
      here.current = target instanceof Node && part.current?.contains(target) === true;
    };
    addEventListener('focusin', visit, true);
    addEventListener('pointerdown', visit, true);
    return () => {
      removeEventListener('focusin', visit, true);
      removeEventListener('pointerdown', visit, true);
    };
  }, [part]);
  useEffect(() => {
    const { current } = part;
    if (current === null || !here.current || document.activeElement !== document.body) return;
    const next = current.querySelector<HTMLElement>('[data-kept-focus]') ?? current;
    next.focus({ preventScroll: true });
  }, [part, stage]);
}
