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
import type { OwnAuthority, SettingsSource, Timestamper } from '../runtime.ts';
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

/**
 * @param url of the authority, from the settings
 * @throws {TimeStampError}
 */
export const timeStamp = (url: string, content: Uint8Array): Promise<TimeStamp> =>
  stampDigest(url, createHash('sha256').update(content).digest());

/** The authority that the settings name, else one's own; undefined: nothing is stamped. */
export const authorityUrl = async (
  settings: SettingsSource,
  own?: OwnAuthority,
): Promise<string | undefined> => (await settings.current()).evidence.timestampUrl || own?.();

/** For what is stamped beside packages: the anchors of the audit log. */
export const timestamper = (settings: SettingsSource, own?: OwnAuthority): Timestamper => ({
  stamp: async (sha256) => {
    const url = await authorityUrl(settings, own);
    return url === undefined ? undefined : (await stampDigest(url, sha256)).token;
  },
});

async function stampDigest(url: string, digest: Uint8Array): Promise<TimeStamp> {
  const nonce = positive(randomBytes(16));
  const request = new TimeStampReq({
    version: TimeStampReqVersion.v1,
    messageImprint: imprintOf(digest),
    nonce,
    certReq: true,
  });
  return stampIn(await ask(url, AsnConvert.serialize(request)), digest, nonce);
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

async function ask(url: string, body: ArrayBuffer): Promise<ArrayBuffer> {
  const headers = { 'content-type': 'application/timestamp-query' };
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const type = response.headers.get('content-type') ?? '';
    if (!response.ok || !type.startsWith('application/timestamp-reply'))
      throw new TimeStampError(`it answered ${String(response.status)} with ${type || 'no content type'}`);
    const reply = await response.arrayBuffer();
    if (reply.byteLength > MOST_BYTES) throw new TimeStampError('its answer is too long for a time stamp');
    return reply;
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
