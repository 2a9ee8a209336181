// Which network a client is in, for limits: one IPv4 address, or the /64 that one household or server has of IPv6,
// in which it may choose among 2^64 addresses.

const MAPPED_V4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/** @param address as the gateway saw it; what is no address stands for itself */
export function networkOf(address: string): string {
  const [withoutZone = ''] = address.split('%');
  const bare = withoutZone.toLowerCase();
  const v4 = MAPPED_V4.exec(bare)?.[1] ?? bare;
  if (!v4.includes(':')) return v4;
  const [head = '', tail] = bare.split('::');
  const before = groups(head);
  const after = groups(tail ?? '');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  const all = [...before, ...Array.from({ length: zeros }, () => '0'), ...after];
  return `${all.slice(0, 4).join(':')}::/64`;
}

const groups = (part: string): string[] =>
  part === '' ? [] : part.split(':').map((group) => group.replace(/^0+(?=.)/, ''));

/** `203.0.113.7:443`, and IPv6 without brackets: `2001:db8::1:443`. The last colon is that of the port. */
const ADDRESS_AND_PORT = /^(?<address>[\da-f.:]{2,45}):\d{1,5}$/i;

/** @returns undefined for what is no value of `CloudFront-Viewer-Address` */
export const addressOfViewer = (header: string): string | undefined =>
  ADDRESS_AND_PORT.exec(header.trim())?.groups?.address;
