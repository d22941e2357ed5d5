/** What could be learnt from a failed call, whatever shape it had. */
export interface GoogleFailure {
  /** HTTP status; `undefined` when no answer came. */
  status: number | undefined;
  /** Google's reason word from whichever envelope it used. */
  reason: string | undefined;
  /** Google's own sentence, or that of an error made on this machine; without addresses, cut to a readable length. */
  message: string | undefined;
  /** Header values as they were sent. */
  retryAfter: string | undefined;
  date: string | undefined;
  /** Node's word for a failed connection: `ECONNRESET`, `ENOTFOUND`, … */
  networkCode: string | undefined;
}

type Facts = Record<string, unknown>;

/**
 * Reads any thrown value. Never throws: bodies may be HTML, empty or cut short, and three envelopes exist for JSON
 * (`error.errors[]`, `error.details[]`, and `error` as a word from the token endpoint).
 */
export function readGoogleFailure(error: unknown): GoogleFailure {
  const response = facts(facts(error).response);
  const body = facts(parseBody(response.data));
  return {
    status: typeof response.status === "number" ? response.status : undefined,
    reason: readReason(body.error),
    message: tidy(text(facts(body.error).message) ?? text(body.error_description) ?? localMessage(error)),
    retryAfter: header(response.headers, "retry-after"),
    date: header(response.headers, "date"),
    networkCode: findCode(error),
  };
}

/** The vendor's transport quotes whole addresses of requests, calendars' names among them; those are left out. */
function localMessage(error: unknown): string | undefined {
  return "config" in facts(error) ? undefined : text(facts(error).message);
}

function readReason(error: unknown): string | undefined {
  if (typeof error === "string") return error;
  const { errors, details, status } = facts(error);
  return firstReason(errors) ?? firstReason(details) ?? text(status);
}

function firstReason(list: unknown): string | undefined {
  if (!Array.isArray(list)) return undefined;
  return list.map((entry) => text(facts(entry).reason)).find((reason) => reason !== undefined);
}

function parseBody(data: unknown): unknown {
  if (typeof data !== "string") return data;
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}

/** Fetch hides the socket's code in `cause`, at a depth that depends on the implementation. */
function findCode(error: unknown): string | undefined {
  for (let at = error, depth = 0; at !== undefined && depth < 5; at = facts(at).cause, depth += 1) {
    const code = facts(at).code;
    if (typeof code === "string" && /^[A-Z][A-Z0-9_]+$/.test(code)) return code;
  }
  return undefined;
}

/** Recognised by shape: the vendor's default transport has a `Headers` class of its own. */
function header(headers: unknown, name: string): string | undefined {
  const { get } = facts(headers);
  return text(typeof get === "function" ? get.call(headers, name) : facts(headers)[name]);
}

function tidy(message: string | undefined): string | undefined {
  return message
    ?.replace(/\S+@\S+/g, "(address)")
    .replace(/[\p{Cc}\s]+/gu, " ")
    .slice(0, 200);
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function facts(value: unknown): Facts {
  return typeof value === "object" && value !== null ? (value as Facts) : {};
}
