import type { Problem } from "@slotkit/core/http";
import { type ApiError, createNetworkError, createProblemError, createProtocolError } from "./api-error.ts";

/** One request. */
export interface Call {
  /** Below the base URL, from its slash. */
  path: string;
  query?: object;
  /** Default: POST with a body, GET without. */
  method?: "POST" | "PUT" | "PATCH" | "DELETE";
  body?: object;
  /** Sent as `Authorization: Bearer …`, never in the URL. */
  secret?: string | undefined;
  idempotencyKey?: string;
  signal?: AbortSignal | undefined;
}

/** What the client needs of `fetch`. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export interface Connection {
  baseUrl: string;
  fetch: Fetch;
  timeoutMs: number;
}

/** Sends one request, once. Throws a `NetworkError` when no answer came, the signal's reason when it was aborted. */
export async function exchange({ baseUrl, fetch, timeoutMs }: Connection, call: Call): Promise<[Response, string]> {
  const { path, query = {}, body, method = body ? "POST" : "GET", secret, idempotencyKey } = call;
  const timeout = AbortSignal.timeout(timeoutMs);
  const signal = AbortSignal.any([timeout, ...(call.signal ? [call.signal] : [])]);
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  const headers = {
    Accept: "application/json",
    ...(secret && { Authorization: `Bearer ${secret}` }),
    ...(body && { "Content-Type": "application/json" }),
    ...(idempotencyKey && { "Idempotency-Key": idempotencyKey }),
  };
  try {
    const search = given.length > 0 ? `?${new URLSearchParams(given)}` : "";
    // What is given back when a page closes outlives that page.
    const keepalive = method === "DELETE";
    const init = { method, headers, signal, keepalive, ...(body && { body: JSON.stringify(body) }) };
    const response = await fetch(baseUrl + path + search, init);
    return [response, await response.text()];
  } catch (cause) {
    call.signal?.throwIfAborted();
    throw createNetworkError(cause, timeout.aborted);
  }
}

/**
 * Reads an answer as the JSON object that was asked for.
 *
 * @param fields - Without these it is not that answer: a page of somebody else's may well be valid JSON.
 * @throws `ProblemError` for a problem of the API, `ProtocolError` for anything that is neither.
 */
export function readJson<Answer>([response, text]: [Response, string], fields: readonly (keyof Answer)[]): Answer {
  const body = parseObject(text);
  if (fields.every((field) => field in body)) return body as Answer;
  throw refusal(response, body);
}

/** The error that an answer stands for which is not what was asked for. */
export function refusal(response: Response, body: object): ApiError {
  const isProblem = !response.ok && "code" in body && "detail" in body;
  return isProblem
    ? createProblemError({ status: response.status, ...body } as Problem, response.headers.get("Retry-After"))
    : createProtocolError(response.status);
}

/** What is no JSON object counts as an empty one: it has none of the fields that anybody asks for. */
export function parseObject(text: string): object {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}
