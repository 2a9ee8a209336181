// THE table of ways by which data leaves the hotline. A request to an address names its flow
// (`functions/outgoing/outgoing.ts`), and `test/ways-out.test.ts` knows the flow of every other client, so that a new way
// out without a row here does not build.

export const FLOW_IDS = [
  'cloud',
  'carrier',
  'texts',
  'transcription',
  'email',
  'webhooks',
  'feeds',
  'sightings',
  'partners',
  'time-stamps',
  'sign-in',
  'console',
  'alarms',
] as const;
export type FlowId = (typeof FLOW_IDS)[number];

/** Articles on which a crossing rests, of the PIPL and of the GDPR. */
interface Articles {
  readonly pipl: string;
  readonly gdpr: string;
}

interface Flow {
  /** What is sent, as the end of "…, and": a clause with its verb. */
  readonly what: string;
  readonly articles: Articles;
  /** Whether a person stands behind what is sent. What does not concern anybody may cross. */
  readonly personal: boolean;
}

/** Data is stored there: PIPL 40 asks some for storage in China. */
const STORED: Articles = { pipl: '38–40', gdpr: '44–46' };
/** Somebody processes it on our behalf (PIPL 21, GDPR 28). */
const ENTRUSTED: Articles = { pipl: '21, 38, 39', gdpr: '28, 44–46' };
/** Somebody gets it for purposes of their own, with separate consent (PIPL 23). */
const HANDED_ON: Articles = { pipl: '23, 38, 39', gdpr: '44–46, 49' };

export const FLOWS: Readonly<Record<FlowId, Flow>> = {
  cloud: { what: 'all tables, recordings and files are kept there', articles: STORED, personal: true },
  carrier: {
    what: 'calls and recordings are processed and stored there',
    articles: ENTRUSTED,
    personal: true,
  },
  texts: { what: 'text messages are sent there', articles: HANDED_ON, personal: true },
  transcription: { what: 'messages are written down there', articles: ENTRUSTED, personal: true },
  email: { what: 'notifications are sent there by email', articles: HANDED_ON, personal: true },
  webhooks: { what: 'notifications are sent there', articles: HANDED_ON, personal: true },
  // Asking says which lists one uses; a matching look-up also says the beginning of a caller's keyed hash.
  feeds: { what: 'lists are fetched and callers are looked up there', articles: HANDED_ON, personal: true },
  sightings: { what: 'false positives are reported there', articles: HANDED_ON, personal: true },
  partners: {
    what: 'blocked numbers or codes for them are given there',
    articles: HANDED_ON,
    personal: true,
  },
  // A hash of a package says nothing of a person; it is refused because who asks, and when, is told.
  'time-stamps': { what: 'hashes of evidence are sent there', articles: HANDED_ON, personal: true },
  'sign-in': { what: 'staff sign in there', articles: ENTRUSTED, personal: true },
  console: { what: 'what staff see passes through there', articles: ENTRUSTED, personal: true },
  // Names of alarms and figures.
  alarms: { what: 'alarms are sent there', articles: ENTRUSTED, personal: false },
};
