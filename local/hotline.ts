// The whole hotline in one process, for tests and for tools: the same front door and the same parts as under `npm start`,
// without a process for each. `supervisor/` is what `npm start` runs.
import { mkdirSync } from 'node:fs';
import type { Carrier } from '../carrier/carrier.ts';
import type { Settings } from '../core/settings/settings.ts';
import { startEngine, type Engine } from '../in-process/dynamo.ts';
import type { Configuration } from './configuration.ts';
import type { LocalQueue } from './queue/local-queue.ts';
import { openDoor } from './front-door/door.ts';
import { makeInnerSecret } from './front-door/inner-headers.ts';
import type { Part } from './front-door/part.ts';
import { startOffice } from './parts/office.ts';
import { engineFolder } from './parts/setting.ts';
import { startVoice } from './parts/voice.ts';

export interface Hotline {
  /** `http://127.0.0.1:3000` */
  readonly url: string;
  readonly publicUrl: string;
  /** The tables are not there (yet): calls are answered, lists and API have to wait. */
  readonly degraded: boolean;
  readonly settings: Settings;
  readonly carrier: Carrier;
  readonly queue: LocalQueue;
  readonly stop: () => Promise<void>;
}

/** @throws when the port or the data folder is in use */
export async function startHotline(configuration: Configuration): Promise<Hotline> {
  const { dataDir, databaseEndpoint: elsewhere } = configuration;
  mkdirSync(dataDir, { recursive: true });
  const innerSecret = makeInnerSecret();
  const parts = { voice: laterPart(), office: laterPart() };
  const door = await openDoor(configuration.port, { ...parts, secret: innerSecret });
  const publicUrl = configuration.publicUrl ?? `http://localhost:${String(door.port)}`;
  const engine = await engineAt(elsewhere, engineFolder(dataDir));
  const setting = {
    configuration,
    url: door.url,
    publicUrl,
    databaseEndpoint: engine.endpoint,
    innerSecret,
  };
  const voice = await startVoice(setting);
  parts.voice.isAt(voice.port);
  const office = await startOffice(setting);
  parts.office.isAt(office.port);
  const { degraded, settings, carrier, queue } = office;
  return {
    url: door.url,
    publicUrl,
    degraded,
    settings,
    carrier,
    queue,
    stop: async () => {
      await office.stop();
      await door.close();
      await voice.stop();
      await engine.stop();
    },
  };
}

const engineAt = (endpoint: string | undefined, folder: string): Promise<Engine> =>
  endpoint === undefined ? startEngine(folder) : Promise.resolve({ endpoint, stop: () => Promise.resolve() });

/** A part whose address is known a moment later, since it is told the door's. */
function laterPart(): Part & { readonly isAt: (port: number) => void } {
  let port: number | undefined;
  return {
    port: () => port,
    portWithin: () => Promise.resolve(port),
    isAt: (known) => {
      port = known;
    },
  };
}
