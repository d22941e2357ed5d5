import { randomBytes, verify } from "node:crypto";
import type { HttpAnswer } from "../faults/fault-script.ts";
import type { Caller } from "./api-call.ts";
import { GoogleError } from "./google-error.ts";
import type { ServiceAccount } from "./service-account.ts";

/** What an access token stands for. */
export interface Grant extends Caller {
  scopes: string[];
}

export interface TokenEndpointOptions {
  /** Reads the claims' times and ends access tokens; epoch milliseconds. */
  now(): number;
  /** Whether domain-wide delegation was granted: without it no claim may name a `sub`. */
  delegation: boolean;
}

export interface TokenEndpoint {
  /** Answers `POST /token` with a form as body. */
  answer(form: URLSearchParams): HttpAnswer;
  /** @throws {GoogleError} 401 when the header holds no token that is valid now. */
  check(authorization: string | undefined): Grant;
  /** Makes every access token given out so far invalid. */
  revokeAll(): void;
}

interface Claims {
  iss?: unknown;
  sub?: unknown;
  scope?: unknown;
  aud?: unknown;
  iat?: unknown;
  exp?: unknown;
}

const JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";
const LIFETIME_S = 3600;
/** Google bears with clocks that differ by a few minutes. */
const MAX_SKEW_S = 300;
const GOOGLE_AUDIENCES = ["https://oauth2.googleapis.com/token", "https://www.googleapis.com/oauth2/v4/token"];

/**
 * Google's OAuth token endpoint for service accounts, and the memory of the tokens it gave out.
 *
 * @see https://developers.google.com/identity/protocols/oauth2/service-account
 */
export function createTokenEndpoint(account: ServiceAccount, options: TokenEndpointOptions): TokenEndpoint {
  const grants = new Map<string, Grant & { expiresAtMs: number }>();

  const issue = (grant: Grant): HttpAnswer => {
    const token = randomBytes(24).toString("base64url");
    grants.set(token, { ...grant, expiresAtMs: options.now() + LIFETIME_S * 1000 });
    const body = { access_token: token, expires_in: LIFETIME_S - 1, token_type: "Bearer" };
    return { status: 200, headers: { "cache-control": "no-store" }, body: JSON.stringify(body) };
  };

  return {
    answer(form) {
      if (form.get("grant_type") !== JWT_BEARER) {
        return refusal(400, "unsupported_grant_type", "Invalid grant_type.");
      }
      const claims = readAssertion(form.get("assertion") ?? "", account);
      if (claims === undefined) return refusal(400, "invalid_grant", "Invalid JWT Signature.");
      return refuseClaims(claims, account, options) ?? issue(grantOf(claims, account));
    },
    check(authorization) {
      const token = /^Bearer (.+)$/i.exec(authorization ?? "")?.[1];
      const grant = token === undefined ? undefined : grants.get(token);
      if (grant === undefined || grant.expiresAtMs <= options.now()) throw invalidCredentials();
      return grant;
    },
    revokeAll: () => grants.clear(),
  };
}

/** The claims of an assertion that this account signed, or `undefined`. */
function readAssertion(assertion: string, { credentials, publicKey }: ServiceAccount): Claims | undefined {
  const [head = "", claims = "", signature = ""] = assertion.split(".");
  const header = readJson(head);
  if (header?.alg !== "RS256" || (header.kid !== undefined && header.kid !== credentials.private_key_id))
    return undefined;
  const isSigned = verify("sha256", Buffer.from(`${head}.${claims}`), publicKey, Buffer.from(signature, "base64url"));
  return isSigned ? readJson(claims) : undefined;
}

function readJson(part: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
    return typeof value === "object" && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function refuseClaims(claims: Claims, account: ServiceAccount, options: TokenEndpointOptions): HttpAnswer | undefined {
  const { client_email, token_uri } = account.credentials;
  if (claims.iss !== client_email) return refusal(400, "invalid_grant", "Invalid grant: account not found");
  if (![...GOOGLE_AUDIENCES, token_uri].some((audience) => audience === claims.aud)) {
    return refusal(
      400,
      "invalid_grant",
      "Failed audience check. The right audience is https://oauth2.googleapis.com/token",
    );
  }
  if (!isTimely(claims, options.now() / 1000)) {
    return refusal(
      400,
      "invalid_grant",
      "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.",
    );
  }
  if (scopesOf(claims).length === 0) {
    return refusal(400, "invalid_scope", "Invalid OAuth scope or ID token audience provided.");
  }
  if (claims.sub !== undefined && claims.sub !== client_email && !options.delegation) {
    return refusal(
      401,
      "unauthorized_client",
      "Client is unauthorized to retrieve access tokens using this method, or client not authorized for any of the scopes requested.",
    );
  }
  return undefined;
}

function isTimely({ iat, exp }: Claims, nowS: number): boolean {
  if (typeof iat !== "number" || typeof exp !== "number") return false;
  return exp > iat && exp - iat <= LIFETIME_S && iat <= nowS + MAX_SKEW_S && exp > nowS;
}

function scopesOf({ scope }: Claims): string[] {
  return typeof scope === "string" ? scope.split(" ").filter((name) => name !== "") : [];
}

function grantOf(claims: Claims, { credentials }: ServiceAccount): Grant {
  const email = typeof claims.sub === "string" ? claims.sub : credentials.client_email;
  return { email, isServiceAccount: email === credentials.client_email, scopes: scopesOf(claims) };
}

function refusal(status: number, error: string, description: string): HttpAnswer {
  return { status, body: JSON.stringify({ error, error_description: description }) };
}

function invalidCredentials(): GoogleError {
  return new GoogleError({
    status: 401,
    reason: "authError",
    message: "Invalid Credentials",
    location: { type: "header", name: "Authorization" },
  });
}
