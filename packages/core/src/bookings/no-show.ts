import type { ClientScope } from "../client-scope.ts";
import type { SlotKitContext } from "../context.ts";
import { noShowBodySchema } from "../http/lifecycle.ts";
import { parseRequest } from "../validation/parse-request.ts";
import type { BookingDetails } from "./booking-details.ts";
import { changeBooking } from "./change.ts";
import type { RepeatableRequest } from "./idempotency-key.ts";

/** Input of a no-show: `true` records, `false` takes back, what is left out stays as it was. */
export interface NoShowRequest extends ClientScope, RepeatableRequest {
  uid: string;
  host?: boolean | undefined;
  attendee?: boolean | undefined;
  version?: number | undefined;
}

/** Records who did not come, or takes that back: `true` sets, `false` clears, what is left out stays. Only the CRM is told. */
export async function markNoShow(context: SlotKitContext, request: NoShowRequest): Promise<BookingDetails> {
  const { host, attendee, version } = request;
  parseRequest(noShowBodySchema, { host, attendee, version });
  return changeBooking(context, request, {
    action: "markNoShow",
    alter: ({ noShow }) => ({ noShow: { host: host ?? noShow.host, attendee: attendee ?? noShow.attendee } }),
    tells: ["crm"],
  });
}
