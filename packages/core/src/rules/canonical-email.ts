/** Which spellings of an address count as one person, beyond those that every mail system takes for the same. */
export interface IdentityOptions {
  /** `grace+shop@example.org` counts as `grace@example.org`. Default: false, they are two people. */
  ignorePlusTags?: boolean | undefined;
  /** Dots before the `@` do not count, as some mail providers have it. Default: false. */
  ignoreDots?: boolean | undefined;
}

/**
 * The one spelling under which a person's bookings are counted: composed and narrow letters (Unicode NFKC), lower case, the
 * domain as it travels in the DNS (punycode, UTS #46) and without the dot at its end.
 *
 * RFC 5321 lets a mail server tell `Grace` from `grace`; hardly one does, and a limit that a capital letter gets around
 * is none. Letters of different scripts that look alike stay different: they are different domains.
 *
 * @returns The address in that form; canonical addresses stay as they are.
 */
export function canonicalEmail(email: string, { ignorePlusTags, ignoreDots }: IdentityOptions = {}): string {
  const plain = email.normalize("NFKC").toLowerCase().replace(/\s/g, "");
  const at = plain.lastIndexOf("@");
  const domain = canonicalDomain(plain.slice(at + 1));
  if (at < 1) return at < 0 ? plain : `@${domain}`;
  let local = plain.slice(0, at);
  if (ignorePlusTags) local = local.replace(/(?<=[^+])\+.*$/s, "");
  if (ignoreDots) local = local.replaceAll(".", "") || local;
  return `${local}@${domain}`;
}

/** What could end a host name inside a URL, and so make it another. */
const urlSyntax = /[\s/\\?#@:[\]%<>^|]/;

function canonicalDomain(domain: string): string {
  const name = domain.replace(/[。．｡]/g, ".").replace(/\.+$/, "");
  // Plain ASCII has no second spelling, and a URL would read `1.2` as a number.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the whole of ASCII is meant
  if (/^[\u0000-\u007f]*$/.test(name) || urlSyntax.test(name)) return name;
  try {
    return new URL(`http://${name}`).hostname.replace(/\.+$/, "");
  } catch {
    return name;
  }
}
