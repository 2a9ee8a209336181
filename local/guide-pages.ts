// The guides of docs/guide as static pages, which are part of the console's files: on one machine and on AWS they are
// served beside it, under the same headers. No page has a script, and text in a guide that looks like HTML stays text.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Marked } from 'marked';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FOLDER = 'docs/guide';

export interface GuideFile {
  /** As it is served, below the root of the site: `guide/staff.html`. */
  readonly name: string;
  readonly content: string | Uint8Array;
}

/** Files that the pages are made from, relative to the root of the project. */
export const guideSources = (): string[] =>
  readdirSync(join(ROOT, FOLDER))
    .filter((name) => /\.(md|css)$/.test(name))
    .sort()
    .map((name) => `${FOLDER}/${name}`);

/** @throws when a guide links to something that is neither a guide nor an https address */
export function guideFiles(): GuideFile[] {
  const sources = guideSources();
  const pictures = new Set<string>();
  const files = sources.map((source) => fileOf(source, new Set(sources), pictures));
  return [...files, ...[...pictures].map(pictureFile)];
}

function fileOf(source: string, sources: ReadonlySet<string>, pictures: Set<string>): GuideFile {
  const text = readFileSync(join(ROOT, source), 'utf8');
  const file = source.slice(FOLDER.length + 1);
  if (file.endsWith('.css')) return { name: `guide/${file}`, content: text };
  return {
    name: `guide/${pageName(file)}`,
    content: pageOf(file, bodyOf(text, file, { sources, pictures })),
  };
}

/** `README.zh-CN.md` is the index in Chinese. */
const pageName = (file: string): string => file.replace(/^README/, 'index').replace(/\.md$/, '.html');

interface Known {
  readonly sources: ReadonlySet<string>;
  /** Pictures that were found in the guides so far. */
  readonly pictures: Set<string>;
}

function bodyOf(text: string, file: string, { sources, pictures }: Known): string {
  const anchors = anchorsIn(file);
  let section = 0;
  const marked = new Marked({
    renderer: {
      html: ({ text: raw }) => escaped(raw),
      heading({ tokens, depth }) {
        const id = depth === 2 ? ` id="${anchors[section++] ?? ''}"` : '';
        return `<h${String(depth)}${id}>${this.parser.parseInline(tokens)}</h${String(depth)}>\n`;
      },
    },
    walkTokens: (token) => {
      if (token.type === 'link') token.href = linkIn(file, String(token.href), sources);
      if (token.type === 'image') token.href = pictureIn(file, String(token.href), pictures);
    },
  });
  return marked.parse(text, { async: false });
}

/** Of the sections of a guide, in order: made of the English headings, so that one address serves every language. */
function anchorsIn(file: string): string[] {
  const english = readFileSync(join(ROOT, FOLDER, file.replace('.zh-CN.md', '.md')), 'utf8');
  return [...english.matchAll(/^## (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-|-$/g, ''),
  );
}

function linkIn(file: string, href: string, sources: ReadonlySet<string>): string {
  if (href.startsWith('https://')) return href;
  if (sources.has(`${FOLDER}/${href}`)) return pageName(href);
  throw new Error(`${FOLDER}/${file} links to ${href}, which is neither a guide nor an https address`);
}

function pictureIn(file: string, href: string, pictures: Set<string>): string {
  const name = /^\.\.\/images\/([\w-]+\.jpg)$/.exec(href)?.[1];
  if (name === undefined)
    throw new Error(`${FOLDER}/${file} shows ${href}, which is no picture of docs/images`);
  pictures.add(name);
  return `images/${name}`;
}

const pictureFile = (name: string): GuideFile => ({
  name: `guide/images/${name}`,
  content: readFileSync(join(ROOT, 'docs/images', name)),
});

function pageOf(file: string, body: string): string {
  const language = file.endsWith('.zh-CN.md') ? 'zh-CN' : 'en';
  const title = /<h1>([^<]*)<\/h1>/.exec(body)?.[1] ?? 'Hotline Guard';
  return [
    '<!doctype html>',
    `<html lang="${language}">`,
    '<meta charset="utf-8" />',
    '<meta name="viewport" content="width=device-width, initial-scale=1" />',
    `<title>${title} · Hotline Guard</title>`,
    '<link rel="icon" href="/icon.svg" />',
    '<link rel="stylesheet" href="guide.css" />',
    `<nav>${HOME[language]}</nav>`,
    `<main>${body}</main>`,
    '</html>',
    '',
  ].join('\n');
}

/** The way to all guides, and to the console, which begins at the root of the site. */
const HOME = {
  en: '<a href="index.html">Guides</a> · <a href="/">Console</a>',
  'zh-CN': '<a href="index.zh-CN.html">指南</a> · <a href="/">控制台</a>',
} as const;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
