// How the console is built: every `*.html` of this folder is a page of its own, every lazy import a file of its own.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';

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

export default defineConfig({
  root: here,
  plugins: [withoutFonts],
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
