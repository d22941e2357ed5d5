import { formatInstantUtc, type HeldReservation, parseInstant } from "@slotkit/core";
import { type ReservationView, reservationViewSchema, reserveBodySchema } from "@slotkit/core/http";
import { idempotencyKeyOf, requireReservationSecret } from "../authorize.ts";
import { json, noContent, type Route, route } from "../route.ts";

export const reservationRoutes: readonly Route[] = [
  route({
    method: "POST",
    path: "/slots/reservations",
    access: "anyone",
    summary: "Hold a slot for a few minutes",
    body: reserveBodySchema,
    repeatable: "may",
    answer: { status: 201, schema: reservationViewSchema },
    async handle({ slotkit, request, clientId, body, sender, headers }) {
      const start = parseInstant(body.start);
      const idempotencyKey = idempotencyKeyOf(request);
      const held = await slotkit.reserve({ ...body, start, clientId, sender, idempotencyKey, signal: request.signal });
      headers.set("Location", `reservations/${held.reservation.uid}`);
      return json(viewReservation(held), headers, 201);
    },
  }),
  route({
    method: "PATCH",
    path: "/slots/reservations/{uid}",
    access: "reservation",
    summary: "Extend a hold, at most twice; sent without a body",
    repeatable: "may",
    answer: { status: 200, schema: reservationViewSchema },
    async handle(call) {
      const { slotkit, request, clientId, params, headers } = call;
      const uid = params.uid ?? "";
      const secret = await requireReservationSecret(call, uid);
      const idempotencyKey = idempotencyKeyOf(request);
      return json(viewReservation(await slotkit.extendReservation({ clientId, uid, secret, idempotencyKey })), headers);
    },
  }),
  route({
    method: "DELETE",
    path: "/slots/reservations/{uid}",
    access: "reservation",
    summary: "Release a hold; one that has ended already is none to release, and no error",
    answer: { status: 204 },
    async handle(call) {
      const { slotkit, clientId, params, headers } = call;
      const uid = params.uid ?? "";
      const secret = await requireReservationSecret(call, uid);
      await slotkit.releaseReservation({ clientId, uid, secret });
      return noContent(headers);
    },
  }),
];

function viewReservation({ reservation, secret, extensionsLeft }: HeldReservation): ReservationView {
  return {
    reservationUid: reservation.uid,
    secret,
    reservedUntil: formatInstantUtc(reservation.expiresAt),
    extensionsLeft,
  };
}
