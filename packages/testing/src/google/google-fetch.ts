/** Hosts of Google that the stand-in answers for. */
const GOOGLE_HOSTS = new Set(["oauth2.googleapis.com", "www.googleapis.com"]);

/**
 * A `fetch` that sends what is meant for Google to the stand-in at `url` instead.
 *
 * Google's Node client asks `oauth2.googleapis.com` for a service account's token whatever `token_uri` its key names, so
 * pointing its root URL elsewhere is not enough; it does take a `fetchImplementation`.
 *
 * @throws {TypeError} for any other host: nothing leaves this machine through it.
 */
export function createGoogleFetch(url: string): typeof fetch {
  const standIn = new URL(url);
  return async (input, init) => {
    const target = new URL(input instanceof Request ? input.url : String(input));
    if (target.origin !== standIn.origin && !GOOGLE_HOSTS.has(target.hostname)) {
      throw new TypeError(`The Google stand-in does not answer for ${target.host}.`);
    }
    const rewritten = new URL(`${target.pathname}${target.search}`, standIn);
    return input instanceof Request ? fetch(new Request(rewritten, input), init) : fetch(rewritten, init);
  };
}
