// What outsiders say, write and name is shown, and never run: two hundred script injections in every text that a caller,
// a reporter or a file can bring into the console.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { E164 } from '../../core/numbers/e164.ts';
import { openDatabase, type Database } from '../../store/database/database.ts';
import { tableNames } from '../../in-process/dynamo.ts';
import { openStore, type Store } from '../../store/store.ts';
import { ConsoleRig } from '../support/console.ts';
import { startTestEngine, type TestEngine } from '../support/engine.ts';

let engine: TestEngine;
let rig: ConsoleRig;
let database: Database;
let store: Store;

const RUN = 'window.broken=(window.broken??0)+1;alert(1)';
const TAGS = [
  `<script>${RUN}</script>`,
  `<img src=x onerror="${RUN}">`,
  `<svg onload="${RUN}">`,
  `<iframe srcdoc="<script>${RUN}</script>">`,
  `<a href="javascript:${RUN}">x</a>`,
  `<body onload=${RUN}>`,
  `<input autofocus onfocus=${RUN}>`,
  `<details open ontoggle=${RUN}>`,
  `<math><mi xlink:href="javascript:${RUN}">`,
  `<object data="javascript:${RUN}">`,
  `<video><source onerror="${RUN}">`,
  `<form><button formaction="javascript:${RUN}">x`,
  `<style>@import 'javascript:${RUN}'</style>`,
  `<meta http-equiv=refresh content="0;url=javascript:${RUN}">`,
  `<base href="javascript:${RUN}//">`,
  `javascript:${RUN}`,
  `{{constructor.constructor('${RUN}')()}}`,
  `\${${RUN}}`,
  `data:text/html,<script>${RUN}</script>`,
  `<template><script>${RUN}</script></template>`,
];
/** Ways out of an attribute, a comment, a string, an element. */
const AROUND: readonly ((tag: string) => string)[] = [
  (tag) => tag,
  (tag) => `">${tag}`,
  (tag) => `'>${tag}`,
  (tag) => `-->${tag}<!--`,
  (tag) => `</title></textarea></style></script>${tag}`,
  (tag) => `";${tag}//`,
  (tag) => tag.toUpperCase(),
  (tag) => tag.replaceAll('<', '\u003c').replaceAll(' ', '\u000c'),
  (tag) => `]]>${tag}`,
  (tag) => encodeURIComponent(tag),
];
const STRINGS = TAGS.flatMap((tag) => AROUND.map((around) => around(tag)));

/** Ten to a text, so that each is seen on a page of its own kind. */
const TEXTS = Array.from({ length: STRINGS.length / 10 }, (_, index) =>
  STRINGS.slice(index * 10, index * 10 + 10).join(' '),
);

beforeAll(async () => {
  engine = await startTestEngine();
  const { endpoint } = engine;
  rig = await ConsoleRig.start({ DYNAMODB_ENDPOINT: endpoint });
  database = openDatabase({
    tables: tableNames('hotline'),
    endpoint,
    region: 'us-east-1',
    requestTimeoutMs: 5_000,
    deadlineMs: 10_000,
  });
  store = openStore(database);
});
afterAll(async () => {
  await rig.stop();
  database.close();
  await engine.stop();
});

const now = new Date().toISOString();
const later = new Date(Date.now() + 86_400_000).toISOString();
const sid = (prefix: string, index: number): string => `${prefix}${String(index).padStart(32, '0')}`;
const number = (index: number): E164 => `+1312555${String(2000 + index)}` as E164;

async function commit(effects: Parameters<Store['commit']>[0]): Promise<void> {
  const { failed } = await store.commit(effects);
  expect(failed).toEqual([]);
}

/** A call with what was said before staff rang, and a message with its transcript. */
async function callAndMessage(text: string, index: number): Promise<void> {
  const callSid = sid('CA', index);
  const recordingSid = sid('RE', index);
  const caller = number(index);
  await commit([
    {
      kind: 'open-call',
      callSid,
      caller,
      callerId: 'number',
      to: '+13125550100',
      attestation: 'none',
      screening: {
        verdict: 'challenge',
        reasons: [{ code: 'listed', list: 'block', pattern: caller, reason: text }],
      },
      facts: {
        callerId: { kind: 'number', number: caller },
        attestation: 'none',
        level: 'normal',
        staff: false,
      },
      startedAt: now,
      expiresAt: later,
    },
    {
      kind: 'add-to-timeline',
      callSid,
      entry: { key: 'reason-1', at: now, step: 'reason', outcome: 'spoken', then: 'ring', detail: text },
      expiresAt: later,
    },
    {
      kind: 'note-content',
      callSid,
      caller,
      source: 'reason',
      score: 0.9,
      words: [text.slice(0, 40)],
      at: now,
    },
    {
      kind: 'keep-voicemail',
      recordingSid,
      callSid,
      seconds: 5,
      receivedAt: now,
      from: { caller, language: 'en-US', department: 'front-desk', why: 'chosen' },
      expiresAt: later,
    },
  ]);
  const { failed } = await store.commit([
    { kind: 'note-transcript', recordingSid, transcript: { text, by: 'typed', at: now } },
  ]);
  expect(failed).toEqual([]);
}

const openCase = (text: string, index: number): Promise<unknown> =>
  store.cases.open({
    candidates: [String(100_000 + index)],
    report: {
      kind: 'report',
      status: 'received',
      category: 'other',
      official: false,
      reported: number(index),
      channel: 'web',
      request: String(index),
      description: text,
      language: 'en-US',
      receivedAt: now,
      dueAt: later,
    },
  });

test('calls, messages, cases, lists and file names: shown as they are, and nothing runs', async () => {
  expect(STRINGS).toHaveLength(200);
  await Promise.all(TEXTS.map((text, index) => callAndMessage(text, index)));
  await Promise.all(TEXTS.map((text, index) => openCase(text, index)));
  for (const [index, reason] of TEXTS.entries())
    await rig.api('PUT', `/api/listings/${encodeURIComponent(number(index))}`, {
      list: 'block',
      reason: reason.slice(0, 300),
    });
  const { page, complaints } = await rig.signIn();
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  const go = (hash: string): Promise<unknown> => page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
  /** The text as it is, on the page that has just been opened. */
  const shows = async (hash: string, text: string): Promise<void> => {
    await go(hash);
    await page.locator('#page').filter({ hasText: text }).waitFor();
  };
  // Kind by kind, so that no page before has the same text.
  const pages: readonly ((index: number) => string)[] = [
    (index) => `#/calls/${sid('CA', index)}`,
    (index) => `#/voicemail/${sid('RE', index)}`,
    (index) => `#/cases/${String(100_000 + index)}`,
  ];
  for (const hashOf of pages)
    for (const [index, text] of TEXTS.entries()) await shows(hashOf(index), text.slice(0, 20));
  for (const hash of ['#/', '#/calls', '#/voicemail', '#/cases', '#/audit']) {
    await go(hash);
    await rig.settle(page);
  }
  await go('#/lists');
  await page.getByRole('tab', { name: 'Block', exact: false }).first().click();
  await page.getByText('<script>', { exact: false }).first().waitFor();
  await page.getByRole('button', { name: 'Import', exact: false }).first().click();
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({
      name: `${STRINGS[1] ?? ''}.csv`,
      mimeType: 'text/csv',
      buffer: Buffer.from('number,reason\n'),
    });
  await page.waitForTimeout(500);
  expect(dialogs).toEqual([]);
  expect(await page.evaluate('window.broken')).toBeUndefined();
  expect(complaints.filter((text) => !text.includes('404'))).toEqual([]);
});
