import type { BookingCalls, ReservationCalls, SlotCalls, SlotsAnswer } from "@slotkit/client";
import type { Messages } from "../messages/messages.ts";
import type { HourCycle } from "../time/formats.ts";

/** What the host application knows of its visitor, and how its own questions are answered. */
export interface Prefill {
  name?: string;
  email?: string;
  phone?: string;
  company?: string;
  notes?: string;
  guests?: readonly string[];
  /** IANA; where `timeZone` is not set. */
  timeZone?: string;
  /** By the name of the question. */
  answers?: Answers;
}

/** Answers to the event type's own questions by their names. */
export type Answers = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** What the page decides about a booking. An element takes the same as attributes and properties. */
export interface StoreConfig {
  /** Slug of the event type; not needed to move or cancel a booking. */
  eventType: string;
  /** Where the API is mounted. */
  apiBase: string;
  /** In place of a client of `apiBase`. */
  client: (SlotCalls & Partial<BookingCalls & ReservationCalls>) | null;
  /** The first answer of `GET /slots` with `include=eventType`, when the page was rendered with it: nothing is asked then. */
  answer: SlotsAnswer | null;
  /** BCP 47; the browser's when empty. */
  lang: string;
  /** Words of your own, one by one. */
  messages: Partial<Messages>;
  /** IANA; the visitor's when empty. */
  timeZone: string;
  /** The visitor may not choose another zone. */
  lockTimeZone: boolean;
  hourCycle: HourCycle;
  /** `monday` to `sunday`; the locale's when empty. */
  weekStart: string;
  /** Month to open with, `YYYY-MM`. */
  month: string;
  /** Day to open with, `YYYY-MM-DD`. */
  date: string;
  /** Minutes; the visitor chooses when 0 and there is a choice. */
  duration: number;
  /** The booking to move; with `token`. */
  rescheduleUid: string;
  /** The booking to cancel; with `token`. */
  cancelUid: string;
  /** The manage secret of that booking. */
  token: string;
  prefill: Prefill;
  /** Answers that are sent along without being asked for. */
  hiddenFields: Answers;
  /** Strings that are sent along with a booking. */
  metadata: Readonly<Record<string, string>>;
  /** No time is held while the form is filled in. */
  noReservation: boolean;
  /** Nothing is asked before `wake()`. */
  onDemand: boolean;
  /** The `utm_…` parameters of the page's address are sent along with a booking. */
  withUtm: boolean;
}

export const defaultConfig: Readonly<StoreConfig> = {
  eventType: "",
  apiBase: "/api",
  client: null,
  answer: null,
  lang: "",
  messages: {},
  timeZone: "",
  lockTimeZone: false,
  hourCycle: "auto",
  weekStart: "",
  month: "",
  date: "",
  duration: 0,
  rescheduleUid: "",
  cancelUid: "",
  token: "",
  prefill: {},
  hiddenFields: {},
  metadata: {},
  noReservation: false,
  onDemand: false,
  withUtm: false,
};

export const configKeys = Object.keys(defaultConfig) as readonly (keyof StoreConfig)[];
