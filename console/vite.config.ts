// How the console is built: every `*.html` of this folder is a page of its own, every lazy import a file of its own.
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { defineConfig, type Plugin } from 'vite';
import { guideFiles, guideSources } from '../local/guide-pages.ts';

const here = import.meta.dirname;
const pages = readdirSync(here).filter((name) => name.endsWith('.html'));

/** Cloudscape's base styles carry eight cuts of Open Sans in base64, 140 kB compressed; the system's fonts do. */
const withoutFonts: Plugin = {
  name: 'without-fonts',
  enforce: 'pre',
  transform: (code, id) =>
    id.includes('@cloudscape-design/global-styles/index.css')
      ? { code: code.replaceAll(/@font-face\s*\{[^}]*\}/g, '') }
      : undefined,
};

/** Tells `local/console-build.ts` which modules of other folders are part of the build: it is renewed when they change. */
const noteSources: Plugin = {
  name: 'note-sources',
  apply: 'build',
  generateBundle() {
    const modules = [...this.getModuleIds()]
      .map((id) => relative(dirname(here), id.replace(/[?#].*$/, '')))
      .filter(
        (file) => !/^(\.\.|node_modules|console)[\\/]/.test(file) && existsSync(join(dirname(here), file)),
      )
      .sort();
    this.emitFile({
      type: 'asset',
      fileName: '.sources',
      source: JSON.stringify({ modules: [...new Set([...modules, ...guideSources()])] }),
    });
  },
};

/** The guides are static pages beside the console. */
const guides: Plugin = {
  name: 'guides',
  apply: 'build',
  generateBundle() {
    for (const { name, content } of guideFiles())
      this.emitFile({ type: 'asset', fileName: name, source: content });
  },
};

export default defineConfig({
  root: here,
  plugins: [withoutFonts, noteSources, guides],
  oxc: { jsx: { runtime: 'automatic' } },
  build: {
    target: 'es2022',
    // Everything comes as a file: the Content-Security-Policy lets no style or script in otherwise.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    emptyOutDir: true,
    reportCompressedSize: false,
    rolldownOptions: { input: pages.map((name) => join(here, name)) },
  },
  // `node_modules/.bin/vite console`: pages that reload while one works on them, with the hotline of `npm start` behind.
  server: {
    proxy: Object.fromEntries(
      ['/api', '/health', '/config.json', '/simulator'].map((path) => [path, 'http://localhost:3000']),
    ),
  },
});
