/**
 * Whether an address that a name resolved to lies in the public internet: not on this computer, not in a private, link-local, reserved or
 * documentation network, and none under which clouds keep their metadata. IPv6 passes only as global unicast; addresses that carry an IPv4
 * address inside (mapped, 6to4, Teredo) do not, and one of NAT64 is judged by the address inside. What can't be read is not public.
 * Follows the IANA special-purpose registries.
 */
export function isPublicAddress(address: string): boolean {
  const v4 = parseV4(address);
  if (v4 !== undefined) return isPublicV4(v4);
  const v6 = parseV6(address);
  return v6 !== undefined && isPublicV6(v6);
}

/** Whether the address is in a network that people number themselves (RFC 1918, RFC 4193): neither loopback, link-local nor metadata. */
export function isOwnNetworkAddress(address: string): boolean {
  const v4 = parseV4(address);
  if (v4 !== undefined) return ownV4.some((network) => isInV4(v4, network));
  const v6 = parseV6(address);
  return v6 !== undefined && (v6[0] ?? 0) >> 9 === 0x7e && address.toLowerCase() !== awsMetadataV6;
}

type V4Network = readonly [first: string, bits: number];

const ownV4: readonly V4Network[] = [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
];

const notPublicV4: readonly V4Network[] = [
  ...ownV4,
  ['0.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
  // A cloud's metadata and internal services under an address of the public range.
  ['168.63.129.16', 32],
];

const awsMetadataV6 = 'fd00:ec2::254';

function parseV4(address: string): number | undefined {
  if (!/^\d{1,3}(\.\d{1,3}){3}$/.test(address)) return undefined;
  const parts = address.split('.').map(Number);
  // A leading zero means octal to some readers and decimal to others.
  if (parts.some((part) => part > 255) || /(^|\.)0\d/.test(address)) return undefined;
  return parts.reduce((value, part) => value * 256 + part, 0);
}

function isInV4(address: number, [first, bits]: V4Network): boolean {
  const size = 2 ** (32 - bits);
  return Math.floor(address / size) === Math.floor((parseV4(first) ?? 0) / size);
}

function isPublicV4(address: number): boolean {
  return notPublicV4.every((network) => !isInV4(address, network));
}

/** The eight groups; undefined for what is no IPv6 address, zone ids among it. */
function parseV6(address: string): readonly number[] | undefined {
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(address);
  const inside = dotted?.[2] === undefined ? undefined : parseV4(dotted[2]);
  if (dotted !== null && inside === undefined) return undefined;
  const text =
    inside === undefined
      ? address
      : `${dotted?.[1]}${Math.floor(inside / 65_536).toString(16)}:${(inside % 65_536).toString(16)}`;
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const groups = [...head, ...Array<string>(missing).fill('0'), ...tail];
  return groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))
    ? groups.map((group) => Number.parseInt(group, 16))
    : undefined;
}

function isPublicV6(groups: readonly number[]): boolean {
  const [first = 0, second = 0, , , , , seventh = 0, eighth = 0] = groups;
  const isNat64 = first === 0x64 && second === 0xff9b && groups.slice(2, 6).every((group) => group === 0);
  if (isNat64) return isPublicV4(seventh * 65_536 + eighth);
  if (first >> 13 !== 1) return false;
  // 2001::/23 (Teredo, ORCHID and others), 2001:db8::/32, 2002::/16 (6to4), 3fff::/20 (documentation).
  if (first === 0x2001 && (second < 0x200 || second === 0xdb8)) return false;
  return first !== 0x2002 && !(first === 0x3fff && second < 0x1000);
}
