// What the report page does: checks what was entered, reads it back, has the proof of work done, sends the report, and
// asks what came of one. Its words come with the document.
import type { PageProblem, ScriptWords } from '../../functions/public/report-page/words.ts';
import { askApi, ProblemError, type ReportTaken } from './api.ts';
import { element, fieldProblem, moveTo, onPress, show, whileBusy } from './document.ts';
import { looksLikeNumber, prepare, type Attempt } from './prepare.ts';

const main = document.querySelector('main');
const words = JSON.parse(main?.dataset.words ?? '{}') as ScriptWords;
const solver = main?.dataset.solver ?? '';

interface Report {
  readonly number?: string;
  readonly category: string;
  readonly description?: string;
  readonly language: string;
}

const form = element('report', HTMLFormElement);
const numberInput = element('number', HTMLInputElement);
const description = element('description', HTMLTextAreaElement);
const review = element('review');
const done = element('done');

// --- entering -----------------------------------------------------------------------------------------------------

const typedNumber = (): string => numberInput.value.normalize('NFKC').trim();

function chosenCategory(): HTMLInputElement | undefined {
  return form.querySelector<HTMLInputElement>('input[name="category"]:checked') ?? undefined;
}

/** Undefined where something is wrong, which then stands beside its field. */
function readForm(): Report | undefined {
  const number = typedNumber();
  const category = chosenCategory();
  const numberIsWrong = number !== '' && !looksLikeNumber(number);
  fieldProblem('number', numberIsWrong ? words.problems.number : undefined);
  fieldProblem('category', category === undefined ? words.problems.category : undefined);
  if (numberIsWrong) numberInput.focus();
  else if (category === undefined) form.querySelector<HTMLInputElement>('input[name="category"]')?.focus();
  if (numberIsWrong || category === undefined) return undefined;
  return {
    ...(number === '' ? {} : { number }),
    category: category.value,
    ...(description.value.trim() === '' ? {} : { description: description.value.trim() }),
    language: document.documentElement.lang,
  };
}

function readBack(report: Report): void {
  element('review-number').textContent = report.number ?? words.numberUnknown;
  element('review-category').textContent = chosenCategory()?.closest('label')?.textContent.trim() ?? '';
  element('review-description').textContent = report.description ?? words.noDescription;
  element('report-problem').textContent = '';
  show(form, false);
  show(review, true);
  moveTo('review-title');
}

function enterAgain(): void {
  show(review, false);
  show(form, true);
  numberInput.focus();
}

// --- sending ------------------------------------------------------------------------------------------------------

let waiting: Attempt | undefined;

async function send(report: Report): Promise<void> {
  const progress = element('progress');
  element('report-problem').textContent = '';
  try {
    progress.textContent = words.working;
    waiting ??= await prepare(solver, report);
    progress.textContent = words.sending;
    const taken = await askApi('api/public/reports', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': waiting.key },
      body: waiting.body,
    });
    waiting = undefined;
    tellTaken(taken as ReportTaken);
  } catch (error) {
    const problem = problemOf(error);
    // Only where no answer came may the very same request be sent again.
    if (problem !== 'unreachable') waiting = undefined;
    if (problem === 'invalid-number') {
      enterAgain();
      fieldProblem('number', words.problems['invalid-number']);
    } else element('report-problem').textContent = words.problems[problem];
  } finally {
    progress.textContent = '';
  }
}

function tellTaken({ caseNumber, pin, dueAt }: ReportTaken): void {
  element('done-case-number').textContent = caseNumber;
  element('done-pin').textContent = pin;
  element('done-due').textContent = words.due.replace('{date}', day(dueAt));
  element('copy-status').textContent = '';
  element('case-number', HTMLInputElement).value = caseNumber;
  show(review, false);
  show(done, true);
  form.reset();
  moveTo('done-title');
}

async function copyBoth(): Promise<void> {
  const [number, pin] = ['done-case-number', 'done-pin'].map((id) => element(id).textContent);
  try {
    await navigator.clipboard.writeText(`${number ?? ''} / ${pin ?? ''}`);
    element('copy-status').textContent = words.copied;
  } catch {
    element('copy-status').textContent = words.notCopied;
  }
}

// --- my number is blocked -----------------------------------------------------------------------------------------

interface AppealState {
  readonly state: 'waiting' | 'opened' | 'expired';
  readonly caseNumber?: string;
  readonly pin?: string;
  readonly dueAt?: string;
}

const ownNumber = element('own-number', HTMLInputElement);
const ASK_EVERY_MS = 3_000;

async function getCode(): Promise<void> {
  const number = ownNumber.value.normalize('NFKC').trim();
  const isNumber = looksLikeNumber(number);
  fieldProblem('own-number', isNumber ? undefined : words.problems['own-number']);
  if (!isNumber) {
    ownNumber.focus();
    return;
  }
  const why = element('why', HTMLTextAreaElement).value.trim();
  element('appeal-problem').textContent = '';
  element('appeal-progress').textContent = words.working;
  try {
    const { body, key } = await prepare(solver, {
      number,
      ...(why === '' ? {} : { description: why }),
      language: document.documentElement.lang,
    });
    const headers = { 'content-type': 'application/json', 'idempotency-key': key };
    const taken = (await askApi('api/public/appeals', { method: 'POST', headers, body })) as AppealTaken;
    showCode(taken);
    void waitForCall(taken);
  } catch (error) {
    const problem = problemOf(error);
    const own = problem === 'too-many-requests' ? 'appeal-too-many-requests' : problem;
    element('appeal-problem').textContent = words.problems[own];
  } finally {
    element('appeal-progress').textContent = '';
  }
}

interface AppealTaken {
  readonly token: string;
  readonly code: string;
  readonly until: string;
}

function showCode({ code, until }: AppealTaken): void {
  const time = new Intl.DateTimeFormat(document.documentElement.lang, { timeStyle: 'short' });
  element('code').textContent = code;
  element('code-until').textContent = words.codeUntil.replace('{time}', time.format(new Date(until)));
  show(element('appeal-form'), false);
  show(element('appeal-code'), true);
}

/** A look that fails is followed by the next one; the server says when the time is over. */
async function waitForCall({ token }: AppealTaken): Promise<void> {
  let told: AppealState = { state: 'waiting' };
  while (told.state === 'waiting') {
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
    try {
      told = (await askApi(`api/public/appeals/${token}`)) as AppealState;
    } catch (error) {
      if (problemOf(error) === 'not-found') told = { state: 'expired' };
    }
  }
  show(element('appeal-code'), false);
  if (told.state === 'opened') tellAppeal(told);
  else {
    show(element('appeal-form'), true);
    element('appeal-problem').textContent = words.codeExpired;
  }
}

function tellAppeal({ caseNumber = '', pin = '', dueAt = '' }: AppealState): void {
  element('appeal-case-number').textContent = caseNumber;
  element('appeal-pin').textContent = pin;
  element('appeal-due').textContent = words.due.replace('{date}', day(dueAt));
  element('case-number', HTMLInputElement).value = caseNumber;
  element('appeal-progress').textContent = words.appealOpened;
  show(element('appeal-done'), true);
}

// --- what came of it ----------------------------------------------------------------------------------------------

type CaseNews = {
  readonly [Kind in keyof ScriptWords['news']]: {
    readonly kind: Kind;
    readonly news: keyof ScriptWords['news'][Kind];
  };
}[keyof ScriptWords['news']];

type CaseTold = CaseNews & {
  readonly status: string;
  readonly receivedAt: string;
  readonly dueAt: string;
  readonly extension?: { readonly reason: string };
  readonly feedback?: string;
};

const newsWords = (told: CaseTold): string =>
  told.kind === 'report' ? words.news.report[told.news] : words.news.appeal[told.news];

const digitsIn = (id: string): string =>
  element(id, HTMLInputElement).value.normalize('NFKC').replaceAll(/\s/g, '');

async function lookUp(): Promise<void> {
  const [caseNumber, pin] = [digitsIn('case-number'), digitsIn('pin')];
  const wrong = { 'case-number': !/^\d{6}$/.test(caseNumber), pin: !/^\d{4}$/.test(pin) };
  fieldProblem('case-number', wrong['case-number'] ? words.problems['case-number'] : undefined);
  fieldProblem('pin', wrong.pin ? words.problems.pin : undefined);
  element('status-problem').textContent = '';
  element('answer').replaceChildren();
  if (wrong['case-number']) element('case-number').focus();
  else if (wrong.pin) element('pin').focus();
  if (wrong['case-number'] || wrong.pin) return;
  try {
    element('answer').textContent = words.asking;
    const told = await askApi(`api/public/reports/${caseNumber}`, { headers: { 'x-case-pin': pin } });
    element('answer').replaceChildren(...answerLines(told as CaseTold));
  } catch (error) {
    element('answer').replaceChildren();
    element('status-problem').textContent = words.problems[problemOf(error)];
  }
}

function answerLines(told: CaseTold): HTMLElement[] {
  const { kind, status, receivedAt, dueAt, extension, feedback } = told;
  const isOpen = status === 'received' || status === 'investigating';
  const lines = [
    newsWords(told),
    ...(feedback === undefined ? [] : [`${words.answer} ${feedback}`]),
    words.received[kind].replace('{date}', day(receivedAt)),
    ...(isOpen ? [words.due.replace('{date}', day(dueAt))] : []),
    ...(extension === undefined ? [] : [`${words.extended} ${extension.reason}`]),
  ];
  return lines.map((text) => Object.assign(document.createElement('p'), { textContent: text }));
}

const day = (instant: string): string =>
  new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'long' }).format(new Date(instant));

function problemOf(error: unknown): PageProblem {
  const kind = error instanceof ProblemError ? error.kind : 'other';
  if (kind === 'already-used') return 'not-solved';
  return kind in words.problems ? (kind as PageProblem) : 'other';
}

// --- wiring -------------------------------------------------------------------------------------------------------

let report: Report | undefined;

form.addEventListener('submit', (event) => {
  event.preventDefault();
  report = readForm();
  waiting = undefined;
  if (report !== undefined) readBack(report);
});
onPress('change', enterAgain);
onPress('send', (button) =>
  whileBusy(button, () => (report === undefined ? Promise.resolve() : send(report))),
);
onPress('copy', copyBoth);
onPress('another', () => {
  show(done, false);
  show(form, true);
  numberInput.focus();
});
element('appeal-form').addEventListener('submit', (event) => {
  event.preventDefault();
  const button = element('appeal-form').querySelector('button');
  if (button !== null) void whileBusy(button, getCode);
});
element('look-up').addEventListener('submit', (event) => {
  event.preventDefault();
  const button = element('look-up').querySelector('button');
  if (button !== null) void whileBusy(button, lookUp);
});

show(form, true);
show(element('appeal'), true);
show(element('status'), true);
