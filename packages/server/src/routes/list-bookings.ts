import { type BookingDetails, type BookingError, formatInstantUtc, invalidField, parseInstant } from "@slotkit/core";
import {
  type ListBookingsAnswer,
  type ListBookingsQuery,
  listBookingsAnswerSchema,
  listBookingsQuerySchema,
} from "@slotkit/core/http";
import { type Answer, json, type Route, type RouteCall, route } from "../route.ts";
import { viewBooking } from "../views.ts";

export const listBookingRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/bookings",
    access: "operator",
    summary: "List bookings, newest start first",
    query: listBookingsQuerySchema,
    answer: { status: 200, schema: listBookingsAnswerSchema },
    handle: answerList,
  }),
];

async function answerList({
  slotkit,
  clientId,
  query,
  headers,
}: RouteCall<ListBookingsQuery, undefined>): Promise<Answer> {
  const limit = Number(query.limit ?? 50);
  const bookings = await slotkit.listBookings({
    clientId,
    status: query.status,
    eventType: query.eventType,
    seriesUid: query.seriesUid,
    from: query.from === undefined ? undefined : parseInstant(query.from),
    until: query.until === undefined ? undefined : parseInstant(query.until),
    limit,
    after: query.cursor === undefined ? undefined : readCursor(query.cursor),
  });
  const last = bookings.length === limit ? bookings.at(-1) : undefined;
  const answer: ListBookingsAnswer = {
    bookings: bookings.map(viewBooking),
    nextCursor: last ? writeCursor(last) : null,
  };
  return json(answer, headers);
}

/** Where the next page begins: the start and uid of the last row. */
function writeCursor({ booking }: BookingDetails): string {
  return `${formatInstantUtc(booking.start)}~${booking.uid}`;
}

function readCursor(cursor: string): readonly [start: number, uid: string] {
  const [start, uid, ...rest] = cursor.split("~");
  if (start === undefined || uid === undefined || rest.length > 0) throw badCursor();
  try {
    return [parseInstant(start), uid];
  } catch {
    throw badCursor();
  }
}

function badCursor(): BookingError {
  return invalidField("cursor", "must be the nextCursor of the previous page");
}
