/** Headers of an answer in the making, as much of them as routes need. */
export type AnswerHeaders = Pick<Headers, "get" | "has" | "set" | "append"> & Iterable<[name: string, value: string]>;

/**
 * Makes headers lighter than the platform's own, which check and sort what is known to be right. Names are kept as they are
 * written first, and found in any spelling; what is appended is joined by commas.
 */
export function createAnswerHeaders(initial: Readonly<Record<string, string>>): AnswerHeaders {
  const entries = new Map<string, [name: string, value: string]>();
  const headers: AnswerHeaders = {
    get: (name) => entries.get(name.toLowerCase())?.[1] ?? null,
    has: (name) => entries.has(name.toLowerCase()),
    set(name, value) {
      entries.set(name.toLowerCase(), [name, value]);
    },
    append(name, value) {
      const known = headers.get(name);
      headers.set(name, known === null ? value : `${known}, ${value}`);
    },
    [Symbol.iterator]: () => entries.values(),
  };
  for (const [name, value] of Object.entries(initial)) headers.set(name, value);
  return headers;
}
