import { BookingError, type Logger } from "@slotkit/core";
import { type Asked, wholeOf } from "./asked.ts";
import type { HandlerOptions, OperatorGrant } from "./handler-options.ts";
import type { Route, RouteCall } from "./route.ts";

/** The token of `Authorization: Bearer …`, or null. */
export function bearerOf(request: Asked): string | null {
  return /^Bearer ([\x21-\x7e]{1,1000})$/i.exec(request.headers.get("Authorization") ?? "")?.[1] ?? null;
}

/**
 * Asks the host, at most once and only where it matters, what it grants this caller for the client; null when the caller
 * is no operator of it. A check that fails on a credential, such as one of somebody else's format, grants nothing.
 */
export function operatorOf(
  request: Asked,
  clientId: string,
  { isOperator }: HandlerOptions,
  logger: Logger,
): () => Promise<OperatorGrant | null> {
  async function ask(): Promise<OperatorGrant | null> {
    try {
      const grant = (await isOperator?.(wholeOf(request))) ?? null;
      return grant?.clients === "*" || grant?.clients.includes(clientId) ? grant : null;
    } catch (error) {
      // Its message may quote the credential.
      logger.warn("isOperator failed; the caller counts as nobody.", {
        name: error instanceof Error ? error.name : typeof error,
      });
      return null;
    }
  }
  let asked: Promise<OperatorGrant | null> | undefined;
  return () => {
    asked ??= ask();
    return asked;
  };
}

/**
 * Lets a call pass or not.
 *
 * @throws {BookingError} `unauthorized` when nothing was shown, `forbidden` when it does not suffice.
 */
export async function authorize(
  { access, repeatable }: Pick<Route, "access" | "repeatable">,
  call: RouteCall,
): Promise<void> {
  if (access === "anyone") return;
  if (access === "manage") {
    await (repeatable ? requireChangeRight : requireManageSecret)(call, call.params.uid ?? "");
    return;
  }
  if (access === "reservation") {
    await requireReservationSecret(call, call.params.uid ?? "");
    return;
  }
  if (await call.operator()) return;
  if (call.request.headers.has("Authorization")) throw new BookingError("forbidden", "Only operators may do this.");
  throw new BookingError("unauthorized", "Show an operator's credentials.");
}

/**
 * The same answer whether the booking does not exist, belongs to another client, or the secret is wrong or outlived.
 * An operator needs no secret.
 *
 * @returns The secret that lets the call pass, for core to check once more under its lock; nothing for an operator.
 * @throws {BookingError} `unauthorized`, `forbidden`.
 */
export async function requireManageSecret(
  { slotkit, clientId, bearer, operator }: Pick<RouteCall, "slotkit" | "clientId" | "bearer" | "operator">,
  uid: string,
): Promise<string | undefined> {
  if (bearer !== null && (await slotkit.verifyManageSecret(uid, bearer, { clientId }))) return bearer;
  if (await operator()) return undefined;
  if (bearer === null) {
    throw new BookingError("unauthorized", "Send the booking's manage secret as Authorization: Bearer ….");
  }
  throw new BookingError("forbidden", "This secret does not manage this booking, or no longer does.");
}

/** The `Idempotency-Key` of a request, whatever it is. */
export function idempotencyKeyOf({ headers }: Asked): string | undefined {
  return headers.get("Idempotency-Key") ?? undefined;
}

/** By what right a booking is changed, and as which request: what core checks once more, under its lock. */
export interface ChangeRight {
  /** Nothing for an operator. */
  manageSecret: string | undefined;
  idempotencyKey: string | undefined;
}

/**
 * Like {@link requireManageSecret}, for requests that may be repeats. A move ends the secret it was asked for with, so its
 * repeat comes with one that no longer opens: whether the request was answered before, core decides.
 *
 * @throws {BookingError} `unauthorized`, `forbidden`.
 */
export async function requireChangeRight(
  call: Pick<RouteCall, "slotkit" | "clientId" | "bearer" | "operator" | "request">,
  uid: string,
): Promise<ChangeRight> {
  const idempotencyKey = idempotencyKeyOf(call.request);
  try {
    return { manageSecret: await requireManageSecret(call, uid), idempotencyKey };
  } catch (refusal) {
    if (idempotencyKey === undefined || call.bearer === null) throw refusal;
    return { manageSecret: call.bearer, idempotencyKey };
  }
}

/**
 * The same answer whether the reservation lives, has ended or never was. An operator needs no secret.
 *
 * @returns The secret that lets the call pass; nothing for an operator.
 * @throws {BookingError} `unauthorized`, `forbidden`.
 */
export async function requireReservationSecret(
  { slotkit, clientId, bearer, operator }: Pick<RouteCall, "slotkit" | "clientId" | "bearer" | "operator">,
  uid: string,
): Promise<string | undefined> {
  if (bearer !== null && (await slotkit.verifyReservationSecret(uid, bearer, { clientId }))) return bearer;
  if (await operator()) return undefined;
  if (bearer === null) {
    throw new BookingError("unauthorized", "Send the reservation's secret as Authorization: Bearer ….");
  }
  throw new BookingError("forbidden", "This secret does not belong to this reservation.");
}
