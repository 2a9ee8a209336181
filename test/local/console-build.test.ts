import { beforeAll, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildConsole, CONSOLE_FOLDER } from '../../local/console-build.ts';

// Built here, or by another test before: either way with a test's environment.
beforeAll(async () => {
  await buildConsole();
});

test('whoever builds the console, the files carry the production build of React', () => {
  const assets = join(CONSOLE_FOLDER, 'assets');
  const scripts = readdirSync(assets).filter((name) => name.endsWith('.js'));
  const reactOf = (text: string) =>
    scripts.filter((name) => readFileSync(join(assets, name), 'utf8').includes(text));
  // Links that only one of the two builds has: of its warnings, and of its error codes.
  expect(reactOf('https://react.dev/link/')).toEqual([]);
  expect(reactOf('https://react.dev/errors/')).not.toEqual([]);
});

test('what it is built from is noted: routes and readers of files, and none of the schemas of the server', () => {
  const { modules } = JSON.parse(readFileSync(join(CONSOLE_FOLDER, '.sources'), 'utf8')) as {
    modules: string[];
  };
  expect(modules).toEqual(
    expect.arrayContaining([
      'api-client/client.ts',
      'core/lists/list-file/open.ts',
      'docs/guide/staff.zh-CN.md',
      'functions/admin/listings/routes.ts',
    ]),
  );
  expect(modules.filter((file) => file.endsWith('contract.ts'))).toEqual([]);
});

test('the guides are part of it, each with a page and its pictures', () => {
  const built = readdirSync(join(CONSOLE_FOLDER, 'guide'));
  for (const name of ['index.html', 'index.zh-CN.html', 'staff.html', 'officers.zh-CN.html', 'guide.css'])
    expect(built).toContain(name);
  expect(readdirSync(join(CONSOLE_FOLDER, 'guide/images'))).toContain('guide-flag.jpg');
});
