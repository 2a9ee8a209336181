// A part of the hotline behind the front door: a process of its own, or in tests a server in the same process.

export const PARTS = ['engine', 'voice', 'office'] as const;
export type PartName = (typeof PARTS)[number];

export interface Part {
  /** Where it listens on this machine; undefined while it is down. */
  readonly port: () => number | undefined;
  /** Resolves with its port as soon as it is up; undefined where that takes longer. */
  readonly portWithin: (ms: number) => Promise<number | undefined>;
}
