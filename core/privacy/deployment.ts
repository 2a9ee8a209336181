// Where the hotline runs, as far as data residency asks.
import type { CarrierRegion } from './places.ts';

/** What is absent is on this machine itself, or is not there. */
export interface Deployment {
  /** Region of AWS with tables, files, functions, e-mail and transcription. */
  readonly cloudRegion?: string | undefined;
  /** Of a database that is neither on AWS nor on this machine. */
  readonly databaseUrl?: string | undefined;
  /** Absent: the simulated carrier. */
  readonly carrierRegion?: CarrierRegion | undefined;
  /** Of the sign-in service. */
  readonly issuer?: string | undefined;
  /** The console is behind CloudFront, whose places are in many countries outside of China. */
  readonly cloudFront?: boolean | undefined;
}
