// <Dial>: rings telephones, all at once or one after another, and connects the caller with who picks up first.
// https://www.twilio.com/docs/voice/twiml/dial
import type { FinalStatus } from '../events.ts';
import type { Leg } from '../leg.ts';
import { SignalQueue } from '../signal-queue.ts';
import { END, NEXT_VERB, type Flow, type Scene } from '../scene.ts';
import type { TwimlElement } from '../twiml/twiml-document.ts';
import { ERRORS } from '../voice-errors.ts';
import { requestAfterEnd } from './after-end.ts';
import { ringTelephone, whisper } from './dial-leg.ts';
import { dialRules, dialTargets, mayShow, type DialRules, type DialTarget } from './dial-rules.ts';

interface Outcome {
  readonly status: FinalStatus;
  /** Who picked up, else the last that rang. */
  readonly leg?: Leg | undefined;
  readonly bridged: boolean;
}

const FAILED: Outcome = { status: 'failed', bridged: false };

export async function dial(element: TwimlElement, scene: Scene): Promise<Flow> {
  const rules = dialRules(element, scene);
  if ('record' in element.attributes && element.attributes.record !== 'do-not-record') {
    scene.leg.emit({ type: 'warning', code: 0, message: 'the simulator does not record a <Dial>' });
  }
  return afterwards(await place(element, rules, scene), rules, scene);
}

async function place(element: TwimlElement, rules: DialRules, scene: Scene): Promise<Outcome> {
  const { leg } = scene;
  if (!mayShow(rules.from, scene)) {
    leg.emit({ type: 'error', code: ERRORS.dialCallerId, message: `Dial: invalid callerId "${rules.from}"` });
    return FAILED;
  }
  const targets = dialTargets(element, scene);
  if (targets.length === 0) return FAILED;
  const to = targets.map(({ number }) => number);
  leg.emit({ type: 'dialing', to, sequential: rules.sequential, timeout: rules.ringSeconds });
  if (!rules.sequential) return ringAndConnect(targets, rules, scene);
  let outcome = FAILED;
  for (const target of targets) {
    outcome = await ringAndConnect([target], rules, scene);
    if (outcome.leg?.answered === true || leg.over.aborted) break;
  }
  return outcome;
}

async function ringAndConnect(
  targets: readonly DialTarget[],
  rules: DialRules,
  scene: Scene,
): Promise<Outcome> {
  const { leg: caller } = scene;
  const news = new SignalQueue<'changed'>();
  const ringing = targets.map((target) => ({
    target,
    leg: ringTelephone(target, rules.from, scene, () => {
      news.post('changed');
    }),
  }));
  const hangUpAll = (): void => {
    for (const { leg } of ringing) leg.disconnect();
  };
  caller.over.addEventListener('abort', hangUpAll, { once: true });
  if (caller.over.aborted) hangUpAll();
  try {
    await firstPickUp(
      ringing.map(({ leg }) => leg),
      rules,
      scene,
      news,
    );
    const first = ringing.find(({ leg }) => leg.answered);
    for (const { leg } of ringing) if (leg !== first?.leg) leg.disconnect();
    if (first === undefined)
      return { status: statusOfAll(ringing), leg: ringing.at(-1)?.leg, bridged: false };
    // "completed" is also what a mailbox, or a whisper that hung up, leads to: DialBridged tells them apart.
    return {
      status: 'completed',
      leg: first.leg,
      bridged: await connect(first.leg, first.target, rules, scene),
    };
  } finally {
    hangUpAll();
    caller.over.removeEventListener('abort', hangUpAll);
  }
}

/** Returns when one is picked up, when none rings any more, or when it has rung long enough. */
async function firstPickUp(
  legs: readonly Leg[],
  rules: DialRules,
  { leg: caller }: Scene,
  news: SignalQueue<'changed'>,
): Promise<void> {
  const deadline = caller.clock.now().getTime() + rules.ringSeconds * 1000;
  while (!legs.some((leg) => leg.answered) && !legs.every((leg) => leg.over.aborted)) {
    const left = deadline - caller.clock.now().getTime();
    if ((await news.next(caller.clock, left, caller.over)) === undefined) return;
  }
}

/** All were refused or all rang out: a plain no-answer is told only where nobody said more. */
function statusOfAll(ringing: readonly { readonly leg: Leg }[]): FinalStatus {
  const statuses = ringing.map(({ leg }) => leg.finalStatus);
  return (
    statuses.find((status) => status === 'busy') ??
    statuses.find((status) => status === 'no-answer') ??
    'failed'
  );
}

/** True when the two could talk. */
async function connect(leg: Leg, target: DialTarget, rules: DialRules, scene: Scene): Promise<boolean> {
  const { leg: caller } = scene;
  if (!(await whisper(leg, target, scene)) || caller.over.aborted) return false;
  caller.pickUp();
  caller.emit({ type: 'bridged', legSid: leg.sid });
  const star = new AbortController();
  const callersLine = caller.listen((signal) => {
    if (rules.hangupOnStar && signal.type === 'key' && signal.key === '*') star.abort();
    if (signal.type === 'speech') leg.hear(caller.sid, signal);
  });
  const staffsLine = leg.listen((signal) => {
    if (signal.type === 'speech') caller.hear(leg.sid, signal);
  });
  await caller.rest(rules.longestTalkSeconds, AbortSignal.any([leg.over, star.signal]));
  callersLine.close();
  staffsLine.close();
  caller.emit({ type: 'unbridged', legSid: leg.sid });
  return true;
}

/** With an action the verbs after <Dial> are never reached; after a hang-up its answer has nobody to play to. */
async function afterwards(outcome: Outcome, { action }: DialRules, scene: Scene): Promise<Flow> {
  const over = scene.leg.over.aborted;
  if (action === undefined) return over ? END : NEXT_VERB;
  const request = { ...action, extra: actionParameters(outcome) };
  return over ? requestAfterEnd(request, scene) : { next: 'document', request };
}

function actionParameters({ status, leg, bridged }: Outcome): Record<string, string> {
  return {
    DialCallStatus: status,
    DialBridged: String(bridged),
    ...(leg === undefined ? {} : { DialCallSid: leg.sid }),
    ...(leg?.answered === true ? { DialCallDuration: String(leg.durationSeconds) } : {}),
  };
}
