import type { CrmProvider } from "@slotkit/core";
import type { OutsideLine } from "../server/outside-line.ts";
import type { ContactService } from "./contact-service.ts";

/** A CRM provider over the plain service: by id, by address, created, and on a conflict by address once more. */
export function plainCrm(service: ContactService, line: OutsideLine): CrmProvider {
  return {
    name: "plain",
    async recordBooking({ booking, contactId }, { signal } = {}) {
      const { uid, version, status, start } = booking;
      const { email } = booking.attendee;
      const record = { uid, version, status, start };
      const byEmail = () =>
        line.call(`update of ${uid} by address`, () => service.updateByEmail(email, record), { signal });
      const byId = async (id: string) =>
        line.call(`update of ${uid} on contact ${id}`, () => service.updateById(id, record), { signal });

      const known = (contactId === null ? null : await byId(contactId)) ?? (await byEmail());
      if (known !== null) return { contactId: known, meetingId: null, leftOut: [] };
      const created = await line.call(`create for ${uid}`, () => service.create(email, record), { signal });
      return { contactId: created === "taken" ? ((await byEmail()) ?? "") : created, meetingId: null, leftOut: [] };
    },
    async check({ signal } = {}) {
      await line.call("check", () => undefined, { signal });
      return { state: "ok", latencyMs: 0, detail: null };
    },
  };
}
