import { BookingError } from "@slotkit/core";
import type { HandlerOptions, OperatorGrant } from "./handler-options.ts";
import type { Access, RouteCall } from "./route.ts";

/** The token of `Authorization: Bearer …`, or null. */
export function bearerOf(request: Request): string | null {
  return /^Bearer ([\x21-\x7e]{1,1000})$/i.exec(request.headers.get("Authorization") ?? "")?.[1] ?? null;
}

/** What the host grants this caller for the client; null when it is no operator of it. */
export async function operatorOf(
  request: Request,
  clientId: string,
  { isOperator }: HandlerOptions,
): Promise<OperatorGrant | null> {
  const grant = (await isOperator?.(request)) ?? null;
  if (grant === null) return null;
  return grant.clients === "*" || grant.clients.includes(clientId) ? grant : null;
}

/**
 * Lets a call pass or not.
 *
 * @throws {BookingError} `unauthorized` when nothing was shown, `forbidden` when it does not suffice.
 */
export async function authorize(access: Access, call: RouteCall): Promise<void> {
  if (access === "anyone" || call.operator) return;
  if (access === "manage") return requireManageSecret(call, call.params.uid ?? "");
  if (call.request.headers.has("Authorization")) throw new BookingError("forbidden", "Only operators may do this.");
  throw new BookingError("unauthorized", "Show an operator's credentials.");
}

/**
 * The same answer whether the booking does not exist, belongs to another client, or the secret is wrong or outlived.
 *
 * @throws {BookingError} `unauthorized`, `forbidden`.
 */
export async function requireManageSecret(
  { slotkit, clientId, bearer, operator }: Pick<RouteCall, "slotkit" | "clientId" | "bearer" | "operator">,
  uid: string,
): Promise<void> {
  if (operator) return;
  if (bearer === null) {
    throw new BookingError("unauthorized", "Send the booking's manage secret as Authorization: Bearer ….");
  }
  if (await slotkit.verifyManageSecret(uid, bearer, { clientId })) return;
  throw new BookingError("forbidden", "This secret does not manage this booking, or no longer does.");
}
