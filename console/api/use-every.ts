// Does something every so many seconds, while the page is looked at, and at once when it is looked at again.
import { useEffect } from 'react';

export function useEvery(seconds: number | undefined, act: () => void): void {
  useEffect(() => {
    if (seconds === undefined) return undefined;
    const timer = setInterval(() => {
      if (!document.hidden) act();
    }, seconds * 1_000);
    const onVisible = (): void => {
      if (!document.hidden) act();
    };
    document.addEventListener('visibilitychange', onVisible);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, [seconds, act]);
}
