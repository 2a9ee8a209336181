// Recordings for the carrier to play: under a URL of ours that is signed, names one message, and is over in minutes.
// The carrier's own URLs would do only where the account leaves its media open to anybody who has the link.
import { MINUTE_MS } from '../../core/basics/durations.ts';
import { createHmac } from 'node:crypto';
import { equalInConstantTime } from '../../core/basics/constant-time.ts';
import type { HttpEvent, HttpResult } from '../http/lambda-http.ts';
import { ROUTES } from '../routes.ts';
import type { Runtime } from '../runtime.ts';
import { audioOf } from '../carrier/message-audio.ts';
import { within } from '../within.ts';

const VALID_MS = 10 * MINUTE_MS;
/** A recording that has only just ended may take a moment to appear at the carrier. */
const TRY_AGAIN_MS = 400;
const GIVE_UP_MS = 2_000;

const signature = (key: string, recordingSid: string, expires: string): string =>
  createHmac('sha256', key).update(`playback:${recordingSid}:${expires}`).digest('base64url');

/** Keys in alphabetical order, like those of the steps. */
export function playbackUrl(publicUrl: string, key: string, recordingSid: string, now: Date): string {
  const expires = String(now.getTime() + VALID_MS);
  const query = new URLSearchParams({
    expires,
    recording: recordingSid,
    signature: signature(key, recordingSid, expires),
  });
  return `${publicUrl}${ROUTES.playback.path}?${query.toString()}`;
}

/** Always audio: where the message is gone, silence, and the call goes on. */
export async function servePlayback({ rawQueryString }: HttpEvent, runtime: Runtime): Promise<HttpResult> {
  const query = new URLSearchParams(rawQueryString);
  const [expires = '', recordingSid = '', given = ''] = ['expires', 'recording', 'signature'].map(
    (name) => query.get(name) ?? undefined,
  );
  const { challengeKey } = await runtime.secrets();
  const genuine = equalInConstantTime(signature(challengeKey, recordingSid, expires), given);
  if (!genuine || !(Number(expires) > runtime.now().getTime())) return { statusCode: 403, body: '' };
  const audio = await within(GIVE_UP_MS, findAudio(recordingSid, runtime), () => undefined);
  if (audio === undefined) runtime.log.warn('nothing to play', { recordingSid });
  return {
    statusCode: 200,
    headers: { 'content-type': 'audio/wav', 'cache-control': 'private, no-store' },
    body: Buffer.from(audio ?? SILENCE).toString('base64'),
    isBase64Encoded: true,
  };
}

async function findAudio(recordingSid: string, runtime: Runtime): Promise<Uint8Array | undefined> {
  const deadline = Date.now() + GIVE_UP_MS;
  while (Date.now() < deadline) {
    const audio = await audioOf(recordingSid, runtime).catch((error: unknown) => {
      runtime.log.error('recording not read', { recordingSid, error });
      return undefined;
    });
    if (audio !== undefined) return audio;
    await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_MS));
  }
  return undefined;
}

/** A tenth of a second, 8 kHz, mono, mu-law (RFC 2361: format 7; 0xff is zero). */
const SILENCE = silence(800);

function silence(samples: number): Uint8Array {
  const wav = Buffer.alloc(44 + samples, 0xff);
  wav.write('RIFF', 0);
  wav.writeUInt32LE(36 + samples, 4);
  wav.write('WAVEfmt ', 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(7, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(8_000, 24);
  wav.writeUInt32LE(8_000, 28);
  wav.writeUInt16LE(1, 32);
  wav.writeUInt16LE(8, 34);
  wav.write('data', 36);
  wav.writeUInt32LE(samples, 40);
  return wav;
}
