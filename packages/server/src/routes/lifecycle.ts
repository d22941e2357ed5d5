import {
  bookingViewSchema,
  cancelSeriesBodySchema,
  guestsBodySchema,
  noShowBodySchema,
  reassignBodySchema,
  seriesAnswerSchema,
} from "@slotkit/core/http";
import { idempotencyKeyOf, requireChangeRight } from "../authorize.ts";
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
    repeatable: "may",
    answer: { status: 200, schema: bookingViewSchema },
    async handle({ slotkit, request, clientId, params, body, headers }) {
      const marked = { ...body, clientId, uid: params.uid ?? "", idempotencyKey: idempotencyKeyOf(request) };
      return json(viewBooking(await slotkit.markNoShow(marked)), headers);
    },
  }),
  route({
    method: "POST",
    path: "/bookings/{uid}/guests",
    access: "manage",
    summary: "Add and remove guests",
    body: guestsBodySchema,
    repeatable: "may",
    answer: { status: 200, schema: bookingViewSchema },
    async handle(call) {
      const { slotkit, clientId, params, body, headers } = call;
      const uid = params.uid ?? "";
      const right = await requireChangeRight(call, uid);
      return json(viewBooking(await slotkit.changeGuests({ ...body, ...right, clientId, uid })), headers);
    },
  }),
  route({
    method: "POST",
    path: "/bookings/{uid}/reassign",
    access: "operator",
    summary: "Give a booking to another host, at the same time",
    body: reassignBodySchema,
    repeatable: "may",
    answer: { status: 200, schema: bookingViewSchema },
    async handle({ slotkit, request, clientId, params, body, headers }) {
      const { signal } = request;
      const idempotencyKey = idempotencyKeyOf(request);
      const reassigned = { ...body, clientId, uid: params.uid ?? "", idempotencyKey, signal };
      return json(viewBooking(await slotkit.reassign(reassigned)), headers);
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
    repeatable: "may",
    answer: { status: 200, schema: seriesAnswerSchema },
    async handle(call) {
      const { slotkit, clientId, params, body, headers } = call;
      const uid = params.uid ?? "";
      const right = await requireChangeRight(call, uid);
      const bookings = await slotkit.cancelSeries({ ...body, ...right, clientId, uid });
      return json({ bookings: bookings.map(viewBooking) }, headers);
    },
  }),
];
