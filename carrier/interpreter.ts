// Runs TwiML documents on one leg, verb after verb and document after document, and decides what an error leads to.
import { checkRoot } from './twiml/check-twiml.ts';
import { loadDocument } from './twiml/load-document.ts';
import {
  END,
  NEXT_VERB,
  type DocumentRequest,
  type Ending,
  type Flow,
  type Run,
  type Scene,
  type Services,
} from './scene.ts';
import type { TwimlElement } from './twiml/twiml-document.ts';
import { ERRORS } from './voice-errors.ts';
import { answersCall, VERBS } from './verbs/index.ts';
import { sayText } from './verbs/say.ts';
import { wavSeconds } from './recordings/wav.ts';

/** The simulator's own limit: documents that redirect to each other take no time here. */
const MOST_DOCUMENTS = 1000;

const APOLOGY = 'We are sorry, an application error has occurred. Goodbye.';

export async function runDocuments(run: Run, services: Services): Promise<Ending> {
  let request = run.first;
  for (;;) {
    const flow = await runDocument(run, services, request);
    if (run.leg.over.aborted) return 'ended';
    if (flow.next === 'document') request = flow.request;
    else return finishRun(run, flow);
  }
}

/** One document from request to its last verb; an error becomes the fallback document, or an apology and the end. */
async function runDocument(run: Run, services: Services, request: DocumentRequest): Promise<Flow> {
  const flow = await performDocument(run, services, request);
  if (flow.next !== 'error') return flow;
  const { code, message, status } = flow;
  run.leg.emit({ type: 'error', code, message, url: request.url });
  if (run.leg.over.aborted) return END;
  // A fallback that fails itself is not tried again.
  if (run.fallback && request.extra.ErrorUrl === undefined) {
    const extra = { ErrorCode: String(code), ErrorUrl: request.url.split('#')[0] ?? '' };
    return { next: 'document', request: { ...run.fallback, extra } };
  }
  if (run.role === 'wait') return flow;
  run.leg.pickUp();
  await sayText({ text: APOLOGY, language: 'en-US', voice: 'man', loop: 1 }, run.leg, services);
  return status ? { next: 'end', status } : END;
}

async function performDocument(run: Run, services: Services, request: DocumentRequest): Promise<Flow> {
  const { leg } = run;
  if (++leg.documents > MOST_DOCUMENTS) {
    return {
      next: 'error',
      code: ERRORS.internal,
      message: `more than ${MOST_DOCUMENTS} documents in one call`,
    };
  }
  const loaded = await loadDocument(leg, services, request);
  if (leg.over.aborted) return END;
  switch (loaded.kind) {
    case 'error':
      return { next: 'error', code: loaded.code, message: loaded.message };
    case 'twiml':
      return performVerbs(loaded.root, run, services, loaded.url);
    case 'audio':
      leg.pickUp();
      leg.emit({ type: 'played', url: loaded.url, loop: 1 });
      await leg.rest(wavSeconds(loaded.audio));
      return run.role === 'wait' ? NEXT_VERB : END;
    case 'text':
      leg.pickUp();
      await sayText({ text: loaded.text, language: 'en-US', voice: 'man', loop: 1 }, leg, services);
      return END;
  }
}

async function performVerbs(root: TwimlElement, run: Run, services: Services, url: string): Promise<Flow> {
  const problems = checkRoot(root);
  const fatal = problems.find((problem) => problem.kind === 'child');
  // Twilio documents 12200 as a warning; what it does about a verb inside another verb is unknown. Here the call fails.
  if (fatal) return { next: 'error', code: fatal.code, message: fatal.message, status: 'failed' };
  for (const { code, message } of problems) run.leg.emit({ type: 'warning', code, message });
  for (const [index, element] of root.children.entries()) {
    const scene: Scene = { leg: run.leg, services, role: run.role, documentUrl: url, opening: index === 0 };
    const flow = await performVerb(element, scene);
    if (run.leg.over.aborted) return END;
    if (flow.next !== 'verb') return flow;
  }
  return NEXT_VERB;
}

async function performVerb(element: TwimlElement, scene: Scene): Promise<Flow> {
  const verb = Object.hasOwn(VERBS, element.name) ? VERBS[element.name] : undefined;
  if (!verb) {
    warnUnperformed(element, scene);
    return NEXT_VERB;
  }
  if (scene.role === 'whisper' && element.name === 'Dial') {
    // "TwiML documents executed in this manner are not allowed to contain the <Dial> verb." (docs/voice/twiml/number)
    scene.leg.emit({
      type: 'warning',
      code: ERRORS.schema,
      message: '<Dial> is not allowed in a <Number> url document',
    });
    return NEXT_VERB;
  }
  if (answersCall(element, scene.opening)) scene.leg.pickUp();
  return verb(element, scene);
}

/** A name outside the vocabulary was already reported as 12200. */
function warnUnperformed(element: TwimlElement, scene: Scene): void {
  if (!NOT_SIMULATED.has(element.name)) return;
  scene.leg.emit({ type: 'warning', code: 0, message: `the simulator does not perform <${element.name}>` });
}

const NOT_SIMULATED: ReadonlySet<string> = new Set([
  'Connect',
  'Echo',
  'Pay',
  'Prompt',
  'Queue',
  'Refer',
  'Start',
  'Stop',
]);

function finishRun(run: Run, flow: Exclude<Flow, { next: 'document' }>): Ending {
  switch (flow.next) {
    case 'verb':
      return 'ranOut';
    case 'leave':
      return 'left';
    case 'error':
      return 'failed';
    case 'end':
      run.leg.disconnect(flow.status);
      return 'ended';
  }
}
