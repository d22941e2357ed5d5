import {
  bookingViewSchema,
  cancelSeriesBodySchema,
  guestsBodySchema,
  noShowBodySchema,
  reassignBodySchema,
  seriesAnswerSchema,
} from "@slotkit/core/http";
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
  route({
    method: "GET",
    path: "/bookings/{uid}/series",
    access: "manage",
    summary: "Read all bookings of the series to which one belongs",
    answer: { status: 200, schema: seriesAnswerSchema },
    async handle({ slotkit, clientId, params, headers }) {
      const bookings = await slotkit.listSeries(params.uid ?? "", { clientId });
      return json({ bookings: bookings.map(viewBooking) }, headers);
    },
  }),
  route({
    method: "POST",
    path: "/bookings/{uid}/series/cancel",
    access: "manage",
    summary: "Cancel a booking and those after it in its series, or the whole series",
    body: cancelSeriesBodySchema,
    answer: { status: 200, schema: seriesAnswerSchema },
    async handle(call) {
      const { slotkit, clientId, params, body, headers } = call;
      const uid = params.uid ?? "";
      const manageSecret = await requireManageSecret(call, uid);
      const bookings = await slotkit.cancelSeries({ ...body, clientId, uid, manageSecret });
      return json({ bookings: bookings.map(viewBooking) }, headers);
    },
  }),
];
