// The texts that the content score is trained on and judged by: recorded sources from a folder that is not part of the
// repository, and written ones from this folder.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ContentLanguage } from '../../core/content/content-text.ts';
import { DataError } from '../data-error.ts';
import { writtenTexts } from './written-texts.ts';

export interface Source {
  readonly name: string;
  readonly wanted: 'scam' | 'genuine';
  readonly texts: readonly SourceText[];
}

export interface SourceText {
  readonly text: string;
  /** Texts of one campaign are never on both sides of a split. */
  readonly campaign: string;
  /** The line of the file it was made from, where it was written for training. */
  readonly template?: number;
}

interface Row {
  readonly text: string;
  readonly label: 0 | 1;
  readonly source: string;
  readonly group: string;
}

const FILES: Readonly<Record<ContentLanguage, readonly string[]>> = {
  en: ['en_robocall_ncsu.jsonl', 'en_genuine_short.jsonl'],
  zh: ['zh_calls.jsonl', 'zh_spam_sms_fbs.jsonl', 'zh_genuine_atec.jsonl'],
};

/** Recorded texts by source; one with both kinds of call is two sources. */
export function readSources(folder: string, language: ContentLanguage): Source[] {
  const sources = new Map<string, { wanted: Source['wanted']; texts: SourceText[] }>();
  for (const file of FILES[language]) {
    const path = join(folder, file);
    if (!existsSync(path))
      throw new DataError(`no texts: ${path} is absent. Name another folder with --data.`);
    for (const line of readFileSync(path, 'utf8').trim().split('\n')) {
      const { text, label, source, group } = JSON.parse(line) as Row;
      const wanted = label === 1 ? 'scam' : 'genuine';
      const name = `${source} (${wanted})`;
      const of = sources.get(name) ?? { wanted, texts: [] };
      sources.set(name, of);
      of.texts.push({ text, campaign: group });
    }
  }
  return [...sources].map(([name, source]) => ({ name, ...source }));
}

const READINGS = 12;

/** Texts written for training: scripts, ordinary calls, and half of the hard ones. */
export function writtenSources(language: ContentLanguage, random: () => number): Source[] {
  return [
    ...(['scam', 'genuine'] as const).map((wanted): Source => ({
      name: `written (${wanted})`,
      wanted,
      texts: writtenTexts(language, wanted, READINGS, random).map(({ text, template }) => ({
        text,
        template,
        campaign: `written ${template}`,
      })),
    })),
    ...HARD_KINDS.map((kind): Source => ({
      name: `hard (${kind})`,
      wanted: 'genuine',
      texts: hardTexts(language, kind, 'train').map((text, template) => ({
        text,
        template,
        campaign: `${kind} ${template}`,
      })),
    })),
  ];
}

export const HARD_KINDS = ['hardship', 'report'] as const;
export type HardKind = (typeof HARD_KINDS)[number];

interface HardText {
  readonly language: ContentLanguage;
  readonly kind: HardKind;
  readonly part: 'train' | 'test';
  readonly text: string;
}

/** Callers in hardship, and callers who report a scam. The test part is never trained on. */
export const hardTexts = (language: ContentLanguage, kind: HardKind, part: HardText['part']): string[] =>
  HARD_TEXTS.filter((hard) => hard.language === language && hard.kind === kind && hard.part === part).map(
    ({ text }) => text,
  );

const HARD_TEXTS = JSON.parse(
  readFileSync(new URL('../../test/core/content/hard-texts.json', import.meta.url), 'utf8'),
) as readonly HardText[];
