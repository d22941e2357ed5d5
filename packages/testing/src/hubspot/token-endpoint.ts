import type { HttpAnswer } from "../faults/fault-script.ts";
import type { Access } from "./access.ts";
import { errorBody } from "./error-body.ts";

const path = /^\/oauth\/(?:v3|\d{4}-\d\d)\/token$/;

export function isTokenEndpoint(method: string, pathname: string): boolean {
  return method === "POST" && path.test(pathname);
}

/**
 * Gives out access tokens. Unlike everything else it takes a form and speaks the words of OAuth; of the form of its answers
 * there is no generated model.
 *
 * https://developers.hubspot.com/docs/api-reference/2026-03/authentication/oauth-tokens/refresh-oauth-token
 */
export function answerTokenRequest(access: Access, form: URLSearchParams): HttpAnswer {
  const grant = access.grant(form);
  if (grant === "disconnected")
    return { status: 400, body: JSON.stringify({ status: "BAD_HUB", error: "access_denied" }) };
  if (grant === "refused") {
    const body = { ...errorBody("VALIDATION_ERROR", "missing or invalid refresh token"), error: "invalid_grant" };
    return { status: 400, body: JSON.stringify(body) };
  }
  const body = {
    token_type: "bearer",
    access_token: grant.accessToken,
    refresh_token: form.get("refresh_token"),
    expires_in: grant.expiresInSeconds,
  };
  return { status: 200, body: JSON.stringify(body) };
}
