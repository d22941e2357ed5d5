import { BookingError, parseInstant } from "@slotkit/core";
import { bookingViewSchema, cancelBodySchema, createBookingBodySchema, rescheduleBodySchema } from "@slotkit/core/http";
import { authorize, idempotencyKeyOf, requireChangeRight, requireManageSecret } from "../authorize.ts";
import { json, type Route, route } from "../route.ts";
import { viewBooking, viewCurrentBooking } from "../views.ts";

export const bookingRoutes: readonly Route[] = [
  route({
    method: "POST",
    path: "/bookings",
    access: "anyone",
    summary: "Book a slot",
    body: createBookingBodySchema,
    repeatable: "must",
    answer: { status: 201, schema: bookingViewSchema },
    async handle(call) {
      const { slotkit, request, clientId, body, sender, operator, limitBooking, headers } = call;
      if (body.ignorePersonRules) await authorize({ access: "operator" }, call);
      const idempotencyKey = idempotencyKeyOf(request);
      if (idempotencyKey === undefined) {
        throw new BookingError(
          "idempotency_key_missing",
          "Send an Idempotency-Key header, such as a new UUID per booking.",
        );
      }
      const start = parseInstant(body.start);
      const { signal } = request;
      const { eventType, attendee, form } = body;
      // Bots first: what is refused here takes nothing of what people may book.
      const admit = async () => {
        const attempt = { clientId, eventType, form, email: attendee.email, sender, signal };
        await slotkit.admitBooking(attempt).catch(async (refusal: unknown) => {
          // The host is asked who calls where it matters alone.
          if ((await operator()) === null) throw refusal;
        });
        // What there is not is nothing to count: names that somebody made up would fill the storage.
        await slotkit.getEventType(eventType, { clientId });
        await limitBooking({ email: attendee.email, eventType });
      };
      const withLanguage = { language: languageOf(request), ...attendee };
      const booking = await slotkit.book({
        ...body,
        attendee: withLanguage,
        start,
        clientId,
        idempotencyKey,
        admit,
        signal,
      });
      // Relative to the address of the request (RFC 3986): only the host knows where it mounted the routes.
      headers.set("Location", `bookings/${booking.booking.uid}`);
      return json(viewBooking(booking), headers, 201);
    },
  }),
  route({
    method: "GET",
    path: "/bookings/{uid}",
    access: "manage",
    summary: "Read a booking",
    answer: { status: 200, schema: bookingViewSchema },
    async handle(call) {
      const { slotkit, clientId, params, headers } = call;
      const uid = uidOf(params);
      const reader = (await requireManageSecret(call, uid)) === undefined ? "operator" : "attendee";
      return json(viewCurrentBooking(await slotkit.getBooking(uid, { clientId }), reader), headers);
    },
  }),
  route({
    method: "POST",
    path: "/bookings/{uid}/reschedule",
    access: "manage",
    summary: "Move a booking to another slot; answers with the new manage secret",
    body: rescheduleBodySchema,
    repeatable: "may",
    answer: { status: 200, schema: bookingViewSchema },
    async handle(call) {
      const { slotkit, request, clientId, params, body, headers } = call;
      if (body.ignorePersonRules) await authorize({ access: "operator" }, call);
      const uid = uidOf(params);
      const start = parseInstant(body.start);
      const right = await requireChangeRight(call, uid);
      const moved = await slotkit.reschedule({ ...body, ...right, start, clientId, uid, signal: request.signal });
      return json(viewBooking(moved), headers);
    },
  }),
  changeRoute("cancel", "manage", "Cancel a booking"),
  changeRoute("confirm", "operator", "Accept a pending booking"),
  changeRoute("decline", "operator", "Refuse a pending booking"),
  changeRoute("complete", "operator", "Say that a confirmed booking took place"),
  route({
    method: "GET",
    path: "/bookings/{uid}/calendar.ics",
    access: "manage",
    summary: "The booking as an iCalendar file",
    answer: { status: 200, schema: "text/calendar" },
    async handle({ slotkit, clientId, params, headers }) {
      const file = await slotkit.calendarFile(uidOf(params), { clientId });
      if (file === null) throw new BookingError("not_found", "Calendar files are not offered here.");
      headers.set("Content-Type", "text/calendar; charset=utf-8");
      headers.set("Content-Disposition", 'attachment; filename="booking.ics"');
      headers.set("Cache-Control", "no-store");
      return { status: 200, headers, body: file };
    },
  }),
];

function changeRoute(
  action: "cancel" | "confirm" | "decline" | "complete",
  access: "manage" | "operator",
  summary: string,
): Route {
  return route({
    method: "POST",
    path: `/bookings/{uid}/${action}`,
    access,
    summary,
    body: cancelBodySchema,
    repeatable: "may",
    answer: { status: 200, schema: bookingViewSchema },
    async handle(call) {
      const { slotkit, request, clientId, params, body, headers } = call;
      const uid = uidOf(params);
      const right =
        access === "manage" ? await requireChangeRight(call, uid) : { idempotencyKey: idempotencyKeyOf(request) };
      return json(viewBooking(await slotkit[action]({ ...body, ...right, clientId, uid })), headers);
    },
  });
}

function uidOf(params: Readonly<Record<string, string>>): string {
  return params.uid ?? "";
}

/** The language that the caller's browser asks for first, where it says one. */
function languageOf({ headers }: { headers: Pick<Headers, "get"> }): string | undefined {
  return /^\s*([A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,3})\s*(?:[,;]|$)/.exec(headers.get("Accept-Language") ?? "")?.[1];
}
