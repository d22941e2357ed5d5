import { type BookingSnapshot, IntegrationError } from "@slotkit/core";
import type { CrmMeetingFacts, CrmUnderTest } from "../conformance/crm-under-test.ts";
import { createMemoryCrm } from "./memory-crm.ts";

/** The CRM in memory, as the conformance suite wants a CRM. */
export async function startMemoryCrm(): Promise<CrmUnderTest> {
  const crm = createMemoryCrm();
  let added = 0;
  return {
    crm,
    contacts: async () =>
      [...crm.contacts.values()].map(({ id, email, name, phone, company, latest }) => ({
        id,
        email,
        name,
        phone,
        company,
        latestBooking: latest,
      })),
    meetings: async () =>
      [...crm.contacts.values()].flatMap(({ id, bookings }) =>
        [...bookings.values()].map((booking) => meetingOf(booking, id)),
      ),
    async addContact({ email, otherEmails = [], phone = null }) {
      added++;
      const id = `added-${added}`;
      crm.contacts.set(id, {
        id,
        email,
        otherEmails,
        name: "",
        phone,
        company: null,
        bookings: new Map(),
        latest: null,
      });
      return id;
    },
    async removeContact(id) {
      crm.contacts.delete(id);
    },
    loseAnswer(nth) {
      crm.losesAnswerOf = nth;
    },
    goDown() {
      crm.failWrites = new IntegrationError("transient", "The memory is asleep.", { remedy: "Wake it." });
    },
    recover() {
      crm.failWrites = null;
    },
    close: async () => {},
  };
}

function meetingOf(booking: BookingSnapshot, contactId: string): CrmMeetingFacts {
  const { uid, start, end } = booking;
  return { bookingUid: uid, contactIds: [contactId], start, end, outcome: outcomeOf(booking) };
}

function outcomeOf({ status, noShow, moved }: BookingSnapshot): CrmMeetingFacts["outcome"] {
  if (status === "cancelled" || status === "rejected") return "cancelled";
  if (noShow.host || noShow.attendee) return "noShow";
  if (status === "completed") return "completed";
  return moved ? "rescheduled" : "scheduled";
}
