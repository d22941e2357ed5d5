import type { CrmProvider } from "@slotkit/core";

/** A contact as the CRM holds it, whatever the adapter says of it. */
export interface CrmContactFacts {
  id: string;
  /** The primary address, in lower case. */
  email: string;
  /** The whole name. */
  name: string;
  phone: string | null;
  company: string | null;
  /** Uid of the booking that the contact itself tells of; null for none. */
  latestBooking: string | null;
}

/** A booking's own record as the CRM holds it. Instants are epoch milliseconds. */
export interface CrmMeetingFacts {
  bookingUid: string;
  contactIds: readonly string[];
  start: number;
  end: number;
  outcome: "scheduled" | "rescheduled" | "completed" | "noShow" | "cancelled";
}

/** A fresh CRM behind its adapter, and what a test can see and do on the other side. */
export interface CrmUnderTest {
  crm: CrmProvider;
  contacts(): Promise<readonly CrmContactFacts[]>;
  /** Left out for a CRM that keeps no record of bookings beside the contact. */
  meetings?(): Promise<readonly CrmMeetingFacts[]>;
  /** Puts a contact there as a person would. Resolves to its id. */
  addContact(contact: NewCrmContact): Promise<string>;
  removeContact(id: string): Promise<void>;
  /** The `nth` write that arrives from now takes effect, but its answer is lost. */
  loseAnswer(nth: number): void;
  /** From now on nothing is answered, until `recover()`. */
  goDown(): void;
  recover(): void;
  close(): Promise<void>;
}

/** A contact that was there before any booking. */
export interface NewCrmContact {
  email: string;
  /** Further addresses; only given to a CRM that has such (`hasSecondaryAddresses`). */
  otherEmails?: readonly string[];
  phone?: string;
}

/** What a CRM is able to. */
export interface CrmAbilities {
  /** Whether a contact may have several addresses. Default: no. */
  hasSecondaryAddresses?: boolean;
}

/** One guarantee of the CRM contract, and how to try it. */
export interface CrmCase {
  name: string;
  /** Without it the case is not for this CRM. */
  needs?: keyof CrmAbilities;
  run(subject: CrmUnderTest): Promise<void>;
}
