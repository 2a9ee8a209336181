// Texts written for training, where the recorded sources have one kind of call only: `{a|b}` in a line stands for either.
// They are in training/texts, one template a line.
import { readFileSync } from 'node:fs';
import type { ContentLanguage } from '../../core/content/content-text.ts';

export type WrittenKind = 'scam' | 'genuine';

export interface WrittenText {
  readonly text: string;
  readonly template: number;
}

/** `times` readings of each template, each with its own choices. */
export function writtenTexts(
  language: ContentLanguage,
  kind: WrittenKind,
  times: number,
  random: () => number,
): WrittenText[] {
  const file = new URL(`texts/${language}-${kind}.txt`, import.meta.url);
  const templates = readFileSync(file, 'utf8').trim().split('\n');
  return templates.flatMap((line, template) =>
    Array.from({ length: times }, () => ({ text: chosen(line, random), template })),
  );
}

const chosen = (template: string, random: () => number): string =>
  template.replaceAll(/\{([^}]*)\}/g, (_, choices: string) => {
    const all = choices.split('|');
    return all[Math.floor(random() * all.length)] ?? '';
  });
