import { bookingViewSchema, noShowBodySchema } from "@slotkit/core/http";
import { json, type Route, route } from "../route.ts";
import { viewBooking } from "../views.ts";

/** What operators do to bookings beyond their states. */
export const lifecycleRoutes: readonly Route[] = [
  route({
    method: "POST",
    path: "/bookings/{uid}/no-show",
    access: "operator",
    summary: "Record who did not come, or take that back",
    body: noShowBodySchema,
    answer: { status: 200, schema: bookingViewSchema },
    async handle({ slotkit, clientId, params, body, headers }) {
      return json(viewBooking(await slotkit.markNoShow({ ...body, clientId, uid: params.uid ?? "" })), headers);
    },
  }),
];
