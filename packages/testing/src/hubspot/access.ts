import { randomUUID } from "node:crypto";

/** An app installed by OAuth: what its refresh is asked with. */
export interface OAuthApp {
  clientId: string;
  clientSecret: string;
  refreshToken: string;
}

/** Whether a request may come in. */
export type Admission = "admitted" | "wrong" | "expired" | "disconnected";

/** What the token endpoint says; `disconnected` is told without any of the words of OAuth. */
export type TokenGrant = { accessToken: string; expiresInSeconds: number } | "refused" | "disconnected";

/** The tokens of one account. */
export interface Access {
  admit(authorization: string | undefined): Admission;
  /** A new access token for a refresh token. */
  grant(form: URLSearchParams): TokenGrant;
  /** From now on the fixed token and every access token given out so far are refused. */
  revoke(): void;
  /** The account is gone for every token, and for the token endpoint. */
  disconnect(): void;
}

const lifetimeSeconds = 1_800;

export function createAccess({
  token,
  oauth,
  now,
}: {
  token: string;
  oauth: OAuthApp | undefined;
  now: () => number;
}): Access {
  const expiresAtMs = new Map<string, number>([[token, Number.POSITIVE_INFINITY]]);
  let connected = true;
  return {
    admit(authorization) {
      if (!connected) return "disconnected";
      const expiresMs = expiresAtMs.get(authorization?.replace(/^Bearer /, "") ?? "");
      if (expiresMs === undefined) return "wrong";
      return now() < expiresMs ? "admitted" : "expired";
    },
    grant(form) {
      if (!connected) return "disconnected";
      const known =
        oauth !== undefined &&
        form.get("grant_type") === "refresh_token" &&
        form.get("client_id") === oauth.clientId &&
        form.get("client_secret") === oauth.clientSecret &&
        form.get("refresh_token") === oauth.refreshToken;
      if (!known) return "refused";
      const accessToken = `oauth-${randomUUID()}`;
      expiresAtMs.set(accessToken, now() + lifetimeSeconds * 1_000);
      return { accessToken, expiresInSeconds: lifetimeSeconds };
    },
    revoke: () => expiresAtMs.clear(),
    disconnect() {
      connected = false;
    },
  };
}
