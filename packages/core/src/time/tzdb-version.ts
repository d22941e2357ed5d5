/**
 * The release of the time zone database behind `Intl`, such as `2026c`, or `null` where the platform keeps it to
 * itself, as browsers do.
 */
export function tzdbVersion(): string | null {
  // ECMA-402 does not tell the release; server runtimes do, in one well-known place that may be absent.
  const { process } = globalThis as { process?: { versions?: { tz?: string } } };
  return process?.versions?.tz ?? null;
}
