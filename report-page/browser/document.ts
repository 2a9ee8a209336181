// The page's own document: finding elements, showing them, and saying what is wrong beside a field.

type Kind<Found extends HTMLElement> = abstract new () => Found;

export function element(id: string): HTMLElement;
export function element<Found extends HTMLElement>(id: string, kind: Kind<Found>): Found;
export function element(id: string, kind: Kind<HTMLElement> = HTMLElement): HTMLElement {
  const found = document.getElementById(id);
  if (found instanceof kind) return found;
  throw new Error(`the page has no ${id}`);
}

export function show(what: HTMLElement, visible: boolean): void {
  what.hidden = !visible;
}

/** To a heading, so that a screen reader goes on there and the eye finds the place. */
export function moveTo(id: string): void {
  const heading = element(id);
  heading.focus();
  heading.scrollIntoView({ block: 'center' });
}

/** @param problem undefined where it is right now */
export function fieldProblem(id: string, problem: string | undefined): void {
  const place = element(`${id}-problem`);
  place.textContent = problem ?? '';
  show(place, problem !== undefined);
  const input = element(id);
  if (!(input instanceof HTMLInputElement)) return;
  if (problem === undefined) input.removeAttribute('aria-invalid');
  else input.setAttribute('aria-invalid', 'true');
}

export function onPress(id: string, act: (button: HTMLButtonElement) => unknown): void {
  const button = element(id, HTMLButtonElement);
  button.addEventListener('click', () => void act(button));
}

/** A button that works is not pressed twice; it keeps the focus meanwhile. */
export async function whileBusy(button: HTMLButtonElement, act: () => Promise<void>): Promise<void> {
  if (button.getAttribute('aria-disabled') === 'true') return;
  button.setAttribute('aria-disabled', 'true');
  try {
    await act();
  } finally {
    button.removeAttribute('aria-disabled');
  }
}
