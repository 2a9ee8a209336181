// To the field that a problem is about: its section, its department, and the focus on it.
import { setQuery } from '../../routing.ts';
import { patternOf } from './document.ts';
import { sectionOf } from './sections.ts';

/** A section is drawn, and its fields with it, within a few turns. */
const TRIES = 20;
const PAUSE_MS = 50;

export function leadTo(at: string): void {
  const department = /^\/departments\/(\d+)/.exec(at)?.[1];
  setQuery({ section: sectionOf(patternOf(at)), department });
  focusOn(at, TRIES);
}

function focusOn(at: string, tries: number): void {
  setTimeout(() => {
    const field = nearest(at);
    const control = field?.querySelector<HTMLElement>('input, textarea, button, [tabindex="0"]');
    if (control === undefined || control === null) {
      if (tries > 0) focusOn(at, tries - 1);
      return;
    }
    control.focus();
    field?.scrollIntoView({ block: 'center' });
  }, PAUSE_MS);
}

/** Of the field itself, else of the one it is a part of. */
function nearest(at: string): HTMLElement | undefined {
  for (let name = at; name !== ''; name = name.slice(0, name.lastIndexOf('/'))) {
    const field = document.querySelector<HTMLElement>(`[data-field="${CSS.escape(name)}"]`);
    if (field !== null) return field;
  }
  return undefined;
}
