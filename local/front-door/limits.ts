// What the front door grants a connection, a request and a caller. All times are milliseconds.

export interface DoorLimits {
  /** For the headers of a request, counted from when the connection opens or its last request ends. */
  readonly headersWithinMs: number;
  /** For a whole request, its body included. */
  readonly requestWithinMs: number;
  /** How long an idle connection is kept for another request. */
  readonly keepAliveMs: number;
  /** How often the three times above are looked at. */
  readonly checkEveryMs: number;
  readonly mostHeaders: number;
  readonly mostHeaderBytes: number;
  /** API Gateway takes 10 MB, a Lambda function 6 MB, base64 included. */
  readonly mostBodyBytes: number;
  /** Of a webhook. The carrier sends some 2,000 bytes. */
  readonly mostWebhookBytes: number;
  readonly mostConnections: number;
  /** Connections on which no request is under way: of more, the one that waits longest is closed. */
  readonly mostWaiting: number;
  /** Webhooks under way at once: what comes beyond gets its constant document immediately. */
  readonly mostCalls: number;
  /** Other requests under way at once: what comes beyond is asked to come back. */
  readonly mostOthers: number;
  /** From the arrival of a webhook to its answer, whatever happens behind the door. */
  readonly callWithinMs: number;
  /** Likewise for a webhook that no caller waits for. */
  readonly callbackWithinMs: number;
  /** How long a request of the console or the API waits for a process that is being restarted. */
  readonly officeWithinMs: number;
}

/**
 * A caller waits 2.5 s in silence at most. The carrier gives up on a callback after 15 s. An upload of 6 MB takes 48 s on
 * a line of 1 Mbit/s.
 */
export const DOOR_LIMITS: DoorLimits = {
  headersWithinMs: 10_000,
  requestWithinMs: 120_000,
  keepAliveMs: 15_000,
  checkEveryMs: 1_000,
  mostHeaders: 100,
  mostHeaderBytes: 16_384,
  mostBodyBytes: 6_000_000,
  mostWebhookBytes: 1_000_000,
  mostConnections: 8_000,
  // A thousand calls at once open as many connections before the first headers are read.
  mostWaiting: 2_048,
  mostCalls: 4_000,
  mostOthers: 256,
  callWithinMs: 2_450,
  callbackWithinMs: 12_000,
  officeWithinMs: 3_000,
};
