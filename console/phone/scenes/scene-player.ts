// Plays a scene on the switchboard, as a person would: listens, waits a moment, presses one key after the other.
import { codeHeard, wrongCode } from '../../../in-process/challenge-heard.ts';
import type { CarrierEvent } from '../../../carrier/events.ts';
import { speechSeconds } from '../../../carrier/speech/speech-time.ts';
import { freshNumber, type ReadyCaller } from '../line/callers.ts';
import { SCRIPTS, type SceneId, type ScriptedCall, type Step } from './scenes.ts';
import type { Switchboard } from '../line/switchboard.ts';
import type { PhoneWords } from '../words/phone-words.ts';

export interface Stage {
  readonly switchboard: Switchboard;
  readonly hotline: string;
  readonly words: PhoneWords;
  readonly speed: number;
  /** The page is read in another language than the hotline begins in. */
  readonly otherLanguage: boolean;
  readonly ready: (caller: ScriptedCall['caller']) => Promise<ReadyCaller>;
  /** A call of the scene begins. */
  readonly onCall: (caller: ReadyCaller, turn: number, of: number) => void;
  readonly signal: AbortSignal;
}

/** Seconds, by the clock of the call. */
const MOMENT = 1;
/** So long a caller waits for an answer of a person before going on. */
const REPLY = 20;
const BETWEEN_KEYS = 0.3;
/** Times faster than life. */
const FASTEST_FINGERS = 5;
const BETWEEN_CALLS = 3;

/** Resolves when the scene is over, or stopped. @throws when a call cannot be placed */
export async function playScene(scene: SceneId, stage: Stage): Promise<void> {
  const calls = SCRIPTS[scene];
  for (const [index, call] of calls.entries()) {
    if (index > 0) await pause(BETWEEN_CALLS, stage);
    if (stage.signal.aborted) return;
    const talk = (call.talk ?? []).map(({ by, sentence }) => ({
      by,
      text: stage.words.scenes.lines[sentence],
    }));
    await playCall({ ...call, talk, staffAre: 'played', stays: 0 }, stage, {
      turn: index + 1,
      of: calls.length,
    });
  }
}

/** What is said once the two are connected. */
interface Turn {
  readonly by: 'caller' | 'staff';
  readonly text: string;
  /** The caller says nothing more before an answer has come, or for a while. */
  readonly waits?: boolean;
}

interface Performance extends Omit<ScriptedCall, 'talk'> {
  readonly talk: readonly Turn[];
  /** In training a person answers the telephones of the staff. */
  readonly staffAre: 'played' | 'a person';
  /** Seconds that the caller stays on the line when everything is said. */
  readonly stays: number;
}

export async function playCall(
  call: Performance,
  stage: Stage,
  place: { turn: number; of: number },
): Promise<void> {
  const { switchboard, hotline, speed, signal } = stage;
  const caller = await stage.ready(call.caller);
  if (signal.aborted) return;
  stage.onCall(caller, place.turn, place.of);
  const { from, stirVerstat } = caller;
  const script = [
    ...(call.asksForLanguage === true && stage.otherLanguage ? [OTHER_LANGUAGE] : []),
    ...call.steps,
  ];
  const over = new Promise<void>((resolve) => {
    const actor = new Actor(script, call, stage);
    const stop = switchboard.onEvent((event) => {
      actor.hears(event);
      if (event.type === 'ended' && event.callSid === switchboard.story?.sid) finish();
    });
    const finish = (): void => {
      stop();
      signal.removeEventListener('abort', finish);
      resolve();
    };
    signal.addEventListener('abort', finish);
  });
  await switchboard.call({ from, to: hotline, speed, ...(stirVerstat === undefined ? {} : { stirVerstat }) });
  await over;
}

const OTHER_LANGUAGE: Step = { do: 'press', digits: '*', early: true };

/** Everybody in one call: the caller by the script, and where it is played the member of staff who takes it. */
class Actor {
  readonly #script: Step[];
  readonly #call: Performance;
  readonly #stage: Stage;
  #heard: string[] = [];
  #acted = false;
  #records = false;
  #taken: string | undefined;
  #bridged: string | undefined;
  #answered: (() => void) | undefined;

  constructor(script: readonly Step[], call: Performance, stage: Stage) {
    this.#script = [...script];
    this.#call = call;
    this.#stage = stage;
  }

  hears(event: CarrierEvent): void {
    const sid = this.#stage.switchboard.story?.sid;
    if (sid === undefined || this.#stage.signal.aborted) return;
    if (event.callSid === sid) this.#callerHears(event, sid);
    else if (event.callSid === this.#taken && event.type === 'gathering') {
      void this.#press(event.callSid, '1');
    } else if (event.callSid === this.#bridged && event.type === 'spoke') this.#answered?.();
  }

  #callerHears(event: CarrierEvent, sid: string): void {
    if (event.type === 'webhook' && event.purpose === 'document') {
      this.#acted = false;
      this.#heard = [];
    } else if (event.type === 'said') {
      this.#heard.push(event.text);
      if (this.#script[0] !== undefined && 'early' in this.#script[0]) this.#perform(sid);
    } else if (event.type === 'response' && event.purpose === 'document') {
      this.#records = event.document.includes('<Record');
    } else if (event.type === 'recording' || (event.type === 'gathering' && this.#takesKeysNow())) {
      this.#perform(sid);
    } else if (event.type === 'ringing' && this.#call.staffAre === 'played' && this.#taken === undefined) {
      this.#taken = event.legSid;
      void this.#answer(event.legSid);
    } else if (event.type === 'bridged') {
      this.#bridged = event.legSid;
      void this.#talk(sid, event.legSid);
    }
  }

  /** The notice before a recording takes keys too, but whoever speaks waits for the recording. */
  #takesKeysNow(): boolean {
    const next = this.#script[0]?.do;
    return !this.#records || next === 'press' || next === 'hang-up';
  }

  #knowsWhatToDo(step: Step): boolean {
    return (step.do !== 'code' && step.do !== 'wrong') || codeHeard(this.#heard) !== '';
  }

  /** One step for each document: what was done over its prompt is not done again when it waits. */
  #perform(sid: string): void {
    const [step] = this.#script;
    if (step === undefined || this.#acted || !this.#knowsWhatToDo(step)) return;
    this.#acted = true;
    this.#script.shift();
    const heard = this.#heard;
    switch (step.do) {
      case 'silence':
        return;
      case 'code':
        void this.#press(sid, codeHeard(heard));
        return;
      case 'wrong':
        void this.#press(sid, wrongCode(codeHeard(heard)));
        return;
      case 'press':
        void this.#press(sid, step.digits);
        return;
      case 'report-number':
        void this.#press(sid, `${freshNumber().slice(1)}#`);
        return;
      case 'say':
        void this.#say(sid, this.#stage.words.scenes.lines[step.sentence]);
        return;
      case 'hang-up':
        void this.#hangUp(sid);
        return;
    }
  }

  async #press(sid: string, digits: string): Promise<void> {
    await this.#pause(MOMENT);
    // Faster than the requests could follow, all keys go in one.
    const strokes = this.#stage.speed > FASTEST_FINGERS ? [digits] : [...digits];
    for (const keys of strokes) {
      await this.#stage.switchboard.act(sid, { do: 'press', digits: keys });
      await this.#pause(BETWEEN_KEYS);
    }
  }

  async #say(sid: string, text: string): Promise<void> {
    const seconds = Math.ceil(speechSeconds(text));
    await this.#pause(MOMENT);
    await this.#stage.switchboard.act(sid, { do: 'speak', seconds, text });
    await this.#pause(seconds);
  }

  async #answer(legSid: string): Promise<void> {
    await this.#pause(3 * MOMENT);
    await this.#stage.switchboard.act(legSid, { do: 'answer' });
  }

  async #hangUp(sid: string): Promise<void> {
    await this.#pause(MOMENT);
    await this.#stage.switchboard.act(sid, { do: 'hang-up' });
  }

  async #talk(sid: string, legSid: string): Promise<void> {
    for (const { by, text, waits = false } of this.#call.talk) {
      await this.#say(by === 'caller' ? sid : legSid, text);
      if (waits) await this.#reply();
    }
    await this.#pause(this.#call.stays);
    await this.#hangUp(sid);
  }

  /** Resolves when the person at the other end has said something, or has said nothing for a while. */
  async #reply(): Promise<void> {
    const spoken = new Promise<void>((resolve) => {
      this.#answered = resolve;
    });
    await Promise.race([spoken, this.#pause(REPLY)]);
  }

  #pause(seconds: number): Promise<void> {
    return pause(seconds, this.#stage);
  }
}

function pause(seconds: number, { speed, signal }: Stage): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, (seconds * 1000) / speed);
    signal.addEventListener('abort', done);
  });
}
