// What the stories of a file share: an engine with tables of its own, and hotlines on it.
import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import type { Database } from '../../store/database/database.ts';
import { startEngineOfManyCalls, startTestEngine, type TestEngine } from './engine.ts';
import { TestHotline, type TestHotlineOptions } from './hotline.ts';

interface Hotlines {
  readonly database: Database;
  /** A hotline on this engine; several see the same tables. */
  readonly hotline: (options?: Omit<TestHotlineOptions, 'database'>) => TestHotline;
}

export type Rig = Hotlines & Pick<TestEngine, 'endpoint' | 'tables'>;

/** One engine for all stories of the file, or of the `describe` that it is called in. */
export const rigForAll = (): Rig => socketRig(beforeAll, afterAll);

/** Empty tables for each story. */
export const rigForEach = (): Rig => socketRig(beforeEach, afterEach);

/** One engine for stories of a great many calls. */
export const rigOfManyCalls = (): Hotlines =>
  hotlinesOn(started(beforeAll, afterAll, startEngineOfManyCalls));

function socketRig(before: typeof beforeAll, after: typeof afterAll): Rig {
  const engine = started(before, after, startTestEngine);
  return {
    hotline: hotlinesOn(engine).hotline,
    get database() {
      return engine().database;
    },
    get endpoint() {
      return engine().endpoint;
    },
    get tables() {
      return engine().tables;
    },
  };
}

const hotlinesOn = (engine: () => Pick<TestEngine, 'database'>): Hotlines => ({
  get database() {
    return engine().database;
  },
  hotline: (options) => new TestHotline({ database: engine().database, ...options }),
});

/** @returns what `start` has started before the story, and that is stopped after it */
function started<Engine extends { readonly stop: () => Promise<void> }>(
  before: typeof beforeAll,
  after: typeof afterAll,
  start: () => Promise<Engine>,
): () => Engine {
  let engine: Engine | undefined;
  before(async () => {
    engine = await start();
  });
  after(() => engine?.stop());
  return () => {
    if (engine === undefined)
      throw new Error('The engine starts with the first story: use the rig within one.');
    return engine;
  };
}
