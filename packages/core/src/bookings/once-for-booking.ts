import { type ClientScope, defaultClientId } from "../client-scope.ts";
import type { SlotKitContext } from "../context.ts";
import type { ChangeAuthority } from "./change-request.ts";
import type { RepeatableRequest } from "./idempotency-key.ts";
import { type KeepAnswer, once } from "./once.ts";
import { requireManageSecret } from "./verify-manage-secret.ts";

/** A change of one booking, with everything that makes it the same as another. */
interface BookingChange extends ClientScope, ChangeAuthority, RepeatableRequest {
  uid: string;
  signal?: AbortSignal | undefined;
}

/** Changes a booking once per idempotency key, which belongs to the action, whatever booking is named with it. */
export function onceForBooking<Answer>(
  context: SlotKitContext,
  action: string,
  request: BookingChange,
  commit: (keep: KeepAnswer<Answer>) => Promise<Answer>,
): Promise<Answer> {
  const { clientId = defaultClientId, idempotencyKey, signal: _signal, ...content } = request;
  const authorize = () => requireManageSecret(context, clientId, request);
  return once(
    context,
    { clientId, route: `POST /bookings/{uid}/${action}`, idempotencyKey, content, authorize },
    commit,
  );
}
