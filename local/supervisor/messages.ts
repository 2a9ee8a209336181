// What the supervisor and its processes tell each other, over the channel that Node opens between parent and child.
// Nothing of it is on a command line or in the environment: it holds secrets.
import type { PartName } from '../front-door/part.ts';
import type { PartSetting } from '../parts/setting.ts';

export type ToPart =
  | { readonly kind: 'begin'; readonly setting: PartSetting; readonly enginePort: number | undefined }
  /** The other parts that are down now. */
  | { readonly kind: 'down'; readonly parts: readonly PartName[] }
  | { readonly kind: 'stop' };

export type FromPart =
  /** Once a second: its event loop turns. */
  | { readonly kind: 'beat' }
  | {
      readonly kind: 'ready';
      readonly port: number;
      /** What the office has to say to whoever started the hotline. */
      readonly welcome?: string;
    };

export const BEAT_MS = 1_000;
