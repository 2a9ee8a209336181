// Which addresses a URL from outside, or from the settings, may lead to: public ones. A URL that leads into the
// operator's own network would let whoever chose it read what only that network may (SSRF).
import ip from 'ipaddr.js';

/** What may be reached besides public addresses. */
export interface Reach {
  /** This machine itself, also by plain http. */
  readonly loopback: boolean;
  /** Networks of the operator, as CIDR, such as `10.1.0.0/16`. Only https leads there. */
  readonly networks: readonly string[];
}

export const PUBLIC_ONLY: Reach = { loopback: false, networks: [] };
export const AND_THIS_MACHINE: Reach = { loopback: true, networks: [] };

/** Azure's virtual machines find their host's services under this address, which looks like a public one. */
const HOST_SERVICES: readonly string[] = ['168.63.129.16'];
/** Global unicast addresses: https://www.iana.org/assignments/ipv6-address-space. */
const GLOBAL_IPV6: [ip.IPv6, number] = [ip.IPv6.parse('2000::'), 3];

/** @returns what speaks against the address, such as `private`; undefined where it may be reached */
export function refusalOfAddress(address: string, reach: Reach): string | undefined {
  const [bare = ''] = address.split('%', 1);
  if (!ip.isValid(bare)) return 'not an address';
  // An IPv4 address that is written as an IPv6 one is judged as the IPv4 address.
  const parsed = ip.process(bare);
  if (reach.loopback && parsed.range() === 'loopback') return undefined;
  if (reach.networks.some((network) => isInside(parsed, network))) return undefined;
  if (HOST_SERVICES.includes(parsed.toString())) return 'the cloud provider’s own';
  const range = parsed.range();
  if (range !== 'unicast') return RANGES[range] ?? 'reserved';
  return parsed instanceof ip.IPv6 && !parsed.match(GLOBAL_IPV6) ? 'reserved' : undefined;
}

/** Words for the ranges that an operator should recognize; all others are reserved. */
const RANGES: Readonly<Record<string, string>> = {
  private: 'private',
  uniqueLocal: 'private',
  loopback: 'this machine itself',
  unspecified: 'this machine itself',
  linkLocal: 'link-local',
  carrierGradeNat: 'of a carrier’s own network',
  multicast: 'multicast',
  broadcast: 'broadcast',
};

function isInside(address: ip.IPv4 | ip.IPv6, network: string): boolean {
  const [base, bits] = ip.parseCIDR(network);
  return base.kind() === address.kind() && address.match(base, bits);
}

const LOOPBACK_WORD = 'localhost';

/**
 * Reads `OUTGOING_ALLOW`: networks, and `localhost` for this machine itself, separated by commas.
 * @throws where an entry is neither
 */
export function readReach(text: string | undefined, besides: Reach = PUBLIC_ONLY): Reach {
  const entries = (text ?? '').split(',').flatMap((entry) => entry.trim() || []);
  const networks = entries.filter((entry) => entry !== LOOPBACK_WORD);
  for (const network of networks)
    if (!ip.isValidCIDR(network))
      throw new Error(
        `OUTGOING_ALLOW: "${network}" is neither localhost nor a network like 10.1.0.0/16. Separate entries by commas.`,
      );
  return {
    loopback: besides.loopback || entries.includes(LOOPBACK_WORD),
    networks: [...besides.networks, ...networks],
  };
}
