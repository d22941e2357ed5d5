import { type Clock, IntegrationError } from "@slotkit/core";
import { z } from "zod";
import { classifyHubSpotError } from "./classify-hubspot-error.ts";
import type { HubSpotAnswer } from "./hubspot-answer.ts";

/** How the adapter signs in. */
export type HubSpotCredentials =
  | { accessToken: string }
  /** An app that was installed by OAuth; its access tokens last half an hour. */
  | { clientId: string; clientSecret: string; refreshToken: string };

/** Where access tokens come from. */
export interface AccessTokens {
  current(signal: AbortSignal | undefined): Promise<string>;
  /** After `refused` was refused: another one, or null when there is none to be had. */
  renew(refused: string, signal: AbortSignal | undefined): Promise<string | null>;
}

/** Sends a form to the token endpoint, once. */
export type SendTokenForm = (form: URLSearchParams, signal: AbortSignal | undefined) => Promise<HubSpotAnswer>;

/** A token that ends within this time would be refused on the way. */
const marginMs = 60_000;

const grantSchema = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });

/** A fixed token for ever, or one that is refreshed before it ends, once for all who wait for it. */
export function createAccessTokens(credentials: HubSpotCredentials, send: SendTokenForm, clock: Clock): AccessTokens {
  if ("accessToken" in credentials) {
    return { current: async () => credentials.accessToken, renew: async () => null };
  }
  const { clientId, clientSecret, refreshToken } = credentials;
  const form = new URLSearchParams({
    grant_type: "refresh_token",
    client_id: clientId,
    client_secret: clientSecret,
    refresh_token: refreshToken,
  });
  let held: { token: string; freshUntilMs: number } | null = null;
  let refreshing: Promise<string> | null = null;

  async function refresh(): Promise<string> {
    const startedMs = clock.monotonicMs();
    // Without a signal: whoever gives up must not take it from the others who wait for the same token.
    const answer = await send(form, undefined);
    const granted = grantSchema.safeParse(answer.body);
    if (answer.status !== 200 || !granted.success) throw refusalOf(answer, clock.now());
    const { access_token: token, expires_in: seconds } = granted.data;
    held = { token, freshUntilMs: startedMs + seconds * 1_000 - marginMs };
    return token;
  }

  const current = async (signal: AbortSignal | undefined): Promise<string> => {
    signal?.throwIfAborted();
    if (held && clock.monotonicMs() < held.freshUntilMs) return held.token;
    refreshing ??= refresh().finally(() => {
      refreshing = null;
    });
    return refreshing;
  };

  return {
    current,
    async renew(refused, signal) {
      if (held?.token === refused) held = null;
      return current(signal);
    },
  };
}

/** The token endpoint says 400 to a grant that was taken back: that is the credential's end and no bad request. */
function refusalOf(answer: HubSpotAnswer, nowMs: number): IntegrationError {
  const failure = classifyHubSpotError(answer, nowMs);
  if (failure.kind !== "permanent") return failure;
  return new IntegrationError("auth", `HubSpot gives no access token for this app (${answer.status}).`, {
    remedy: "Install the app anew and set `oauth.refreshToken`; check `oauth.clientId` and `oauth.clientSecret`.",
    status: answer.status,
    reason: failure.reason,
  });
}
