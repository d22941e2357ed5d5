import { bookingViewSchema, guestsBodySchema, noShowBodySchema, reassignBodySchema } from "@slotkit/core/http";
import { requireManageSecret } from "../authorize.ts";
import { json, type Route, route } from "../route.ts";
import { viewBooking } from "../views.ts";

/** What is done to bookings beside making, moving and cancelling them. */
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
  route({
    method: "POST",
    path: "/bookings/{uid}/guests",
    access: "manage",
    summary: "Add and remove guests",
    body: guestsBodySchema,
    answer: { status: 200, schema: bookingViewSchema },
    async handle(call) {
      const { slotkit, clientId, params, body, headers } = call;
      const uid = params.uid ?? "";
      const manageSecret = await requireManageSecret(call, uid);
      return json(viewBooking(await slotkit.changeGuests({ ...body, clientId, uid, manageSecret })), headers);
    },
  }),
  route({
    method: "POST",
    path: "/bookings/{uid}/reassign",
    access: "operator",
    summary: "Give a booking to another host, at the same time",
    body: reassignBodySchema,
    answer: { status: 200, schema: bookingViewSchema },
    async handle({ slotkit, request, clientId, params, body, headers }) {
      const { signal } = request;
      return json(viewBooking(await slotkit.reassign({ ...body, clientId, uid: params.uid ?? "", signal })), headers);
    },
  }),
];
