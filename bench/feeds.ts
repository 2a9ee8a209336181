// What a complaint file costs: `tsx bench/feeds.ts [FILE]`, the FTC's of one day where none is named. The time of its import on
// the embedded database, and what an incoming call pays for it: keys in its one request, bytes and milliseconds more.
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { isKeyedHash } from '../core/evidence/keyed-number.ts';
import { openListFile } from '../core/lists/list-file/open.ts';
import { complaintsOf } from '../functions/feeds/pieces.ts';
import { readComplaintFile } from '../functions/feeds/read-complaints.ts';
import { receiveWhole } from '../functions/feeds/receive.ts';
import type { Runtime } from '../functions/runtime.ts';
import { SEED_SETTINGS } from '../local/seed/seed-settings.ts';
import { openDatabase } from '../store/database/database.ts';
import { createTables, startEngine, tableNames } from '../in-process/dynamo.ts';
import { openStore } from '../store/store.ts';

const [file = '../shared/data/complaints-us/dnc_complaint_numbers_2021-07-08.csv'] = process.argv.slice(2);
const CALLS = 500;

const engine = await startEngine();
const tables = tableNames('bench');
await createTables(engine.endpoint, tables);
const limits = { region: 'us-east-1', requestTimeoutMs: 10_000, deadlineMs: 20_000 };
const store = openStore(openDatabase({ tables, endpoint: engine.endpoint, ...limits }));
const runtime = {
  store,
  now: () => new Date(),
  settings: { current: () => Promise.resolve(SEED_SETTINGS) },
} as unknown as Runtime;

/** Processor time of this process, including the database in it. Other programs do not count. */
const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const start = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
};

const content = readFileSync(file);
const opened = openListFile(content);
if (!opened.ok) throw new Error(opened.problem);
const rules = { home: SEED_SETTINGS.hotline, timeZone: 'America/Chicago', now: new Date() };
const query = { name: 'ftc', mode: 'replace', blockFrom: 5, within: 30, expiresDays: 90 } as const;
const start = process.cpuUsage();
const read = await readComplaintFile(opened, rules, SEED_SETTINGS);
const { user, system } = process.cpuUsage(start);
const readingSeconds = (user + system) / 1e6;
const numbers = read.complaints
  .slice(0, CALLS)
  .flatMap(({ number }) => (isKeyedHash(number) ? [] : [number]));

const callMs = async (): Promise<number> => {
  const took = await seconds(async () => {
    for (const number of numbers) await store.incoming(number, { members: [], now: new Date() });
  });
  return (took * 1_000) / numbers.length;
};

await callMs();
const before = await callMs();
const importSeconds = await seconds(() => receiveWhole(read, query, 'bench', runtime));
const after = await callMs();
const again = await seconds(() => receiveWhole(read, query, 'bench', runtime));
const feed = (await store.feeds.registry()).feeds.ftc;
if (feed === undefined) throw new Error('the feed is not in force');
const kept = await complaintsOf(feed, runtime);

process.stdout.write(
  `${String(opened.records.length)} lines, ${String(kept.length)} kept, ${String(feed.blocks)} blocks\n` +
    `reading ${readingSeconds.toFixed(1)} s, import ${importSeconds.toFixed(1)} s, refresh ${again.toFixed(1)} s\n` +
    `a call: 2 keys more in its one BatchGetItem; ${before.toFixed(1)} ms before, ${after.toFixed(1)} ms with the feed\n` +
    `${cpus().length} cores, Node ${process.version}\n`,
);
await engine.stop();
process.exit(0);
