import { z } from "zod";

/** An answer of HubSpot, or of something that stands in its way: the body may be HTML, cut off or missing. */
export interface HubSpotAnswer {
  status: number;
  /** As sent; seconds or a date. */
  retryAfter: string | null;
  /** What is left of the account's budget, where the answer says so. */
  budget?: RateBudget | undefined;
  /** The body as JSON, or undefined when it is none. */
  body: unknown;
}

/** What an answer says in its `X-HubSpot-RateLimit-…` headers; those of a search say nothing. */
export interface RateBudget {
  /** Requests left in the present window. */
  remaining: number;
  windowMs: number;
  /** Requests left today; undefined when it is not told. */
  dailyRemaining: number | undefined;
}

/** https://developers.hubspot.com/docs/developer-tooling/platform/usage-guidelines, "Rate limit headers" */
export function readRateBudget(headers: Headers): RateBudget | undefined {
  const count = (name: string) => {
    const text = headers.get(`x-hubspot-ratelimit-${name}`) ?? "";
    return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
  };
  const remaining = count("remaining");
  const windowMs = count("interval-milliseconds");
  if (remaining === undefined || windowMs === undefined) return undefined;
  return { remaining, windowMs, dailyRemaining: count("daily-remaining") };
}

/** What an error says of itself. HubSpot promises none of its fields. */
export interface HubSpotErrorBody {
  category: string | undefined;
  policyName: string | undefined;
  correlationId: string | undefined;
  /** Quotes what was sent, so it is read for what it names and never shown. */
  message: string;
  refused: readonly RefusedProperty[];
}

/** A property that HubSpot would not take, and its reason word. */
export interface RefusedProperty {
  name: string;
  code: string;
}

const word = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/)
  .optional()
  .catch(undefined);
const refusedSchema = z.object({ name: z.string(), error: word });
const detailSchema = z.object({
  code: word,
  context: z.object({ propertyName: z.array(z.string()).catch([]) }).catch({ propertyName: [] }),
});
const errorSchema = z.object({
  category: word,
  status: word,
  policyName: word,
  correlationId: word,
  message: z.string().catch(""),
  errors: z.array(detailSchema.or(z.unknown().transform(() => null))).catch([]),
});

/** Reads an error of any shape. */
export function readErrorBody(body: unknown): HubSpotErrorBody {
  const parsed = errorSchema.safeParse(body);
  if (!parsed.success) {
    return { category: undefined, policyName: undefined, correlationId: undefined, message: "", refused: [] };
  }
  const { category, status, policyName, correlationId, message, errors } = parsed.data;
  const listed = errors.flatMap((detail) =>
    (detail?.context.propertyName ?? []).map((name) => ({ name, code: detail?.code ?? "UNKNOWN" })),
  );
  return {
    // The token's own errors put their word into `status`, where all others say "error".
    category: category ?? (status === "error" ? undefined : status),
    policyName: policyName ?? (/secondly limit/i.test(message) && !/ten/i.test(message) ? "SECONDLY" : undefined),
    correlationId,
    message,
    refused: listed.length > 0 ? listed : refusedInMessage(message),
  };
}

/** Older answers name the refused properties only as JSON inside the message. */
function refusedInMessage(message: string): RefusedProperty[] {
  const start = message.indexOf("[{");
  const end = message.lastIndexOf("]");
  if (start < 0 || end < start) return [];
  try {
    const list = z.array(refusedSchema).parse(JSON.parse(message.slice(start, end + 1)));
    return list.map(({ name, error }) => ({ name, code: error ?? "UNKNOWN" }));
  } catch {
    // Not the JSON we know: then nothing is named, and the refusal stands as a whole.
    return [];
  }
}

/** The id that a 409 names: "Contact already exists. Existing ID: 123". */
export function existingIdOf(body: unknown): string | null {
  return /Existing ID:\s*(\d{1,20})\b/i.exec(readErrorBody(body).message)?.[1] ?? null;
}
