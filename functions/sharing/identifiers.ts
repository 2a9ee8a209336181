// Identifiers, keys and hashes of the exchange with partners, all derived under the hotline's own key.
import { createHash, createHmac } from 'node:crypto';
import type { FeedSource, IdOf } from '../../core/sharing/document.ts';
import type { Settings } from '../../core/settings/settings.ts';

/** UUIDs (RFC 9562, in the form of version 4): the same text makes the same one. */
export const idsUnder =
  (key: string): IdOf =>
  (text) => {
    const bytes = createHmac('sha256', key).update(`id:${text}`).digest().subarray(0, 16);
    bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6);
    bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
    return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  };

export const feedSource = ({ hotline }: Settings, idOf: IdOf): FeedSource => ({
  organization: hotline.company[hotline.language] ?? Object.values(hotline.company)[0] ?? 'Hotline Guard',
  id: idOf('organization'),
});

/** What is kept of a token. */
export const tokenHash = (key: string, token: string): string =>
  createHmac('sha256', key).update(`token:${token}`).digest('base64url');

/** 32 bytes, base64url: what a partner shows. It cannot be found out without the hotline's key. */
export const partnerToken = (key: string, credential: string): string =>
  createHmac('sha256', key).update(`partner-token:${credential}`).digest('base64url');

/** 32 bytes, base64url: the key under which a partner and the hotline compare numbers. */
export const pairwiseKey = (key: string, credential: string): string =>
  createHmac('sha256', key).update(`pairwise:${credential}`).digest('base64url');

/** First 8 hexadecimal digits of the key's SHA-256: which key a list is made with, without telling the key. */
export const keyIdOf = (pairwise: string): string =>
  createHash('sha256').update(Buffer.from(pairwise, 'base64url')).digest('hex').slice(0, 8);

/** 64 hexadecimal digits. @param number E.164 with its plus */
export const matchingHash = (pairwise: string, number: string): string =>
  createHmac('sha256', Buffer.from(pairwise, 'base64url')).update(number).digest('hex');

/** The first share of a block, and the next one of a number whose last share was withdrawn. */
export const firstEntry = (number: string, addedAt: string, idOf: IdOf): string =>
  idOf(`share:${number}:${addedAt}`);
export const entryAfter = (entry: string, number: string, idOf: IdOf): string =>
  idOf(`share:${number}:after:${entry}`);
