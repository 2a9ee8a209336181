// What a person has chosen for this browser: language and light or dark. No secrets, so localStorage will do.
import { applyMode, Mode } from '@cloudscape-design/global-styles';
import { useSyncExternalStore } from 'react';
import { LANGUAGES, type Language } from './words/index.ts';

export const THEMES = ['auto', 'light', 'dark'] as const;
type Theme = (typeof THEMES)[number];

export interface Preferences {
  readonly language: Language;
  readonly theme: Theme;
}

const KEY = 'hotline-guard.preferences';
const listeners = new Set<() => void>();
const darkSystem = matchMedia('(prefers-color-scheme: dark)');
let current = read();

export function setPreferences(change: Partial<Preferences>): void {
  current = { ...current, ...change };
  try {
    localStorage.setItem(KEY, JSON.stringify(current));
  } catch {
    // Storage can be blocked. The choice then lasts until the page is closed.
  }
  apply();
  for (const listener of listeners) listener();
}

export const usePreferences = (): Preferences =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );

export function applyPreferences(): void {
  darkSystem.addEventListener('change', apply);
  apply();
}

function apply(): void {
  const dark = current.theme === 'dark' || (current.theme === 'auto' && darkSystem.matches);
  applyMode(dark ? Mode.Dark : Mode.Light);
  document.documentElement.style.colorScheme = dark ? 'dark' : 'light';
  document.documentElement.lang = current.language;
}

function read(): Preferences {
  const kept = readKept();
  return {
    language: LANGUAGES.find((known) => known === kept.language) ?? browserLanguage(),
    theme: THEMES.find((known) => known === kept.theme) ?? 'auto',
  };
}

function readKept(): { language?: unknown; theme?: unknown } {
  try {
    return (JSON.parse(localStorage.getItem(KEY) ?? '{}') ?? {}) as object;
  } catch {
    return {};
  }
}

function browserLanguage(): Language {
  const wanted = navigator.languages.find((tag) => /^(zh|en)\b/i.test(tag)) ?? 'en-US';
  return wanted.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en-US';
}
