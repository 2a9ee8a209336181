// What `npm start` runs: the front door, and a process for each part behind it. Nothing else happens in this process, so
// that nothing else can hold it up or end it.
import { fileURLToPath } from 'node:url';
import type { Configuration } from '../configuration.ts';
import { openDoor } from '../front-door/door.ts';
import { makeInnerSecret } from '../front-door/inner-headers.ts';
import { PARTS, type Part, type PartName } from '../front-door/part.ts';
import { ChildPart } from './child-part.ts';
import { freePort } from './free-port.ts';

export interface Supervised {
  /** `http://127.0.0.1:3000` */
  readonly url: string;
  /** What the office says when it is ready for the first time. */
  readonly welcome: Promise<string>;
  readonly stop: () => Promise<void>;
  /** Ends everything without asking. */
  readonly kill: () => void;
}

const PROGRAM = fileURLToPath(new URL('../start.mjs', import.meta.url));

/**
 * How many seconds a part may be silent, and take to get ready. A caller notices seconds; the first start of the office
 * builds the console, and the engine may have to repair its files.
 */
const PATIENCE = {
  engine: { mostMissed: 20, readyWithinBeats: 600 },
  voice: { mostMissed: 8, readyWithinBeats: 120 },
  office: { mostMissed: 60, readyWithinBeats: 600 },
} as const satisfies Record<PartName, object>;

/** How long a part may take to end. The engine may have to merge its files after an erasure. */
const STOPS_WITHIN_MS = { office: 6_000, voice: 3_000, engine: 120_000 } as const;

/** @throws when the port is taken (`EADDRINUSE`) */
export async function supervise(
  configuration: Configuration,
  say: (words: string) => void,
): Promise<Supervised> {
  const innerSecret = makeInnerSecret();
  const parts = new Map<PartName, ChildPart>();
  const behind = (name: PartName): Part => ({
    port: () => parts.get(name)?.port(),
    portWithin: (ms) => parts.get(name)?.portWithin(ms) ?? Promise.resolve(undefined),
  });
  const door = await openDoor(configuration.port, {
    voice: behind('voice'),
    office: behind('office'),
    secret: innerSecret,
  });
  const elsewhere = configuration.databaseEndpoint;
  const enginePort = elsewhere === undefined ? await freePort() : undefined;
  const setting = {
    configuration,
    url: door.url,
    publicUrl: configuration.publicUrl ?? `http://localhost:${String(door.port)}`,
    databaseEndpoint: elsewhere ?? `http://127.0.0.1:${String(enginePort)}`,
    innerSecret,
  };
  const changed = (): void => {
    const down = [...parts.values()].filter(({ isDown }) => isDown).map(({ name }) => name);
    parts.get('office')?.tell({ kind: 'down', parts: down });
  };
  const welcome = new Promise<string>((resolve) => {
    for (const name of PARTS) {
      if (name === 'engine' && enginePort === undefined) continue;
      const begin = { kind: 'begin', setting, enginePort } as const;
      const program = [PROGRAM, name] as const;
      parts.set(
        name,
        new ChildPart({ name, program, begin, ...PATIENCE[name], changed, welcomed: resolve, say }),
      );
    }
  });
  return {
    url: door.url,
    welcome,
    stop: async () => {
      // Calls that are under way are written down, which needs all three.
      for (const name of ['office', 'voice', 'engine'] as const)
        await parts.get(name)?.stop(STOPS_WITHIN_MS[name]);
      await door.close();
    },
    kill: () => {
      for (const part of parts.values()) part.kill();
    },
  };
}
