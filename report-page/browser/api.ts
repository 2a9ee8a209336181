// The public API as the page asks it. Addresses are relative to the page.

export interface ReportTaken {
  readonly caseNumber: string;
  readonly pin: string;
  readonly dueAt: string;
}

/** The kind of problem that the API names, or `unreachable` where no answer came. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly kind: string;
  constructor(kind: string) {
    super(kind);
    this.kind = kind;
  }
}

const PATIENCE_MS = 20_000;

/** @throws {ProblemError} */
export async function askApi(path: string, request: RequestInit = {}): Promise<object> {
  const response = await fetched(path, request);
  const body = (await response.json().catch(() => ({}))) as { type?: string };
  if (response.ok) return body;
  throw new ProblemError(body.type?.split(':').at(-1) ?? 'other');
}

async function fetched(path: string, request: RequestInit): Promise<Response> {
  const stop = new AbortController();
  const timer = setTimeout(() => {
    stop.abort();
  }, PATIENCE_MS);
  try {
    return await fetch(path, { ...request, signal: stop.signal });
  } catch {
    throw new ProblemError('unreachable');
  } finally {
    clearTimeout(timer);
  }
}
