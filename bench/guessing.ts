// What guessing costs a partner, by country, as `docs/sharing.md` states it: `npm run guessing [requests an hour] [numbers
// behind a prefix, at least]`.
import { DEFAULT_ANONYMITY, guessingTable } from '../core/sharing/guessing-cost.ts';

const [requestsPerHour = 1_000, anonymity = DEFAULT_ANONYMITY] = process.argv.slice(2).map(Number);
process.stdout.write(`${guessingTable({ requestsPerHour, anonymity })}\n`);
