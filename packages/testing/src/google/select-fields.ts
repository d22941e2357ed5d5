import { invalid } from "./google-error.ts";

/** Names to keep, each with what to keep below it; `true` keeps everything. */
type Selection = Map<string, Selection | true>;

/**
 * Keeps of an answer what the `fields` parameter names: `items(id,start/dateTime),nextPageToken`, or `*` for all.
 *
 * @throws {GoogleError} 400 when the selector cannot be read.
 * @see https://developers.google.com/workspace/calendar/api/guides/performance#partial
 */
export function selectFields(body: unknown, fields: string): unknown {
  const tokens = fields.match(/[A-Za-z0-9_*-]+|[(),/]/g) ?? [];
  const selection = readSelection(tokens, fields);
  if (tokens.length > 0 || selection.size === 0) throw invalid(`Invalid field selection ${fields}`);
  return pick(body, selection);
}

/** Takes one list of names off `tokens`, up to its closing bracket or the end. */
function readSelection(tokens: string[], fields: string): Selection {
  const selection: Selection = new Map();
  do {
    const name = tokens.shift();
    if (name === undefined || /[(),/]/.test(name)) throw invalid(`Invalid field selection ${fields}`);
    const below = readBelow(tokens, fields);
    const before = selection.get(name);
    selection.set(name, before instanceof Map && below instanceof Map ? new Map([...before, ...below]) : below);
  } while (takes(tokens, ","));
  return selection;
}

function readBelow(tokens: string[], fields: string): Selection | true {
  if (takes(tokens, "/")) {
    const name = tokens.shift();
    if (name === undefined || /[(),/]/.test(name)) throw invalid(`Invalid field selection ${fields}`);
    return new Map([[name, readBelow(tokens, fields)]]);
  }
  if (!takes(tokens, "(")) return true;
  const selection = readSelection(tokens, fields);
  if (!takes(tokens, ")")) throw invalid(`Invalid field selection ${fields}`);
  return selection;
}

function takes(tokens: string[], token: string): boolean {
  if (tokens[0] !== token) return false;
  tokens.shift();
  return true;
}

function pick(value: unknown, selection: Selection): unknown {
  if (Array.isArray(value)) return value.map((item) => pick(item, selection));
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).flatMap(([name, inner]) => {
    const below = selection.get(name) ?? selection.get("*");
    if (below === undefined) return [];
    return [[name, below === true ? inner : pick(inner, below)]];
  });
  return Object.fromEntries(kept);
}
