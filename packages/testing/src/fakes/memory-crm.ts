import type { BookingSnapshot, CrmProvider, IntegrationError } from "@slotkit/core";

/** A contact with the last state of each of its bookings. */
export interface MemoryContact {
  id: string;
  email: string;
  bookings: Map<string, BookingSnapshot>;
}

/** A CRM in memory that can be made to fail. */
export interface MemoryCrm extends CrmProvider {
  readonly contacts: ReadonlyMap<string, MemoryContact>;
  /** While set, writes reject with it. */
  failWrites: IntegrationError | null;
}

/** Starts empty. Addresses are one contact whatever their case. */
export function createMemoryCrm(): MemoryCrm {
  const contacts = new Map<string, MemoryContact>();
  const crm: MemoryCrm = {
    name: "memory",
    contacts,
    failWrites: null,
    async recordBooking(booking, known) {
      if (crm.failWrites) throw crm.failWrites;
      const email = booking.attendee.email.toLowerCase();
      const contact = (known.contactId !== null && contacts.get(known.contactId)) || byEmail(contacts, email);
      const bookings = contact?.bookings ?? new Map<string, BookingSnapshot>();
      const id = contact?.id ?? String(contacts.size + 1);
      bookings.set(booking.uid, booking);
      contacts.set(id, { id, email: contact?.email ?? email, bookings });
      return { contactId: id, leftOut: [] };
    },
    check: async () => ({ state: "ok", latencyMs: 0, detail: null }),
  };
  return crm;
}

function byEmail(contacts: ReadonlyMap<string, MemoryContact>, email: string): MemoryContact | undefined {
  return [...contacts.values()].find((contact) => contact.email === email);
}
