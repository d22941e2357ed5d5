import type { Answer, Attendee, BookingStatus, NoShow } from "../bookings/booking.ts";

import type { LabelledAnswer } from "../questions/labelled-answers.ts";

/** A host as outside systems see it. */
export interface SnapshotHost {
  id: string;
  name: string;
  email: string | null;
}

/** The facts of a booking at one revision, as adapters receive them. Instants are epoch milliseconds. */
export interface BookingSnapshot {
  clientId: string;
  uid: string;
  status: BookingStatus;
  /** Revision of these facts; never goes back. */
  version: number;
  start: number;
  end: number;
  /** Whether it once was at another time. */
  moved: boolean;
  timeZone: string;
  eventType: { slug: string; title: string; description: string | null; location: string | null };
  /** The session in which it has a seat: its event is shared with others. Null when it has its time to itself. */
  sessionUid: string | null;
  /** The organizer first. */
  hosts: readonly SnapshotHost[];
  attendee: Attendee;
  guests: readonly string[];
  answers: Readonly<Record<string, Answer>>;
  /** The same under the questions' labels, in the order in which they were asked. */
  labelledAnswers: readonly LabelledAnswer[];
  notes: string | null;
  noShow: Readonly<NoShow>;
  reason: string | null;
  createdAt: number;
}
