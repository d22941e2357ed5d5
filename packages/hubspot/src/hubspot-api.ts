import { Client } from "@hubspot/api-client";
import { type Clock, withDeadline } from "@slotkit/core";
import { classifySilence } from "./classify-hubspot-error.ts";
import type { HubSpotAnswer } from "./hubspot-answer.ts";

export interface HubSpotRequest {
  method: "GET" | "POST" | "PATCH";
  path: string;
  query?: Readonly<Record<string, string>>;
  body?: object;
}

/** Sends a request once and gives back whatever HubSpot answers, refusals included. */
export type HubSpotApi = (request: HubSpotRequest, signal?: AbortSignal) => Promise<HubSpotAnswer>;

export interface HubSpotApiOptions {
  accessToken: string;
  basePath: string | undefined;
  timeoutMs: number;
  clock: Clock;
}

/**
 * Creates the way to HubSpot: the vendor's client through its generic call, since its typed methods know the v3 paths only.
 *
 * It neither retries nor limits: waits and repeats are the outbox's to decide. The client keeps those settings for the
 * whole process and not per instance, but a retry of another instance cannot reach us: the generic call returns refusals
 * as answers, and retries happen on errors that carry a status.
 */
export function createHubSpotApi({ accessToken, basePath, timeoutMs, clock }: HubSpotApiOptions): HubSpotApi {
  const client = new Client({ accessToken, numberOfApiCallRetries: 0, ...(basePath ? { basePath } : {}) });
  return async ({ method, path, query, body }, signal) => {
    let sent = false;
    // The client takes no signal: when time is up the request runs on, and its answer is dropped.
    const send = async () => {
      sent = true;
      const response = await client.apiRequest({
        method,
        path,
        ...(query ? { qs: query } : {}),
        ...(body ? { body } : {}),
      });
      return { status: response.status, retryAfter: response.headers.get("retry-after"), text: await response.text() };
    };
    try {
      const { text, ...head } = await withDeadline(send, { deadlineMs: timeoutMs, clock, signal });
      return { ...head, body: parseJson(text) };
    } catch (error) {
      throw classifySilence(error, sent && method !== "GET");
    }
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
