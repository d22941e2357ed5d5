import type { Problem } from "@slotkit/core/http";
import { createNetworkError, createProblemError, createProtocolError } from "./api-error.ts";

/** One request. */
export interface Call {
  method?: "GET" | "POST";
  /** Below the base URL, from its slash. */
  path: string;
  query?: object;
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
export async function exchange(connection: Connection, call: Call): Promise<{ response: Response; text: string }> {
  const timeout = AbortSignal.timeout(connection.timeoutMs);
  const signal = call.signal ? AbortSignal.any([call.signal, timeout]) : timeout;
  try {
    const response = await connection.fetch(urlOf(connection.baseUrl, call), { ...initOf(call), signal });
    return { response, text: await response.text() };
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
export function readJson<Answer>(answer: { response: Response; text: string }, fields: readonly (keyof Answer)[]) {
  const { response, text } = answer;
  const body = parseObject(text);
  if (body && fields.every((field) => field in body)) return body as Answer;
  throw refusal(response, body);
}

/** The error that an answer which is no success stands for. */
export function refusal(response: Response, body: object | null) {
  if (!response.ok && body && "code" in body && "detail" in body) {
    return createProblemError({ status: response.status, ...body } as Problem, response.headers.get("Retry-After"));
  }
  return createProtocolError(response.status);
}

export function parseObject(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" ? value : null;
  } catch {
    return null;
  }
}

function urlOf(baseUrl: string, { path, query = {} }: Call): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  const search = new URLSearchParams(given as [string, string][]).toString();
  return baseUrl + path + (search && `?${search}`);
}

function initOf({ method = "GET", body, secret, idempotencyKey }: Call): RequestInit {
  return {
    method,
    headers: {
      Accept: "application/json",
      ...(secret && { Authorization: `Bearer ${secret}` }),
      ...(body && { "Content-Type": "application/json" }),
      ...(idempotencyKey && { "Idempotency-Key": idempotencyKey }),
    },
    ...(body && { body: JSON.stringify(body) }),
    credentials: "same-origin",
  };
}
