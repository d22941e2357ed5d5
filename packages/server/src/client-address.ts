import { type Asked, wholeOf } from "./asked.ts";

const addresses = new WeakMap<Asked, string>();

/** Remembers where a request came from; `Request` itself does not say. */
export function rememberAddress(request: Asked, address: string): void {
  addresses.set(request, address);
}

/** The address a bridge remembered, or null. */
function rememberedAddress(request: Asked): string | null {
  return addresses.get(request) ?? null;
}

/** Everybody whose address is not known. */
export const unknownSender = "unknown";

/** What the requests and holds of one sender are counted by; those without a known address are one sender. */
export function senderOfRequest(
  request: Asked,
  { clientAddress }: { clientAddress?: ((request: Request) => string | null) | undefined },
): string {
  const address = clientAddress ? clientAddress(wholeOf(request)) : rememberedAddress(request);
  return address === null ? unknownSender : senderOf(address);
}

/**
 * What counts as one sender: an IPv4 address, or an IPv6 network of 64 bits, which is what one subscriber is given
 * (RFC 6177). A port, which some proxies append, changes with every connection and says nothing of the sender.
 */
function senderOf(address: string): string {
  const plain = withoutPort(address)
    .replace(/^::ffff:(?=\d+\.)/i, "")
    .replace(/%.*$/, "");
  if (!plain.includes(":")) return plain;
  const [head = "", tail] = plain.toLowerCase().split("::");
  const groups = head.split(":").filter((group) => group !== "");
  const tailGroups = (tail ?? "").split(":").filter((group) => group !== "");
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - groups.length - tailGroups.length);
  const all = [...groups, ...Array.from({ length: zeros }, () => "0"), ...tailGroups];
  return `${all
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ""))
    .join(":")}::/64`;
}

/** `192.0.2.1:5555` and `[2001:db8::1]:443` without their ports; an IPv6 address without brackets has none. */
function withoutPort(address: string): string {
  return /^\[([^\]]*)\]/.exec(address)?.[1] ?? address.replace(/^(\d+(?:\.\d+){3}):\d+$/, "$1");
}
