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
export declare function createContactService(): ContactService;
