import type { SlotKitContext } from "../context.ts";
import { BookingError } from "../errors.ts";
import type { ChangeAuthority } from "./change-request.ts";

/** A uid that does not exist is checked like one that does, so that neither answer nor time tells which. */
export async function verifyManageSecret(
  context: SlotKitContext,
  clientId: string,
  uid: string,
  secret: string,
): Promise<boolean> {
  const booking = await context.storage.forClient(clientId).bookings.find(uid);
  const valid = await context.manageSecrets.verify(secret, clientId, uid, booking?.generation ?? 0);
  return booking !== null && valid;
}

/** @throws {BookingError} `forbidden` for a secret that is given and does not manage the booking. */
export async function requireManageSecret(
  context: SlotKitContext,
  clientId: string,
  { uid, manageSecret }: ChangeAuthority & { uid: string },
): Promise<void> {
  if (manageSecret === undefined || (await verifyManageSecret(context, clientId, uid, manageSecret))) return;
  throw manageSecretRefused();
}

export function manageSecretRefused(): BookingError {
  return new BookingError("forbidden", "This secret does not manage this booking, or no longer does.");
}
