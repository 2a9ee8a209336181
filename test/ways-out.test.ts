// Every way out of the hotline is a flow of core/privacy/flows.ts. What asks an address that somebody chose names its flow to
// the compiler; every other client is in this table, so that a new one fails here until somebody has said where it leads.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { FLOW_IDS, type FlowId } from '../core/privacy/flows.ts';

/** By folder: what runs in production. */
const FOLDERS = ['functions', 'store', 'local', 'core', 'twiml'];

/** Files that hold a client of a service, and the flow that its requests belong to; `inside`: this machine alone. */
const CLIENTS: Readonly<Record<string, FlowId | 'inside'>> = {
  'functions/runtime-aws.ts': 'cloud',
  'functions/jobs/transcriber-aws.ts': 'transcription',
  'functions/notify/mailer-ses.ts': 'email',
  'functions/packages/signing-key-kms.ts': 'cloud',
  'functions/queue/sqs.ts': 'cloud',
  'functions/carrier/carrier-api.ts': 'carrier',
  'store/database/database.ts': 'cloud',
  'local/front-door/calls.ts': 'inside',
  'local/front-door/others.ts': 'inside',
  'local/running.ts': 'inside',
};

/** Flows without a client of ours, and what makes them. */
const BY_OTHERS: Partial<Record<FlowId, string>> = {
  texts: 'the carrier’s client sends them',
  partners: 'partners fetch',
  console: 'CloudFront stands before the API',
  alarms: 'CloudWatch sends them',
};

const WAY_OUT =
  /new [\w.]*(?:Client|Agent)\(|(?<![.\w])fetch\(|\bfetch: send = fetch|from 'node:(?:https?|net|tls|dgram|http2)'|new (?:WebSocket|EventSource)\(/;
/** The one way out for addresses, in front of which each flow is named; it and servers of this machine are no clients. */
const NO_CLIENTS = ['functions/outgoing/outgoing.ts', 'functions/outgoing/reach.ts'];

const files = FOLDERS.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name)),
);
const textOf = (file: string): string => readFileSync(file, 'utf8');

/** Whether it only listens: types of Node’s servers, and servers themselves. */
const listens = (text: string): boolean =>
  !/new [\w.]*Client\(|(?<![.\w])fetch\(|fetch: send/.test(text) &&
  [...text.matchAll(/import \{([^}]*)\} from 'node:(?:https?|net)'/g)].every(([, names = '']) =>
    names
      .split(',')
      .map((name) =>
        name
          .trim()
          .replace(/^type /, '')
          .replace(/ as .*/, ''),
      )
      .filter((name) => name !== '')
      .every((name) =>
        /^(?:createServer|Server|IncomingMessage|ServerResponse|isIP|AddressInfo)$/.test(name),
      ),
  );

test('each client is in the table, and each row is a client', () => {
  const clients = files.filter(
    (file) => WAY_OUT.test(textOf(file)) && !NO_CLIENTS.includes(file) && !listens(textOf(file)),
  );
  expect(clients.toSorted()).toEqual(Object.keys(CLIENTS).toSorted());
});

test('every flow is used: by a client, by a request that names it, or by somebody else', () => {
  const named = files.flatMap((file) =>
    [...textOf(file).matchAll(/outgoing\(\{\s*flow: '([\w-]+)'/g)].map(([, flow]) => flow),
  );
  const used = new Set([...Object.values(CLIENTS), ...Object.keys(BY_OTHERS), ...named]);
  expect(FLOW_IDS.filter((flow) => !used.has(flow))).toEqual([]);
});
