import { isIP } from "node:net";
import { isPublicAddress } from "./public-address.ts";

/** Where webhooks may go. */
export interface UrlRules {
  ports: readonly number[];
  /** Plain http, every port and every address. */
  allowPrivateNetworks: boolean;
}

/** Names that are never of the public internet (RFC 6761, RFC 6762, RFC 8375, and what clouds use inside). */
const insideNames = /(?:^|\.)(?:localhost|local|localdomain|internal|intranet|private|home|lan|home\.arpa)$/;

/** @returns What is wrong with an address and what would be right; null when events may be posted there. */
export function urlProblem(text: string, { ports, allowPrivateNetworks }: UrlRules): string | null {
  if (!URL.canParse(text)) return "must be an https address";
  const url = new URL(text);
  if (url.username !== "" || url.password !== "") return "must not carry credentials; the signature proves the sender";
  if (url.hash !== "") return "must not have a fragment: it would not be sent";
  if (allowPrivateNetworks) return /^https?:$/.test(url.protocol) ? null : "must be an http or https address";
  if (url.protocol !== "https:") return "must be an https address";
  if (!ports.includes(Number(url.port || 443))) return `must use port ${ports.join(" or ")}`;
  // The URL has brought every way to write an IPv4 address (2130706433, 0x7f.1, 127.1) into the usual one.
  const host = url.hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  if (isIP(host)) return isPublicAddress(host) ? null : "must not lead into a private network";
  if (insideNames.test(host) || !host.includes(".")) return "must be a name of the public internet";
  return null;
}
