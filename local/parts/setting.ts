// What each part of one hotline is given when it begins, and what they all agree on.
import { join } from 'node:path';
import { tableNames } from '../../in-process/dynamo.ts';
import type { Configuration } from '../configuration.ts';

/** Data alone: it travels between processes, in memory, since it holds secrets. */
export interface PartSetting {
  readonly configuration: Configuration;
  /** `http://127.0.0.1:3000`: the front door. */
  readonly url: string;
  /** What the carrier was told to call and therefore signs. */
  readonly publicUrl: string;
  readonly databaseEndpoint: string;
  /** Of this start; see `front-door/inner-headers.ts`. */
  readonly innerSecret: string;
}

export const TABLES_HERE = tableNames('hotline');

/** Where the embedded database keeps its files. */
export const engineFolder = (dataDir: string): string => join(dataDir, 'dynamodb');
