// What partners may ask: feeds, the TAXII door, private matching, and sightings. Everything but the public key takes a
// partner's credential.
import type { Access, Route } from '../route.ts';

const partner = <Method extends Route['method'], Path extends string>(
  method: Method,
  path: Path,
  access: Access,
) => ({ method, path, function: 'sharing', auth: 'partner', ...access }) as const;

/** A fetch is counted under the partner and against its limit. */
const FETCH = {
  reads: ['partners', 'shares', 'settings'],
  writes: ['partners', 'limits'],
} as const satisfies Access;

export const SHARING_ROUTES = {
  'sharing.key': {
    method: 'GET',
    path: '/feeds/key.asc',
    function: 'sharing',
    auth: 'none',
    reads: ['settings'],
    writes: [],
  },
  'sharing.misp': partner('GET', '/feeds/misp/{file}', FETCH),
  'sharing.csv': partner('GET', '/feeds/{file}', FETCH),
  'sharing.matching': partner('GET', '/feeds/matching/{prefix}', FETCH),
  /** Staff are told of false positives, by way of the queue. */
  'sharing.sightings': {
    ...partner('POST', '/feeds/sightings', {
      reads: ['partners', 'shares'],
      writes: ['partners', 'shares', 'limits'],
    }),
    queue: 'sends',
  },
  /** API Gateway takes no path that ends in a slash, and TAXII's all do: the greedy row has them. */
  'sharing.taxii': partner('GET', '/taxii2', FETCH),
  'sharing.taxii-path': partner('GET', '/taxii2/{path+}', FETCH),
} as const satisfies Record<string, Route>;
