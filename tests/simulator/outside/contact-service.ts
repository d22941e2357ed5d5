import type { ContactFact } from "../audit/facts.ts";

/** What a CRM knows of one booking of a contact. */
export interface BookingRecord {
  uid: string;
  version: number;
  status: string;
  start: number;
}

/** A CRM whose contacts are unique by address, whatever its case. */
export interface ContactService {
  /** Null when there is no such contact. */
  updateById(id: string, record: BookingRecord): string | null;
  updateByEmail(email: string, record: BookingRecord): string | null;
  /** `taken` when the address has a contact already. */
  create(email: string, record: BookingRecord): string | "taken";
  facts(): ContactFact[];
}

interface Contact {
  id: string;
  email: string;
  bookings: Map<string, BookingRecord>;
}

export function createContactService(): ContactService {
  const contacts = new Map<string, Contact>();
  const byEmail = (email: string) =>
    [...contacts.values()].find((contact) => contact.email.toLowerCase() === email.toLowerCase());
  const write = (contact: Contact | undefined, record: BookingRecord) => {
    contact?.bookings.set(record.uid, record);
    return contact?.id ?? null;
  };
  return {
    updateById: (id, record) => write(contacts.get(id), record),
    updateByEmail: (email, record) => write(byEmail(email), record),
    create(email, record) {
      if (byEmail(email)) return "taken";
      const id = String(contacts.size + 1);
      contacts.set(id, { id, email, bookings: new Map([[record.uid, record]]) });
      return id;
    },
    facts: () =>
      [...contacts.values()].map(({ id, email, bookings }) => ({
        id,
        email,
        bookings: [...bookings.values()],
        keeps: "all",
      })),
  };
}
