import { formatInstantUtc, type HeldReservation, parseInstant } from "@slotkit/core";
import { type ReservationView, reservationViewSchema, reserveBodySchema } from "@slotkit/core/http";
import { requireReservationSecret } from "../authorize.ts";
import { json, noContent, type Route, route } from "../route.ts";

export const reservationRoutes: readonly Route[] = [
  route({
    method: "POST",
    path: "/slots/reservations",
    access: "anyone",
    summary: "Hold a slot for a few minutes",
    body: reserveBodySchema,
    answer: { status: 201, schema: reservationViewSchema },
    async handle({ slotkit, request, clientId, body, sender, headers }) {
      const start = parseInstant(body.start);
      const held = await slotkit.reserve({ ...body, start, clientId, sender, signal: request.signal });
      headers.set("Location", `reservations/${held.reservation.uid}`);
      return json(viewReservation(held), headers, 201);
    },
  }),
  route({
    method: "PATCH",
    path: "/slots/reservations/{uid}",
    access: "reservation",
    summary: "Extend a hold, at most twice; sent without a body",
    answer: { status: 200, schema: reservationViewSchema },
    async handle(call) {
      const { slotkit, clientId, params, headers } = call;
      const uid = params.uid ?? "";
      const secret = await requireReservationSecret(call, uid);
      return json(viewReservation(await slotkit.extendReservation({ clientId, uid, secret })), headers);
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
