import type { SeatedSession } from "../bookings/session.ts";
import { BookingError } from "../errors.ts";
import type { SessionWrites } from "../ports/sessions.ts";
import { assertOwn } from "./memory-bookings.ts";
import type { MemoryTables } from "./memory-tables.ts";

/** Sessions of one client, kept in `tables`. */
export function memorySessions({ sessions }: MemoryTables, clientId: string): SessionWrites {
  return {
    async find(uid) {
      return sessions.get(uid) ?? null;
    },
    async startingIn(eventType, from, until) {
      return sessions
        .filter((session) => session.eventType === eventType && session.start >= from && session.start < until)
        .sort((a, b) => a.start - b.start || (a.uid < b.uid ? -1 : 1));
    },
    async insert(session) {
      assertOwn(session, clientId);
      assertFits(session);
      if (sessions.get(session.uid)) throw new Error(`Session ${session.uid} exists already.`);
      sessions.set(session.uid, session);
    },
    async update(session, expectedVersion) {
      assertOwn(session, clientId);
      assertFits(session);
      if (sessions.get(session.uid)?.version !== expectedVersion) {
        throw new BookingError(
          "version_conflict",
          `Session ${session.uid} is no longer at version ${expectedVersion}.`,
        );
      }
      sessions.set(session.uid, session);
    },
    async remove(uid) {
      sessions.delete(uid);
    },
  };
}

/** The last guard against a seat too many, as the CHECK of a database is. */
function assertFits({ uid, start, end, booked, capacity }: SeatedSession): void {
  if (!(end > start)) throw new RangeError(`Session ${uid} must end after it starts; received ${start} to ${end}.`);
  if (!(booked >= 0 && booked <= capacity)) {
    throw new RangeError(`Session ${uid} has ${capacity} seats; ${booked} were to be taken.`);
  }
}
