// The doors for partners as the OpenAPI document tells of them. The formats themselves are those of MISP, STIX and TAXII.
import * as z from 'zod';
import type { OperationContract } from '../admin/contract.ts';
import type { ProblemKind } from '../http/problem.ts';
import type { SharingRouteId } from '../routes.ts';

export interface SharingContract extends OperationContract {
  readonly problems: readonly ProblemKind[];
}

const WHAT_STOPS_A_FETCH = [
  'invalid-request',
  'partner-unknown',
  'partner-refused',
  'not-agreed',
  'not-found',
  'too-many-requests',
  'store-unavailable',
] as const;

const taxiiPage = z.object({
  added_after: z.string().optional().describe('RFC 3339, exclusive'),
  limit: z.string().optional().describe('Objects in a page, at most 1,000'),
  next: z.string().optional().describe('From the page before'),
});

export const SHARING_CONTRACT = {
  'sharing.key': {
    summary: 'The OpenPGP public key that signs the feeds',
    answerType: 'application/pgp-keys',
    problems: [],
  },
  'sharing.misp': {
    summary: 'A file of the MISP feed: manifest.json, manifest.json.asc, hashes.csv, or an event',
    answer: z.looseObject({}),
    problems: [...WHAT_STOPS_A_FETCH],
  },
  'sharing.csv': {
    summary: 'numbers.csv, its sum (.sha256) and its signature (.asc)',
    query: z.object({
      since: z
        .string()
        .optional()
        .describe('RFC 3339, inclusive: what changed since; x-feed-until of the answer before'),
    }),
    answerType: 'text/csv',
    problems: [...WHAT_STOPS_A_FETCH],
  },
  'sharing.matching': {
    summary:
      'Private matching: list.csv with keyed hashes, or what there is under the first digits of a hash of yours',
    query: z.object({ key: z.string().optional().describe('Id of the key, during a rotation') }),
    answer: z.object({
      keyId: z.string(),
      prefix: z.string(),
      entries: z.array(
        z.object({
          suffix: z.string(),
          category: z.string(),
          confidence: z.int(),
          firstSeen: z.string(),
          lastSeen: z.string(),
        }),
      ),
      padding: z.string().describe('Says nothing'),
    }),
    problems: [...WHAT_STOPS_A_FETCH],
  },
  'sharing.sightings': {
    summary: 'Report what you saw of numbers that you were given: seen, false positive, expired, confirmed',
    body: z.object({
      Sighting: z.array(
        z.object({
          uuid: z.string().optional(),
          hmac: z.string().optional(),
          type: z.string().describe('0 seen, 1 false positive, 2 expired, 3 confirmed'),
          date_sighting: z.string().describe('Epoch seconds'),
          source: z.string().optional().describe('Not kept'),
        }),
      ),
    }),
    answer: z.object({ accepted: z.int(), unknown: z.int() }),
    problems: [...WHAT_STOPS_A_FETCH],
  },
  'sharing.taxii': {
    summary: 'TAXII 2.1 discovery',
    answerType: 'application/taxii+json;version=2.1',
    problems: [...WHAT_STOPS_A_FETCH, 'not-acceptable'],
  },
  'sharing.taxii-path': {
    summary: 'TAXII 2.1: the API root, its collection, manifest and objects',
    query: taxiiPage,
    answerType: 'application/taxii+json;version=2.1',
    problems: [...WHAT_STOPS_A_FETCH, 'not-acceptable'],
  },
} as const satisfies Record<SharingRouteId, SharingContract>;
