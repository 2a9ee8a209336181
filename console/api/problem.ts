// What went wrong with a request, as the API tells it or as the browser does.
import type { ProblemKind, ProblemPlace, Reading } from '../../functions/admin/contract.ts';

/** `unreachable`: no answer came at all. `unexpected`: one that is not the API's. */
export type ApiProblemKind = ProblemKind | 'unreachable' | 'unexpected';

export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly kind: ApiProblemKind;
  /** Fields of the request that are wrong, as JSON pointers. */
  readonly places: readonly ProblemPlace[];
  /** Of `which-country`: the ways to read the numbers of a file. */
  readonly readings: readonly Reading[];
  /** Of `too-many-requests`: when the next try is taken, where the API names it. */
  readonly retryAfterSeconds: number | undefined;

  /** @param detail the API's own words, in English */
  constructor(
    kind: ApiProblemKind,
    detail: string,
    places: readonly ProblemPlace[] = [],
    readings: readonly Reading[] = [],
    retryAfterSeconds?: number,
  ) {
    super(detail);
    this.kind = kind;
    this.places = places;
    this.readings = readings;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

const TYPE = 'urn:hotline-guard:problem:';

/** RFC 9457 from the API; anything else comes from something between us and it. */
export async function problemIn(response: Response): Promise<ApiProblem> {
  const text = await response.text();
  if (!(response.headers.get('content-type') ?? '').startsWith('application/problem+json')) {
    return new ApiProblem('unexpected', `HTTP ${String(response.status)} ${text.slice(0, 200)}`.trim());
  }
  const { type, detail, problems, readings, retryAfter } = JSON.parse(text) as {
    type: string;
    detail: string;
    problems?: ProblemPlace[];
    readings?: Reading[];
    retryAfter?: number;
  };
  const kind = type.slice(TYPE.length) as ProblemKind;
  const named = placeIn(detail);
  if (problems === undefined && named !== undefined)
    return new ApiProblem(kind, named.problem, [named], readings, retryAfter);
  return new ApiProblem(kind, detail, problems, readings, retryAfter);
}

/** Of a refusal that names one place in its words, as in `body /to: must be later`. People need no pointers. */
function placeIn(detail: string): ProblemPlace | undefined {
  const { at, problem } = /^(?:body|path|query) (?<at>\/\S*): (?<problem>.+)$/s.exec(detail)?.groups ?? {};
  return at === undefined || problem === undefined ? undefined : { at, problem };
}

/** Whatever was thrown, as something that can be shown. */
export const asProblem = (error: unknown): ApiProblem =>
  error instanceof ApiProblem
    ? error
    : new ApiProblem('unexpected', error instanceof Error ? error.message : String(error));
