import type { SlotKitContext } from "../context.ts";

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
