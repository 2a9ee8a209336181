// The request about personal data that a page shows or confirms, by the token that the page was given for it.
import { equalInConstantTime } from '../../core/basics/constant-time.ts';
import type { RightsRequest } from '../../core/rights/rights-request.ts';
import type { HttpEvent } from '../http/lambda-http.ts';
import { Problem } from '../http/problem.ts';
import { pathOf } from '../http/read-request.ts';
import { requestSecret } from '../keyed/request-id.ts';
import type { Runtime } from '../runtime.ts';

/** @throws {Problem} not-found, also for a token that somebody made up */
export async function requireAsked(event: HttpEvent, runtime: Runtime): Promise<RightsRequest> {
  const [id = '', secret = ''] = (pathOf(event).token ?? '').split('.');
  const right = equalInConstantTime(requestSecret(await runtime.secrets(), id), secret);
  const found = right ? await runtime.store.rights.get(id) : undefined;
  if (found === undefined) throw new Problem('not-found', 'There is no such request, or it has expired.');
  return found;
}
