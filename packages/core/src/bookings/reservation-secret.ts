import type { SlotKitContext } from "../context.ts";
import { BookingError } from "../errors.ts";

/** The secret of a hold. It is derived from the uid alone, so that it can be checked when the hold has ended, too. */
export function reservationSecret({ signer }: SlotKitContext, clientId: string, uid: string): Promise<string> {
  return signer.sign(["reservation", clientId, uid]);
}

/** Does this secret belong to that hold, whether it still lives or not? Takes the same time for every wrong secret. */
export function verifyReservationSecret(
  { signer }: SlotKitContext,
  clientId: string,
  uid: string,
  secret: string,
): Promise<boolean> {
  return signer.verify(secret, ["reservation", clientId, uid]);
}

/** @throws {BookingError} `forbidden` for a secret that is given and wrong. */
export async function requireReservationSecret(
  context: SlotKitContext,
  clientId: string,
  { uid, secret }: { uid: string; secret?: string | undefined },
): Promise<void> {
  if (secret === undefined || (await verifyReservationSecret(context, clientId, uid, secret))) return;
  throw new BookingError("forbidden", "This secret does not belong to this reservation.");
}
