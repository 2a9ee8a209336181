// Callers who report numbers and leave messages while the processes of the hotline are killed: what a caller was told is
// kept must be there afterwards.
import { codeIn } from '../in-process/challenge-heard.ts';

/** One webhook of the carrier, signed and answered. @throws where nobody answers */
export type Ask = (
  path: string,
  parameters: Readonly<Record<string, string>>,
) => Promise<{ readonly status: number; readonly text: string }>;

export interface Told {
  /** Case numbers that were spoken to callers. */
  readonly cases: string[];
  /** Recordings whose end the hotline acknowledged. */
  readonly recordings: string[];
  /** Calls that ended with the document of last resort on the way. */
  lastResorts: number;
  /** Answers that were no document, and connections without any. */
  readonly failures: string[];
  /** Milliseconds that a caller waited for each answer. */
  readonly took: number[];
}

export const nothingTold = (): Told => ({
  cases: [],
  recordings: [],
  lastResorts: 0,
  failures: [],
  took: [],
});

const MOST_STEPS = 30;
/** No caller waits for these. */
const CALLBACKS: ReadonlySet<string> = new Set(['/voice/recording', '/voice/status']);

/** A whole call. @param index of the caller: even ones report a number, odd ones leave a message */
export async function callAndTell(index: number, ask: Ask, told: Told): Promise<void> {
  const hex = index.toString(16).padStart(32, '0');
  const call = {
    CallSid: `CA${hex}`,
    From: `+1773${String(5_550_000 + index)}`,
    CallStatus: 'in-progress',
  };
  const post = async (path: string, more: Readonly<Record<string, string>> = {}): Promise<string> => {
    const began = performance.now();
    const { status, text } = await ask(path, { ...call, ...more });
    if (!CALLBACKS.has(path)) told.took.push(performance.now() - began);
    if (status !== 200) throw new Error(`${String(status)} from ${path.split('?')[0] ?? ''}`);
    return text;
  };
  try {
    let document = await post('/voice/incoming', { CallStatus: 'ringing' });
    for (let step = 0; step < MOST_STEPS; step += 1) {
      if (document.includes('not working right now')) told.lastResorts += 1;
      const spoken = /[Yy]our case number is ([\d, ]+)/.exec(textOf(document))?.[1]?.replaceAll(/\D/g, '');
      if (spoken !== undefined) told.cases.push(spoken.slice(0, 6));
      const next = await answerTo(document, { index, hex, post, told });
      if (next === undefined) break;
      document = next;
    }
    await post('/voice/status', { CallStatus: 'completed', CallDuration: '60' });
  } catch (error) {
    told.failures.push(error instanceof Error ? error.message : String(error));
  }
}

interface Caller {
  readonly index: number;
  readonly hex: string;
  readonly post: (path: string, more?: Readonly<Record<string, string>>) => Promise<string>;
  readonly told: Told;
}

/** What the carrier does with a document, and the caller with what it says. Undefined at the end of the call. */
async function answerTo(document: string, { index, hex, post, told }: Caller): Promise<string | undefined> {
  const gather = pathIn(/<Gather[^>]*\baction="([^"]+)"/, document);
  if (gather !== undefined) return post(gather, { Digits: keysFor(textOf(document), index) });
  const record = pathIn(/<Record[^>]*\baction="([^"]+)"/, document);
  if (record !== undefined) {
    const recording = {
      RecordingSid: `RE${hex}`,
      RecordingUrl: `https://api.twilio.com/2010-04-01/Accounts/AC/Recordings/RE${hex}`,
      RecordingDuration: '5',
    };
    const answer = await post(record, { ...recording, Digits: 'hangup' });
    await post('/voice/recording', { ...recording, RecordingStatus: 'completed' });
    if (index % 2 === 1) told.recordings.push(recording.RecordingSid);
    return answer;
  }
  const redirect = pathIn(/<Redirect[^>]*>([^<]+)</, document);
  return redirect === undefined ? undefined : post(redirect);
}

const textOf = (document: string): string => document.replaceAll(/<[^>]+>/g, ' ');

/** In the place of the carrier's: absolute, or beside the webhook that was answered. */
function pathIn(pattern: RegExp, document: string): string | undefined {
  const found = pattern.exec(document)?.[1]?.replaceAll('&amp;', '&');
  if (found === undefined) return undefined;
  const { pathname, search } = new URL(found, 'http://hotline/voice/');
  return pathname + search;
}

/** The carrier leaves out the key that ends an input. */
function keysFor(text: string, index: number): string {
  if (index % 2 === 1 && text.includes('press 0')) return '0';
  // Silence: the message is recorded.
  if (text.includes('not to be recorded')) return '';
  const code = text.includes('Please press') ? codeIn(text) : '';
  if (code !== '') return code;
  const report = /report a suspicious call, press (\d)/.exec(text)?.[1];
  if (report !== undefined) return report;
  return text.includes('enter the number that called you') ? '3125550199' : '1';
}
