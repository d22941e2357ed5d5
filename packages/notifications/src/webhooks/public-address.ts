import ipaddr from "ipaddr.js";

/**
 * Is this an address of the public internet? Everything with a purpose of its own is not: loopback, private, link-local
 * (with the metadata services of clouds), carrier-grade NAT, multicast, documentation, and all forms of IPv6 that carry an
 * IPv4 address inside.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== "unicast") return false;
  // What no range of IPv6 claims is not public for that: 2000::/3 alone is given out (RFC 4291).
  return parsed.kind() === "ipv4" || parsed.match(ipaddr.parseCIDR("2000::/3"));
}
