import { type BookingSnapshot, type CrmProvider, IntegrationError, type RecordBookingRequest } from "@slotkit/core";

/** A contact with the last state of each of its bookings. */
export interface MemoryContact {
  id: string;
  email: string;
  /** Further addresses under which it is found. */
  otherEmails: readonly string[];
  name: string;
  phone: string | null;
  company: string | null;
  bookings: Map<string, BookingSnapshot>;
  /** Uid of the latest booking; null before the first. */
  latest: string | null;
}

/** A CRM in memory that can be made to fail. */
export interface MemoryCrm extends CrmProvider {
  /** By id; edit at will. */
  readonly contacts: Map<string, MemoryContact>;
  /** While set, writes reject with it. */
  failWrites: IntegrationError | null;
  /** How many writes from now takes effect though its answer is lost; null for none. */
  losesAnswerOf: number | null;
}

/** Starts empty. Addresses are one contact whatever their case; a booking's record is found by its uid. */
export function createMemoryCrm(): MemoryCrm {
  const contacts = new Map<string, MemoryContact>();
  let lastId = 0;
  const crm: MemoryCrm = {
    name: "memory",
    contacts,
    failWrites: null,
    losesAnswerOf: null,
    async recordBooking(request, { signal } = {}) {
      signal?.throwIfAborted();
      if (crm.failWrites) throw crm.failWrites;
      const contact = findContact(contacts, request) ?? newContact(String(++lastId), request.booking.attendee.email);
      contacts.set(contact.id, { ...contact, ...withBooking(contact, request) });
      if (crm.losesAnswerOf !== null && --crm.losesAnswerOf === 0) throw lostAnswer();
      return { contactId: contact.id, meetingId: `meeting-of-${request.booking.uid}`, leftOut: [] };
    },
    check: async () =>
      crm.failWrites
        ? { state: "down", latencyMs: 0, detail: crm.failWrites.message }
        : { state: "ok", latencyMs: 0, detail: null },
  };
  return crm;
}

function findContact(contacts: ReadonlyMap<string, MemoryContact>, { contactId, booking }: RecordBookingRequest) {
  const email = booking.attendee.email.toLowerCase();
  const byEmail = () =>
    [...contacts.values()].find((contact) => [contact.email, ...contact.otherEmails].includes(email));
  return (contactId !== null && contacts.get(contactId)) || byEmail();
}

function newContact(id: string, email: string): MemoryContact {
  return {
    id,
    email: email.toLowerCase(),
    otherEmails: [],
    name: "",
    phone: null,
    company: null,
    bookings: new Map(),
    latest: null,
  };
}

/** What is not known of an attendee leaves what is known of the contact. */
function withBooking(contact: MemoryContact, { booking, latest }: RecordBookingRequest): Partial<MemoryContact> {
  const { name, phone, company } = booking.attendee;
  return {
    name: name || contact.name,
    phone: phone || contact.phone,
    company: company || contact.company,
    bookings: new Map(contact.bookings).set(booking.uid, booking),
    latest: latest ? booking.uid : contact.latest,
  };
}

function lostAnswer(): IntegrationError {
  return new IntegrationError("unknown_outcome", "No answer from the memory.", { remedy: "Nothing to do." });
}
