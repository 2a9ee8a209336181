// What every form needs before it is sent: a look at the number, and the proof of work.
import { askApi, ProblemError } from './api.ts';

/** A form that is sent again, because no answer came, is the same request: it makes one case. */
export interface Attempt {
  readonly body: string;
  readonly key: string;
}

/** Whether it is a number, the hotline knows better; what cannot be one is said at once. */
export const looksLikeNumber = (text: string): boolean =>
  /^[\d\s+().\-/]+$/.test(text) && text.replaceAll(/\D/g, '').length >= 3;

/** The form as it is sent, with the proof of work done. @param solver address of the script that does it */
export async function prepare(solver: string, form: object): Promise<Attempt> {
  // Browsers keep their cryptography to secure connections.
  if (!isSecureContext) throw new ProblemError('insecure');
  const challenge = await askApi('api/public/challenge');
  const solution = await solve(solver, challenge);
  return { body: JSON.stringify({ ...form, altcha: { challenge, solution } }), key: crypto.randomUUID() };
}

function solve(solver: string, challenge: object): Promise<unknown> {
  const worker = new Worker(solver, { type: 'module' });
  return new Promise<unknown>((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (data === null) reject(new ProblemError('other'));
      else resolve(data);
    });
    worker.addEventListener('error', () => {
      reject(new ProblemError('other'));
    });
    worker.postMessage(challenge);
  }).finally(() => {
    worker.terminate();
  });
}
