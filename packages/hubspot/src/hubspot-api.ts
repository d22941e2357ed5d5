import { Client } from "@hubspot/api-client";
import { type Clock, withDeadline } from "@slotkit/core";
import { createAccessTokens, type HubSpotCredentials } from "./access-tokens.ts";
import { classifySilence } from "./classify-hubspot-error.ts";
import { type HubSpotAnswer, readRateBudget } from "./hubspot-answer.ts";
import { createRateGate } from "./rate-gate.ts";

export interface HubSpotRequest {
  method: "GET" | "POST" | "PATCH" | "DELETE";
  path: string;
  query?: Readonly<Record<string, string>>;
  body?: object;
}

/** Sends a request once and gives back whatever HubSpot answers, refusals included. */
export type HubSpotApi = (request: HubSpotRequest, signal?: AbortSignal) => Promise<HubSpotAnswer>;

export interface HubSpotApiOptions {
  credentials: HubSpotCredentials;
  /** Where access tokens are refreshed. */
  tokenPath: string;
  basePath: string | undefined;
  timeoutMs: number;
  clock: Clock;
}

/** The options of the client's generic call that are used here. */
interface ClientCall {
  method: string;
  path: string;
  headers: Record<string, string>;
  qs?: Record<string, string>;
  /** An object is sent as JSON, text as it stands. */
  body?: object | string;
  defaultJson?: boolean;
}

/**
 * Creates the way to HubSpot: the vendor's client through its generic call, since its typed methods know the v3 paths only.
 *
 * It neither retries nor waits: that is the outbox's to decide. The client keeps those settings for the whole process and
 * not per instance, but a retry of another instance cannot reach us: the generic call returns refusals as answers, and
 * retries happen on errors that carry a status. What HubSpot would refuse for its number is not sent at all, and an access
 * token that has ended is refreshed once.
 */
export function createHubSpotApi(options: HubSpotApiOptions): HubSpotApi {
  const { credentials, tokenPath, basePath, timeoutMs, clock } = options;
  const client = new Client({ numberOfApiCallRetries: 0, ...(basePath ? { basePath } : {}) });
  const gate = createRateGate(clock);

  const send = async (call: ClientCall, writes: boolean, signal: AbortSignal | undefined): Promise<HubSpotAnswer> => {
    let sent = false;
    // The client takes no signal: when time is up the request runs on, and its answer is dropped.
    const exchange = async () => {
      sent = true;
      const response = await client.apiRequest(call);
      const { status, headers } = response;
      const head = { status, retryAfter: headers.get("retry-after"), budget: readRateBudget(headers) };
      return { ...head, body: parseJson(await response.text()) };
    };
    try {
      return await withDeadline(exchange, { deadlineMs: timeoutMs, clock, signal });
    } catch (error) {
      throw classifySilence(error, sent && writes);
    }
  };

  const tokens = createAccessTokens(
    credentials,
    (form, signal) => {
      const headers = { "Content-Type": "application/x-www-form-urlencoded" };
      const call = { method: "POST", path: tokenPath, headers, body: form.toString(), defaultJson: false };
      return send(call, false, signal);
    },
    clock,
  );

  async function sendWith(token: string, request: HubSpotRequest, signal: AbortSignal | undefined) {
    const { method, path, query, body } = request;
    const kind = path.endsWith("/search") ? "search" : "other";
    gate.enter(kind);
    let answer: HubSpotAnswer | null = null;
    try {
      const headers = { Authorization: `Bearer ${token}` };
      const call = { method, path, headers, ...(query ? { qs: query } : {}), ...(body ? { body } : {}) };
      answer = await send(call, method !== "GET" && kind !== "search", signal);
      return answer;
    } finally {
      gate.leave(kind, answer);
    }
  }

  return async (request, signal) => {
    const token = await tokens.current(signal);
    const answer = await sendWith(token, request, signal);
    if (answer.status !== 401) return answer;
    const renewed = await tokens.renew(token, signal);
    return renewed === null ? answer : sendWith(renewed, request, signal);
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Error pages of gateways are HTML; what it means is decided by the status.
    return undefined;
  }
}
