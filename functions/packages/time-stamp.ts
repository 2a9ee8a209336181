// A time stamp of somebody else (RFC 3161): proof that a file was there at a moment, which nobody can date back.
import { createHash, randomBytes, X509Certificate } from 'node:crypto';
import { ContentInfo, SignedData } from '@peculiar/asn1-cms';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import {
  MessageImprint,
  PKIStatus,
  TimeStampReq,
  TimeStampReqVersion,
  TimeStampResp,
  TSTInfo,
} from '@peculiar/asn1-tsp';
import { createOutgoing, type Outgoing } from '../outgoing/outgoing.ts';
import { AND_THIS_MACHINE } from '../outgoing/reach.ts';
import type { OwnAuthority, Runtime, Timestamper } from '../runtime.ts';
import { AlgorithmIdentifier, Certificate } from '@peculiar/asn1-x509';

export interface TimeStamp {
  /** The token alone, DER: `openssl ts -verify -token_in -in …`. */
  readonly token: Uint8Array;
  /** ISO 8601, UTC: what the authority says. */
  readonly at: string;
  /** PEM of the certificates that the token carries. */
  readonly certificates: string;
}

/** The authority did not answer, or not with a stamp for what it was asked. */
class TimeStampError extends Error {
  override readonly name = 'TimeStampError';
}

const SHA256 = '2.16.840.1.101.3.4.2.1';
const PATIENCE_MS = 15_000;
/** A token with its certificates takes a few kilobytes. */
const MOST_BYTES = 100_000;

/** Where stamps are asked for, and by which way. */
export interface Authority {
  readonly url: string;
  readonly ask: Outgoing;
}

/** @throws {TimeStampError} */
export const timeStamp = (authority: Authority, content: Uint8Array): Promise<TimeStamp> =>
  stampDigest(authority, createHash('sha256').update(content).digest());

type Asking = Pick<Runtime, 'settings' | 'outgoing'>;

/** The authority that the settings name, else one's own, which is on this machine; undefined: nothing is stamped. */
export async function authorityOf(
  { settings, outgoing }: Asking,
  own?: OwnAuthority,
): Promise<Authority | undefined> {
  const { timestampUrl } = (await settings.current()).evidence;
  if (timestampUrl !== '') return { url: timestampUrl, ask: outgoing };
  const url = await own?.();
  return url === undefined ? undefined : { url, ask: createOutgoing(AND_THIS_MACHINE) };
}

/** For what is stamped beside packages: the anchors of the audit log. */
export const timestamper = (runtime: Asking, own?: OwnAuthority): Timestamper => ({
  stamp: async (sha256) => {
    const authority = await authorityOf(runtime, own);
    return authority === undefined ? undefined : (await stampDigest(authority, sha256)).token;
  },
});

async function stampDigest(authority: Authority, digest: Uint8Array): Promise<TimeStamp> {
  const nonce = positive(randomBytes(16));
  const request = new TimeStampReq({
    version: TimeStampReqVersion.v1,
    messageImprint: imprintOf(digest),
    nonce,
    certReq: true,
  });
  return stampIn(await ask(authority, AsnConvert.serialize(request)), digest, nonce);
}

const imprintOf = (digest: Uint8Array): MessageImprint =>
  new MessageImprint({
    hashAlgorithm: new AlgorithmIdentifier({
      algorithm: SHA256,
      parameters: new Uint8Array([0x05, 0x00]).buffer,
    }),
    hashedMessage: new OctetString(digest),
  });

function positive(bytes: Uint8Array): ArrayBuffer {
  const copy = new Uint8Array(bytes);
  copy[0] = ((copy[0] ?? 0) & 0x7f) | 0x40;
  return copy.buffer;
}

async function ask({ url, ask: outgoing }: Authority, body: ArrayBuffer): Promise<ArrayBuffer> {
  try {
    const {
      status,
      headers,
      body: reply,
    } = await outgoing({
      flow: 'time-stamps',
      url,
      method: 'POST',
      headers: { 'content-type': 'application/timestamp-query' },
      body: new Uint8Array(body),
      timeoutMs: PATIENCE_MS,
      mostBytes: MOST_BYTES,
      plainHttp: true,
    });
    const type = headers['content-type'] ?? '';
    if (status !== 200 || !type.startsWith('application/timestamp-reply'))
      throw new TimeStampError(`it answered ${String(status)} with ${type || 'no content type'}`);
    return new Uint8Array(reply).buffer;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new TimeStampError(`The time-stamp authority ${url} gave no stamp: ${why}`, { cause: error });
  }
}

function stampIn(reply: ArrayBuffer, digest: Uint8Array, nonce: ArrayBuffer): TimeStamp {
  try {
    const { status, timeStampToken } = AsnConvert.parse(reply, TimeStampResp);
    if (timeStampToken === undefined || status.status > PKIStatus.grantedWithMods)
      throw new TimeStampError(`status ${String(status.status)}`);
    const token = AsnConvert.serialize(timeStampToken);
    const signed = AsnConvert.parse(AsnConvert.parse(token, ContentInfo).content, SignedData);
    const info = infoOf(signed);
    if (!same(info.messageImprint.hashedMessage.buffer, digest))
      throw new TimeStampError('it is about something else');
    if (info.nonce === undefined || !same(info.nonce, new Uint8Array(nonce)))
      throw new TimeStampError('it answers another request');
    return {
      token: new Uint8Array(token),
      at: info.genTime.toISOString(),
      certificates: certificatesOf(signed),
    };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new TimeStampError(`The time-stamp authority’s answer is no stamp for this package: ${why}`, {
      cause: error,
    });
  }
}

function infoOf({ encapContentInfo: { eContent } }: SignedData): TSTInfo {
  const content = eContent?.single?.buffer ?? eContent?.any;
  if (content === undefined) throw new TimeStampError('the token is empty');
  return AsnConvert.parse(content, TSTInfo);
}

function certificatesOf({ certificates }: SignedData): string {
  const given = certificates === undefined ? [] : [...certificates];
  return given
    .flatMap(({ certificate }) => (certificate === undefined ? [] : [certificate]))
    .map((one: Certificate) => new X509Certificate(Buffer.from(AsnConvert.serialize(one))).toString())
    .join('');
}

const same = (a: ArrayBuffer, b: Uint8Array): boolean => Buffer.from(a).equals(Buffer.from(b));
