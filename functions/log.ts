// One JSON line per event. Numbers are personal data: they are logged as keyed pseudonyms or last two digits only,
// so the fields are a closed list and each is safe by its type.
import { Logger } from '@aws-lambda-powertools/logger';

/** Fields that may be logged. Free text from outside is not among them. */
interface LogFields {
  readonly route?: string;
  readonly callSid?: string;
  readonly recordingSid?: string;
  readonly verdict?: string;
  readonly plan?: string;
  readonly effects?: readonly string[];
  /** HMAC of the number, see `pseudonym.ts`. */
  readonly caller?: string;
  readonly problem?: string;
  readonly error?: unknown;
  readonly milliseconds?: number;
  readonly count?: number;
  readonly subject?: string;
  /** Of an evidence package. */
  readonly packageId?: string;
  readonly requestId?: string;
  /** Of the guard; `level` is the log's own. */
  readonly guardLevel?: string;
}

export interface Log {
  readonly info: (message: string, fields?: LogFields) => void;
  readonly warn: (message: string, fields?: LogFields) => void;
  readonly error: (message: string, fields?: LogFields) => void;
}

export function createLog(service: string, level: 'INFO' | 'WARN' | 'ERROR' | 'SILENT' = 'INFO'): Log {
  const logger = new Logger({ serviceName: service, logLevel: level });
  return {
    info: (message, fields = {}) => {
      logger.info(message, { ...fields });
    },
    warn: (message, fields = {}) => {
      logger.warn(message, { ...fields });
    },
    error: (message, fields = {}) => {
      logger.error(message, { ...fields });
    },
  };
}
