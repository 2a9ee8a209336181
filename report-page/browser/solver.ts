// Solves the proof of work beside the page, so that the page stays alive meanwhile.
import { solveChallenge, type Challenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';

self.addEventListener('message', ({ data }: MessageEvent<Challenge>) => {
  solveChallenge({ challenge: data, deriveKey }).then(
    (solution) => {
      self.postMessage(solution);
    },
    () => {
      self.postMessage(null);
    },
  );
});
