// What the privacy page does: takes a request about personal data, shows the code that is to be keyed in a call from the
// number, and tells how the request stands. The token of a request stays behind the # of the address, which is sent nowhere.
import type { RightsProblem, RightsScriptWords } from '../../functions/public/privacy-page/privacy-words.ts';
import { askApi, ProblemError } from './api.ts';
import { element, fieldProblem, moveTo, show, whileBusy } from './document.ts';
import { looksLikeNumber, prepare } from './prepare.ts';

const { words: written = '{}', solver = '' } = element('rights-form').dataset;
const words = JSON.parse(written) as RightsScriptWords;
const { lang } = document.documentElement;
const ASK_EVERY_MS = 3_000;

interface Taken {
  readonly token: string;
  readonly code: string;
  readonly key?: string;
  readonly canCall: boolean;
  readonly until: string;
}

interface State {
  readonly state: 'waiting' | 'expired' | 'open' | 'working' | 'done' | 'refused';
  readonly kind?: keyof RightsScriptWords['kinds'];
  readonly request?: string;
  readonly dueAt?: string;
  readonly answer?: string;
  readonly copy?: { readonly url: string; readonly until: string };
}

const form = element('rights-form', HTMLFormElement);
const number = element('rights-number', HTMLInputElement);

async function ask(): Promise<void> {
  const typed = number.value.normalize('NFKC').trim();
  const kind = form.querySelector<HTMLInputElement>('input[name="kind"]:checked')?.value;
  fieldProblem('rights-number', looksLikeNumber(typed) ? undefined : words.problems.number);
  fieldProblem('rights-kind', kind === undefined ? words.problems.kind : undefined);
  if (!looksLikeNumber(typed)) number.focus();
  if (!looksLikeNumber(typed) || kind === undefined) return;
  const text = element('rights-text', HTMLTextAreaElement).value.trim();
  element('rights-problem').textContent = '';
  element('rights-progress').textContent = words.working;
  try {
    const asked = { number: typed, kind, ...(text === '' ? {} : { text }), language: lang };
    const { body, key } = await prepare(solver, asked);
    const headers = { 'content-type': 'application/json', 'idempotency-key': key };
    const taken = (await askApi('api/public/rights', { method: 'POST', headers, body })) as Taken;
    showCode(taken);
    void waitForCall(taken.token);
  } catch (error) {
    element('rights-problem').textContent = words.problems[problemOf(error)];
  } finally {
    element('rights-progress').textContent = '';
  }
}

function showCode({ token, code, key = '', canCall, until }: Taken): void {
  const time = new Intl.DateTimeFormat(lang, { timeStyle: 'short' }).format(new Date(until));
  element('rights-code-digits').textContent = code;
  element('rights-code-key').textContent = key === '' ? '' : words.pressKey.replace('{key}', key);
  element('rights-code-until').textContent = words.codeUntil.replace('{time}', time);
  offerCall(canCall ? token : undefined);
  show(form, false);
  show(element('rights-code'), true);
  moveTo('rights-code');
}

/** @param token undefined where the number is not called */
function offerCall(token: string | undefined): void {
  const offer = element('rights-call-me');
  element('rights-calling').textContent = '';
  show(offer, token !== undefined);
  const button = offer.querySelector('button');
  if (button === null || token === undefined) return;
  button.onclick = () => void whileBusy(button, () => callMe(token));
}

async function callMe(token: string): Promise<void> {
  try {
    await askApi(`api/public/rights/${token}/call`, { method: 'POST' });
    element('rights-calling').textContent = words.calling;
  } catch (error) {
    element('rights-calling').textContent = words.problems[problemOf(error)];
  }
}

/** A look that fails is followed by the next one; the server says when the time is over. */
async function waitForCall(token: string): Promise<void> {
  let told: State = { state: 'waiting' };
  while (told.state === 'waiting') {
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
    told = await stateOf(token, told);
  }
  show(element('rights-code'), false);
  if (told.state === 'expired') {
    show(form, true);
    element('rights-problem').textContent = words.codeExpired;
    return;
  }
  location.hash = `request=${token}`;
  tell(told);
}

async function stateOf(token: string, before: State): Promise<State> {
  try {
    return (await askApi(`api/public/rights/${token}`)) as State;
  } catch (error) {
    return problemOf(error) === 'not-found' ? { state: 'expired' } : before;
  }
}

function tell({ state, kind, request = '', dueAt, answer, copy }: State): void {
  const isOpen = state === 'open' || state === 'working';
  const lines = [
    ...(kind === undefined ? [] : [`${words.kinds[kind]} (${request})`]),
    words.states[state],
    ...(isOpen && dueAt !== undefined ? [words.due.replace('{date}', day(dueAt))] : []),
    ...(answer ?? '').split('\n').filter((line) => line !== ''),
  ];
  const told = lines.map((text) => Object.assign(document.createElement('p'), { textContent: text }));
  if (copy !== undefined) {
    const textContent = words.fetchCopy.replace('{date}', day(copy.until));
    told.push(Object.assign(document.createElement('p'), { textContent: '' }));
    told.at(-1)?.append(Object.assign(document.createElement('a'), { href: copy.url, textContent }));
  }
  element('rights-state-lines').replaceChildren(...told);
  show(form, false);
  show(element('rights-state'), true);
  moveTo('rights-state');
}

const day = (instant: string): string =>
  new Intl.DateTimeFormat(lang, { dateStyle: 'long' }).format(new Date(instant));

function problemOf(error: unknown): RightsProblem {
  const kind = error instanceof ProblemError ? error.kind : 'other';
  if (kind === 'already-used') return 'not-solved';
  return kind in words.problems ? (kind as RightsProblem) : 'other';
}

/** Somebody comes back with the address that they kept. */
async function showKept(token: string): Promise<void> {
  try {
    tell((await askApi(`api/public/rights/${token}`)) as State);
  } catch (error) {
    element('rights-problem').textContent = words.problems[problemOf(error)];
  }
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  const button = form.querySelector('button');
  if (button !== null) void whileBusy(button, ask);
});
show(form, true);
const kept = /^#request=(P\d{8}-[0-9a-f]{12}\.[0-9a-f]{32})$/.exec(location.hash)?.[1];
if (kept !== undefined) void showKept(kept);
