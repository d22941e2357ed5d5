import { type IntegrationError, type IntegrationHealth, isIntegrationError } from "@slotkit/core";
import type { HubSpotCredentials } from "./access-tokens.ts";
import { classifyHubSpotError } from "./classify-hubspot-error.ts";
import type { HubSpotConnection } from "./hubspot-connection.ts";

/** Asks HubSpot for the account behind the token: the one proof that it works. A strange look of it is only remarked. */
export async function checkHubSpot(
  credentials: HubSpotCredentials,
  { api, paths, clock }: HubSpotConnection,
  signal: AbortSignal | undefined,
): Promise<IntegrationHealth> {
  const startedAt = clock.monotonicMs();
  const failure = await api({ method: "GET", path: paths.account }, signal).then(
    (answer) => (answer.status === 200 ? null : classifyHubSpotError(answer, clock.now())),
    asIntegrationError,
  );
  const latencyMs = clock.monotonicMs() - startedAt;
  if (failure) return { state: stateOf(failure), latencyMs, detail: `${failure.message} ${failure.remedy}` };
  return { state: "ok", latencyMs, detail: remarkOn(credentials) };
}

/** A token that works but is asked to wait, or may not read this one thing, still delivers. */
function stateOf({ kind, status }: IntegrationError): IntegrationHealth["state"] {
  return kind === "throttled" || kind === "exhausted" || status === 403 ? "degraded" : "down";
}

/** Formats have changed before, so this never stops anything. */
function remarkOn(credentials: HubSpotCredentials): string | null {
  if (!("accessToken" in credentials)) return null;
  if (/^pat-[a-z0-9]+-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(credentials.accessToken)) return null;
  return "The token works, though it does not look like one of a service key or private app (pat-…).";
}

function asIntegrationError(error: unknown): IntegrationError {
  if (isIntegrationError(error)) return error;
  throw error;
}
