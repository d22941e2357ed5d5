/** Exactly one of `date` (all-day, read in the calendar's zone) and `dateTime` (RFC 3339). */
export interface GoogleEventTime {
  date?: string;
  dateTime?: string;
  timeZone?: string;
}

export interface GoogleAttendee {
  email: string;
  displayName?: string;
  responseStatus?: "needsAction" | "declined" | "tentative" | "accepted";
  self?: boolean;
  organizer?: boolean;
  optional?: boolean;
  resource?: boolean;
  comment?: string;
  additionalGuests?: number;
}

/** What a caller may write of an event. */
export interface GoogleEventDraft {
  summary?: string;
  description?: string;
  location?: string;
  colorId?: string;
  start: GoogleEventTime;
  end: GoogleEventTime;
  /** RFC 5545 lines. */
  recurrence?: string[];
  status?: "confirmed" | "tentative" | "cancelled";
  /** Absent: `opaque`. */
  transparency?: "opaque" | "transparent";
  visibility?: "default" | "public" | "private" | "confidential";
  eventType?: "birthday" | "default" | "focusTime" | "fromGmail" | "outOfOffice" | "workingLocation";
  attendees?: GoogleAttendee[];
  extendedProperties?: { private?: Record<string, string>; shared?: Record<string, string> };
  reminders?: { useDefault?: boolean; overrides?: { method: "email" | "popup"; minutes: number }[] };
  source?: { title?: string; url: string };
  sequence?: number;
  guestsCanInviteOthers?: boolean;
  guestsCanModify?: boolean;
  guestsCanSeeOtherGuests?: boolean;
  anyoneCanAddSelf?: boolean;
  outOfOfficeProperties?: Record<string, unknown>;
  focusTimeProperties?: Record<string, unknown>;
  workingLocationProperties?: Record<string, unknown>;
}

/** An event as the API answers it. */
export interface GoogleEvent extends GoogleEventDraft {
  kind: "calendar#event";
  etag: string;
  id: string;
  iCalUID: string;
  status: "confirmed" | "tentative" | "cancelled";
  sequence: number;
  htmlLink: string;
  /** RFC 3339. */
  created: string;
  /** RFC 3339. */
  updated: string;
  creator: { email: string; self?: boolean };
  organizer: { email: string; displayName?: string; self?: boolean };
  /** Set on one occurrence of a series. */
  recurringEventId?: string;
  originalStartTime?: GoogleEventTime;
}

/** Every field of a draft by name; the compiler keeps the list complete. */
const DRAFT_FIELDS = {
  summary: true,
  description: true,
  location: true,
  colorId: true,
  start: true,
  end: true,
  recurrence: true,
  status: true,
  transparency: true,
  visibility: true,
  eventType: true,
  attendees: true,
  extendedProperties: true,
  reminders: true,
  source: true,
  sequence: true,
  guestsCanInviteOthers: true,
  guestsCanModify: true,
  guestsCanSeeOtherGuests: true,
  anyoneCanAddSelf: true,
  outOfOfficeProperties: true,
  focusTimeProperties: true,
  workingLocationProperties: true,
} satisfies Record<keyof GoogleEventDraft, true>;

/** The writable part of a body; what Google keeps to itself (`etag`, `created`, …) is ignored, and so is `null`. */
export function pickDraft(body: object): GoogleEventDraft {
  const kept = Object.entries(body).filter(([name, value]) => name in DRAFT_FIELDS && value != null);
  // The body has been checked against the `Event` schema, and `checkDraft` asks for start and end.
  return Object.fromEntries(kept) as unknown as GoogleEventDraft;
}
