import { singleLine } from "./plain-text.ts";

/** A person or desk that mail comes from or goes to. */
export interface MailAddress {
  /** Empty for none. */
  name: string;
  email: string;
}

const label = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
const atoms = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*";
const address = new RegExp(`^${atoms}@${label}(?:\\.${label})*$`);

/**
 * Is this an address we send to? A strict subset of RFC 5321: ASCII, no quotes, no comments, no address literals, local
 * part of at most 64 and whole of at most 254 characters. What it leaves out has been used to smuggle in recipients.
 */
export function isMailAddress(text: string): boolean {
  return text.length <= 254 && text.indexOf("@") <= 64 && address.test(text);
}

/** Reads `ada@example.com` or `Ada Lovelace <ada@example.com>`; null when the address is not one we send to. */
export function parseMailAddress(text: string): MailAddress | null {
  const [, name = "", bracketed] = /^([^<>]*)<([^<>]*)>$/.exec(text.trim()) ?? [];
  const email = (bracketed ?? text).trim();
  if (!isMailAddress(email)) return null;
  return { name: singleLine(name.trim().replace(/^"(.*)"$/, "$1")), email };
}
