// A screen no wider than a phone's: where Cloudscape's own layout changes too.
import { useSyncExternalStore } from 'react';

const screen = matchMedia('(max-width: 688px)');

export const isNarrow = (): boolean => screen.matches;

export const useNarrow = (): boolean =>
  useSyncExternalStore((listener) => {
    screen.addEventListener('change', listener);
    return () => {
      screen.removeEventListener('change', listener);
    };
  }, isNarrow);
