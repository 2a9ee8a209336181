// What kept a subscription from being fetched, as a code and a sentence with what to do. Neither path, query nor
// credential of an address is in it.
import { FormatError } from '../../core/subscriptions/entry.ts';
import type { FailureCode, SubscriptionTerms } from '../../core/subscriptions/subscription.ts';
import { Problem } from '../http/problem.ts';
import { hostOf, OutgoingError } from '../outgoing/outgoing.ts';

export class FetchError extends Error {
  override readonly name = 'FetchError';
  readonly code: FailureCode;
  /** The partner wants to be asked again after so many seconds. */
  readonly retryAfter: number | undefined;
  constructor(code: FailureCode, message: string, retryAfter?: number) {
    super(message);
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

const ADVICE: Readonly<Record<OutgoingError['code'], string>> = {
  refused: 'Check the address of the subscription.',
  'too-large': 'Ask the partner for a smaller file or for increments.',
  'too-slow': 'Ask the partner whether its server is overloaded. It is tried again by itself.',
  unreachable: 'Check the address, and whether the partner’s server is up. It is tried again by itself.',
};

export function failureOf(error: unknown, at: Date) {
  const { code, problem } = causeOf(error);
  return { code, problem, at: at.toISOString() };
}

function causeOf(error: unknown): { readonly code: FailureCode; readonly problem: string } {
  if (error instanceof FetchError) return { code: error.code, problem: error.message };
  if (error instanceof OutgoingError)
    return { code: error.code, problem: `${sentence(error.message)} ${ADVICE[error.code]}` };
  if (error instanceof FormatError) return { code: 'unreadable', problem: error.message };
  if (error instanceof Problem) return { code: 'conflict', problem: error.message };
  throw error;
}

const sentence = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;

/** @throws {FetchError} unless the answer has content, or says that nothing has changed */
export function requireAnswered(
  { status, headers }: { readonly status: number; readonly headers: Readonly<Record<string, string>> },
  { url }: Pick<SubscriptionTerms, 'url'>,
): void {
  if (status === 200 || status === 206 || status === 304) return;
  const host = hostOf(url);
  if (status === 401 || status === 403)
    throw new FetchError(
      'not-allowed',
      `${host} answered HTTP ${String(status)}. Check the credential with the partner, and set it again.`,
    );
  if (status === 429 || status === 503) {
    const seconds = Number(headers['retry-after']);
    throw new FetchError(
      'busy',
      `${host} answered HTTP ${String(status)}: it is asked too often, or is overloaded. It is tried again later.`,
      Number.isFinite(seconds) && seconds > 0 ? seconds : undefined,
    );
  }
  throw new FetchError(
    'answered',
    `${host} answered HTTP ${String(status)}. Check the address with the partner.`,
  );
}
