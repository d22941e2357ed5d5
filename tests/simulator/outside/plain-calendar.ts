import { type CalendarProvider, type CalendarReading, IntegrationError, isIntegrationError } from "@slotkit/core";
import type { OutsideLine } from "../server/outside-line.ts";
import type { CalendarService, EventFields } from "./calendar-service.ts";

const maxEdits = 3;
const maxGenerations = 16;

/**
 * A calendar provider over the plain service, by the recipe that every adapter has to follow: an id derived before
 * anything is sent, a look at what an id that is taken holds, and never an older revision over a newer one.
 */
export function plainCalendar(service: CalendarService, line: OutsideLine): CalendarProvider {
  const idOf = (uid: string, generation: number) => `${uid}-${generation}`;

  /** False when there is no event of this booking under the id. */
  async function bringUpToDate(calendarId: string, id: string, fields: EventFields, signal?: AbortSignal) {
    for (let edit = 0; edit < maxEdits; edit++) {
      const found = await line.call(`get ${id}`, () => service.get(calendarId, id), { signal });
      if (!found || found.cancelled || found.bookingUid !== fields.bookingUid) return false;
      if (found.version > fields.version) return true;
      const update = () => service.update(calendarId, id, fields, found.revision);
      const updated = await line.call(`update ${id} to version ${fields.version}`, update, { signal });
      if (updated === "done") return true;
      if (updated === "gone") return false;
    }
    throw new IntegrationError("stale", "Somebody else keeps editing the event.", { remedy: "Retry." });
  }

  return {
    name: "plain",
    icalUid: (uid, calendarEventId) => `${calendarEventId ?? idOf(uid, 0)}@calendar.example`,
    readBusy: ({ calendarIds, start, end }, { signal } = {}) =>
      Promise.all(
        calendarIds.map(async (calendarId): Promise<CalendarReading> => {
          try {
            const events = await line.call(`list ${calendarId}`, () => service.list(calendarId, start, end), {
              signal,
            });
            const busy = events.filter(({ bookingUid }) => bookingUid === null);
            return { calendarId, state: "read", busy, precision: "events" };
          } catch (error) {
            if (!isIntegrationError(error)) throw error;
            return { calendarId, state: "failed", error };
          }
        }),
      ),
    async putEvent({ calendarId, calendarEventId, event }, { signal } = {}) {
      const { uid: bookingUid, version, start, end } = event;
      const fields = { bookingUid, version, start, end };
      if (calendarEventId !== null && (await bringUpToDate(calendarId, calendarEventId, fields, signal))) {
        return { calendarEventId };
      }
      for (let generation = 0; generation < maxGenerations; generation++) {
        const id = idOf(bookingUid, generation);
        if (id === calendarEventId) continue;
        const insert = () => service.insert(calendarId, id, fields);
        const inserted = await line.call(`insert ${id} at version ${version}`, insert, { signal });
        if (inserted === "done") return { calendarEventId: id };
        if (await bringUpToDate(calendarId, id, fields, signal)) return { calendarEventId: id };
      }
      throw new IntegrationError("stale", "Every id is used up.", { remedy: "Retry." });
    },
    async removeEvent({ calendarId, calendarEventId, uid: bookingUid }, { signal } = {}) {
      const expected = calendarEventId ?? idOf(bookingUid, 0);
      const remove = (id: string) => line.call(`remove ${id}`, () => service.remove(calendarId, id), { signal });
      if ((await remove(expected)) === "done") return;
      const search = () => service.search(calendarId, bookingUid);
      for (const id of await line.call(`search ${bookingUid}`, search, { signal })) await remove(id);
    },
    async check({ signal } = {}) {
      await line.call("check", () => undefined, { signal });
      return { state: "ok", latencyMs: 0, detail: null };
    },
  };
}
