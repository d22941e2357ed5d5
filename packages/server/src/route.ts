import type { SlotKit } from "@slotkit/core";
import type { z } from "zod";
import type { AnswerHeaders } from "./answer-headers.ts";
import type { Asked } from "./asked.ts";
import type { OperatorGrant } from "./handler-options.ts";

/**
 * Who may call a route: anyone, the holder of the booking's manage secret or of the
 * reservation's secret (or an operator), operators alone.
 */
export type Access = "anyone" | "manage" | "reservation" | "operator";

/** A request that was routed, limited, authorised and parsed. */
export interface RouteCall<Query = unknown, Body = unknown> {
  slotkit: SlotKit;
  request: Asked;
  clientId: string;
  /** Path parameters, decoded. */
  params: Readonly<Record<string, string>>;
  query: Query;
  body: Body;
  /** What the host grants this caller for the client; null when the caller is no operator of it. */
  operator(): Promise<OperatorGrant | null>;
  /** The bearer token, whatever it is. */
  bearer: string | null;
  /** What holds and requests of one sender are counted by. */
  sender: string;
  /** Counts a booking that is asked for. @throws {BookingError} `rate_limited`. */
  limitBooking(wanted: { email: string; eventType: string }): Promise<void>;
  /** Headers of the answer so far; routes may add. */
  headers: AnswerHeaders;
}

/** One entry of the HTTP surface: what validates it also documents it. */
export interface Route {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** `/bookings/{uid}`. Literal segments win over parameters. */
  path: string;
  access: Access;
  /** For people, in the API description. */
  summary: string;
  query?: z.ZodType | undefined;
  body?: z.ZodType | undefined;
  /** Whether it takes an `Idempotency-Key`, and whether it must have one. */
  repeatable?: "may" | "must" | undefined;
  /** The answer on success; a string is a media type that is not JSON. `alsoStatus` comes with the same body. 204 has none. */
  answer: { status: 200 | 201; schema: z.ZodType | string; alsoStatus?: 503 } | { status: 204 };
  handle(call: RouteCall): Promise<Answer>;
}

/** What a route answers, before it becomes a `Response`: bodies are whole, which the Node bridge writes as they are. */
export interface Answer {
  status: number;
  headers: AnswerHeaders;
  /** Null for no body. */
  body: string | Uint8Array<ArrayBuffer> | null;
}

/** A JSON answer. */
export function json(value: unknown, headers: AnswerHeaders, status = 200): Answer {
  return jsonText(JSON.stringify(value), headers, status);
}

/** A JSON answer whose text, or the bytes of it, is there already. */
export function jsonText(body: string | Uint8Array<ArrayBuffer>, headers: AnswerHeaders, status = 200): Answer {
  headers.set("Content-Type", "application/json");
  if (!headers.has("Cache-Control")) headers.set("Cache-Control", "no-store");
  return { status, headers, body };
}

/** An answer that says only that it is done. */
export function noContent(headers: AnswerHeaders): Answer {
  headers.set("Cache-Control", "no-store");
  return { status: 204, headers, body: null };
}

/** Declares a route whose handler knows the types of its query and body. */
export function route<Query = undefined, Body = undefined>(
  declared: Omit<Route, "handle" | "query" | "body"> & {
    query?: z.ZodType<Query>;
    body?: z.ZodType<Body>;
    handle(call: RouteCall<Query, Body>): Promise<Answer>;
  },
): Route {
  const { handle, ...rest } = declared;
  // The handler sees what the schemas of the same declaration made of the request.
  return { ...rest, handle: (call) => handle(call as RouteCall<Query, Body>) };
}
