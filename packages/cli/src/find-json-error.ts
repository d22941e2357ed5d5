/** Where a text stops being JSON. Line and column count from 1. */
export interface JsonError {
  readonly line: number;
  readonly column: number;
  /** What stands there. */
  readonly found: string;
  readonly expected: string;
}

type Wanted = "value" | "valueOrEnd" | "name" | "nameOrEnd" | "colon" | "separator";

/** The brackets that are still to be closed, innermost last. */
type Open = ("}" | "]")[];

interface Token {
  /** A bracket, `:` or `,`; or what kind of thing it is. */
  readonly kind: string;
  readonly end: number;
}

/**
 * Finds the first place at which a text is not JSON (RFC 8259), or `undefined` when it is.
 *
 * `JSON.parse` says where for some mistakes and not for others; this always does.
 */
export function findJsonError(text: string): JsonError | undefined {
  const open: Open = [];
  let wanted: Wanted = "value";
  for (let at = skipSpace(text, 0); ; ) {
    const token = readToken(text, at);
    if (token.kind === "broken text") return describe(text, token.end, expectedInText(text[token.end]));
    if (token.kind === "end" && wanted === "separator" && open.length === 0) return undefined;
    const next = follow(wanted, token.kind, open);
    if (next === undefined) return describe(text, at, expectedAs(wanted, open));
    wanted = next;
    at = skipSpace(text, token.end);
  }
}

/** What is wanted after a token, or `undefined` when the token was not wanted. Keeps the book of open brackets. */
function follow(wanted: Wanted, kind: string, open: Open): Wanted | undefined {
  switch (wanted) {
    case "valueOrEnd":
      return kind === "]" ? close(kind, open) : followValue(kind, open);
    case "value":
      return followValue(kind, open);
    case "nameOrEnd":
      if (kind === "}") return close(kind, open);
      return kind === "text" ? "colon" : undefined;
    case "name":
      return kind === "text" ? "colon" : undefined;
    case "colon":
      return kind === ":" ? "value" : undefined;
    case "separator":
      if (kind === "," && open.length > 0) return open.at(-1) === "}" ? "name" : "value";
      return close(kind, open);
  }
}

function followValue(kind: string, open: Open): Wanted | undefined {
  if (kind === "text" || kind === "literal") return "separator";
  if (kind !== "{" && kind !== "[") return undefined;
  open.push(kind === "{" ? "}" : "]");
  return kind === "{" ? "nameOrEnd" : "valueOrEnd";
}

function close(kind: string, open: Open): Wanted | undefined {
  if (kind !== open.at(-1)) return undefined;
  open.pop();
  return "separator";
}

const space = /[ \t\n\r]*/y;
const literal = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
// \p{Cc} also holds U+007F to U+009F, which JSON allows.
const textWithoutEnd = /"(?:[^"\\\p{Cc}]|[\u007f-\u009f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*/uy;

function skipSpace(text: string, at: number): number {
  return endOf(space, text, at) ?? at;
}

function readToken(text: string, at: number): Token {
  const first = text[at];
  if (first === undefined) return { kind: "end", end: at };
  if ("{}[],:".includes(first)) return { kind: first, end: at + 1 };
  if (first !== '"') {
    const end = endOf(literal, text, at);
    return end === undefined ? { kind: "unknown", end: at } : { kind: "literal", end };
  }
  const end = endOf(textWithoutEnd, text, at) ?? at;
  return text[end] === '"' ? { kind: "text", end: end + 1 } : { kind: "broken text", end };
}

function endOf(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

function expectedAs(wanted: Wanted, open: Open): string {
  switch (wanted) {
    case "value":
      return "a value";
    case "valueOrEnd":
      return 'a value or "]"';
    case "name":
      return "a name in double quotes";
    case "nameOrEnd":
      return 'a name in double quotes or "}"';
    case "colon":
      return '":"';
    case "separator":
      return open.length === 0 ? "nothing more" : `"," or "${open.at(-1)}"`;
  }
}

function expectedInText(character: string | undefined): string {
  if (character === "\\") return "an escape that JSON knows, such as \\n or \\u00e9";
  return character === undefined ? "a closing double quote" : "no control character inside a text";
}

function describe(text: string, at: number, expected: string): JsonError {
  const before = text.slice(0, at).split("\n");
  const [found = "the end"] = /^(?:[\w.+-]+|.)/su.exec(text.slice(at, at + 20)) ?? [];
  return {
    line: before.length,
    column: Array.from(before.at(-1) ?? "").length + 1,
    found: found === "the end" ? found : JSON.stringify(found),
    expected,
  };
}
