// How callers behave once they have dialled: people and robots, answering what the hotline says and asks. They know
// nothing of the hotline but what a telephone lets them hear.
import { codeHeard } from '../in-process/challenge-heard.ts';
import type { CallHandle } from '../carrier/call-handle.ts';
import type { VirtualClock } from '../carrier/clock.ts';
import type { CarrierEvent } from '../carrier/events.ts';
import { askedIn } from './outcome.ts';
import { around, happens, type Chance } from './chance.ts';
import type { RobotKeys } from './mix.ts';

/** What somebody wants of the hotline: to speak with staff, or to report the number that called them. */
type Wish = 'staff' | { readonly report: string };

export type Manner =
  | {
      readonly kind: 'person';
      readonly wrongKey: number;
      readonly hangsUp: number;
      readonly asksForPerson: number;
      readonly secondsPerKey: number;
      readonly talkSeconds: number;
      readonly leavesMessage: number;
      readonly wants: Wish;
    }
  | {
      readonly kind: 'robot';
      readonly keys: RobotKeys;
      /** Of its recording. */
      readonly seconds: number;
      readonly solvesRightly: number;
    };
type Person = Extract<Manner, { kind: 'person' }>;
type Robot = Extract<Manner, { kind: 'robot' }>;

/** What the hotline waits for: the last part of the action URL, `challenge`, `menu`, `voicemail`… */
interface Question {
  readonly step: string;
  readonly waitsFor: 'keys' | 'voice';
  /** How many keys; undefined for as many as one likes. */
  readonly keys: number | undefined;
  /** The figures that were read out. */
  readonly code: string;
  /** How often this step was asked before in this call. */
  readonly before: number;
}

export interface Line {
  readonly call: CallHandle;
  readonly clock: VirtualClock;
  readonly chance: Chance;
  /** The keys of the menu, from the hotline's settings: what its greeting says. */
  readonly menu: Readonly<Record<'staff' | 'report', string>>;
}

export interface Conversation {
  /** The caller ended the call. */
  readonly hungUp: () => boolean;
}

/** Takes part in a call to its end. */
export function converse({ call: handle, ...rest }: Line, manner: Manner): Conversation {
  let hungUp = false;
  const call: Receiver = {
    press: (keys) => {
      handle.press(keys);
    },
    speak: (what) => {
      handle.speak(what);
    },
    hangUp: () => {
      if (over(handle)) return;
      hungUp = true;
      handle.hangUp();
    },
  };
  const line = { call, ...rest };
  const listener = manner.kind === 'person' ? new PersonAt(line, manner) : new RobotAt(line, manner);
  const hearing = new Hearing();
  handle.subscribe((event) => {
    const question = hearing.hear(event);
    if (event.type === 'answered') listener.answered();
    if (event.type === 'bridged') void hangUpAfter(line, listener.talkSeconds());
    if (question !== undefined) void listener.react(question, () => hearing.asks(question) && !over(handle));
  });
  return { hungUp: () => hungUp };
}

type Receiver = Pick<CallHandle, 'press' | 'speak' | 'hangUp'>;
type Hand = Omit<Line, 'call'> & { readonly call: Receiver };

const over = ({ log }: CallHandle): boolean => log.at(-1)?.type === 'ended';

async function hangUpAfter({ call, clock }: Hand, seconds: number): Promise<void> {
  await clock.sleep(seconds * 1_000);
  call.hangUp();
}

/** What was said and asked last. */
class Hearing {
  #step = '';
  #records = false;
  #said: string[] = [];
  #current: Question | undefined;
  readonly #asked = new Map<string, number>();

  hear(event: CarrierEvent): Question | undefined {
    if (event.type === 'said') this.#said.push(event.text);
    // The notice before a recording takes keys too, which nobody here presses.
    if (event.type === 'gathering' && !this.#records) return this.#ask('keys', event.numDigits ?? undefined);
    if (event.type === 'recording') return this.#ask('voice', undefined);
    if (event.type === 'response' && event.purpose === 'document') this.#turnTo(event.document);
    return undefined;
  }

  #turnTo(document: string): void {
    this.#step = askedIn(document)?.step ?? '';
    this.#records = document.includes('<Record');
    this.#said = [];
    this.#current = undefined;
  }

  asks(question: Question): boolean {
    return this.#current === question;
  }

  #ask(waitsFor: Question['waitsFor'], keys: number | undefined): Question {
    const before = this.#asked.get(this.#step) ?? 0;
    this.#asked.set(this.#step, before + 1);
    const code = codeHeard(this.#said);
    this.#current = { step: this.#step, waitsFor, keys, code, before };
    return this.#current;
  }
}

interface Listener {
  answered(): void;
  /** @param listens whether the hotline still waits for the answer to this */
  react(question: Question, listens: () => boolean): Promise<void>;
  talkSeconds(): number;
}

/** Seconds in which a person takes in a question. */
const THOUGHT = 1.2;
const MESSAGE_SECONDS = 15;

class PersonAt implements Listener {
  readonly #line: Hand;
  readonly #manner: Person;

  constructor(line: Hand, manner: Person) {
    this.#line = line;
    this.#manner = manner;
  }

  answered(): void {
    // A person listens first.
  }

  talkSeconds(): number {
    return this.#manner.talkSeconds;
  }

  async react(question: Question, listens: () => boolean): Promise<void> {
    const { call, clock, chance } = this.#line;
    await clock.sleep(around(THOUGHT, 0.4, chance) * 1_000);
    if (!listens()) return;
    if (question.waitsFor === 'voice') {
      this.#speak(question);
      return;
    }
    const keys = this.#keysFor(question);
    if (keys === 'hang-up') call.hangUp();
    else await this.#press(keys, listens);
  }

  #keysFor(question: Question): string {
    const { wants } = this.#manner;
    const { menu } = this.#line;
    switch (question.step) {
      case 'challenge':
        return this.#answerTo(question);
      case 'menu':
        return question.before > 3 ? 'hang-up' : wants === 'staff' ? menu.staff : menu.report;
      case 'number':
        return typeof wants === 'string' ? '#' : `${wants.report.replace('+1', '')}#`;
      case 'appeal':
      case 'confirm':
      case 'category':
      case 'department':
        return '1';
      default:
        return 'hang-up';
    }
  }

  #answerTo({ code, before }: Question): string {
    const { hangsUp, asksForPerson, wrongKey } = this.#manner;
    const { chance } = this.#line;
    if (before === 0 && happens(hangsUp, chance)) return 'hang-up';
    if (before === 0 && happens(asksForPerson, chance)) return '0';
    return happens(1 - overCode(1 - wrongKey, code), chance) ? misdialled(code, chance) : code;
  }

  /** Key by key; who is too slow is asked again. */
  async #press(keys: string, listens: () => boolean): Promise<void> {
    const { call, clock, chance } = this.#line;
    for (const key of keys) {
      await clock.sleep(around(this.#manner.secondsPerKey, 0.5, chance) * 1_000);
      if (!listens()) return;
      call.press(key);
    }
  }

  #speak({ step }: Question): void {
    const { call, chance } = this.#line;
    const speaks = step !== 'voicemail' || happens(this.#manner.leavesMessage, chance);
    if (!speaks) {
      call.hangUp();
      return;
    }
    const seconds = around(MESSAGE_SECONDS, 0.5, chance);
    call.speak({ seconds, text: 'please call me back' });
    void hangUpAfter(this.#line, seconds + 1);
  }
}

/** Every figure may go wrong by itself. @param ofTwo the chance that a code of two figures goes well */
const overCode = (ofTwo: number, code: string): number => ofTwo ** (code.length / 2);

/** One figure of the code is another one. */
function misdialled(code: string, chance: Chance): string {
  const at = Math.floor(chance() * code.length);
  const wrong = (Number(code[at]) % 9) + 1;
  return `${code.slice(0, at)}${wrong}${code.slice(at + 1)}`;
}

class RobotAt implements Listener {
  readonly #line: Hand;
  readonly #manner: Robot;
  #began = 0;

  constructor(line: Hand, manner: Robot) {
    this.#line = line;
    this.#manner = manner;
  }

  /** It plays its recording to whatever answers, and hangs up at the end. */
  answered(): void {
    this.#began = this.#line.clock.now().getTime();
    if (this.#manner.keys === 'nothing') void hangUpAfter(this.#line, this.#manner.seconds);
  }

  /** Whom it reaches listens to the recording for a moment. */
  talkSeconds(): number {
    return Math.min(12, this.#manner.seconds);
  }

  async react(question: Question, listens: () => boolean): Promise<void> {
    const { call, clock } = this.#line;
    if (question.waitsFor === 'voice') {
      this.#play();
      return;
    }
    const keys = this.#keysFor(question);
    if (keys === '') return;
    await clock.sleep(1_000);
    if (listens()) call.press(keys);
  }

  #play(): void {
    const { call, clock } = this.#line;
    const played = (clock.now().getTime() - this.#began) / 1_000;
    const left = this.#manner.keys === 'nothing' ? this.#manner.seconds - played : this.#manner.seconds;
    if (left <= 0) return;
    call.speak({ seconds: left, text: 'press one to speak with an agent' });
    void hangUpAfter(this.#line, left);
  }

  #keysFor({ step, keys = 1, code }: Question): string {
    const { chance, menu } = this.#line;
    switch (this.#manner.keys) {
      case 'nothing':
        return '';
      case 'random':
        return Array.from({ length: keys }, () => Math.floor(chance() * 10)).join('');
      case 'solves':
        if (step === 'menu') return menu.staff;
        return happens(overCode(this.#manner.solvesRightly, code), chance) ? code : misdialled(code, chance);
    }
  }
}
