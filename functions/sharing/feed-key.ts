// The key that signs feeds: an OpenPGP key (RFC 4880, EdDSA on Ed25519) that is derived from the hotline's secret, so that
// it is kept nowhere else and survives a new deployment. Signatures of the same bytes at the same time are the same.
import { createHmac, createPrivateKey, createPublicKey } from 'node:crypto';

export interface FeedKey {
  /** ASCII-armored. */
  readonly publicKey: string;
  /** 40 hexadecimal digits: what a partner pins. */
  readonly fingerprint: string;
  /** A detached signature, ASCII-armored. @param at its time */
  readonly sign: (content: string, at: Date) => Promise<string>;
}

/** Part of the fingerprint: another time would make another key. */
const CREATED = new Date('2026-01-01T00:00:00Z');

/** Signatures have no salt, so that a file and its signature can be fetched one after the other. */
const CONFIG = { nonDeterministicSignaturesViaNotation: false } as const;

const known = new Map<string, Promise<FeedKey>>();

/** @param organization stands in the public key as whose it is */
export function feedKey(secret: string, organization: string): Promise<FeedKey> {
  const name = `${secret}\n${organization}`;
  const found = known.get(name) ?? makeKey(secret, organization);
  known.set(name, found);
  return found;
}

async function makeKey(secret: string, organization: string): Promise<FeedKey> {
  // Loaded when first used: only what signs needs it.
  const openpgp = await import('openpgp');
  const bare = await openpgp.readPrivateKey({
    binaryKey: transferableKey(secret, organization),
    config: CONFIG,
  });
  const { privateKey, publicKey } = await openpgp.reformatKey({
    privateKey: bare,
    userIDs: [{ name: organization }],
    date: CREATED,
    format: 'object',
    config: CONFIG,
  });
  return {
    publicKey: publicKey.armor(),
    fingerprint: publicKey.getFingerprint(),
    sign: async (content, date) => {
      const message = await openpgp.createMessage({ binary: new TextEncoder().encode(content) });
      const signing = { message, signingKeys: privateKey, detached: true, date, config: CONFIG } as const;
      // The library's own types name streams that it does not bring along.
      const signature: unknown = await openpgp.sign({ ...signing, format: 'armored' });
      return String(signature);
    },
  };
}

/** How PKCS #8 begins for an Ed25519 seed (RFC 8410 section 7). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
/** Object identifier 1.3.6.1.4.1.11591.15.1, with its length. */
const ED25519 = Buffer.from('092b06010401da470f01', 'hex');
const VERSION = 4;
const EDDSA = 22;
const NOT_ENCRYPTED = 0;
const SECRET_KEY_PACKET = 5;
const USER_ID_PACKET = 13;

/** A secret key packet and a user id (RFC 4880 sections 5.5.3 and 5.11); EdDSA as GnuPG has it. */
function transferableKey(secret: string, organization: string): Uint8Array {
  const seed = createHmac('sha256', secret).update('feed-signature').digest();
  const key = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
  const point = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32);
  const secretPart = integer(seed);
  const body = [
    Buffer.from([VERSION]),
    uint32(CREATED.getTime() / 1_000),
    Buffer.from([EDDSA]),
    ED25519,
    integer(Buffer.concat([Buffer.from([0x40]), point])),
    Buffer.from([NOT_ENCRYPTED]),
    secretPart,
    checksum(secretPart),
  ];
  const packets = [
    packet(SECRET_KEY_PACKET, Buffer.concat(body)),
    packet(USER_ID_PACKET, Buffer.from(organization)),
  ];
  return new Uint8Array(Buffer.concat(packets));
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

/** Its length in bits, then its bytes without leading zeros (section 3.2). */
function integer(bytes: Buffer): Buffer {
  const first = bytes.findIndex((byte) => byte !== 0);
  const own = bytes.subarray(first);
  return Buffer.concat([uint16(own.length * 8 - Math.clz32(own.readUInt8(0)) + 24), own]);
}

const checksum = (bytes: Buffer): Buffer => uint16(bytes.reduce((sum, byte) => sum + byte, 0) % 0x1_00_00);

/** New format, with a length of four bytes (section 4.2.2). */
const packet = (kind: number, body: Buffer): Buffer =>
  Buffer.concat([Buffer.from([0xc0 | kind, 0xff]), uint32(body.length), body]);
