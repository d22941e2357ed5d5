import { type Answer, type BookingSnapshot, formatInstantUtc } from "@slotkit/core";
import { cleanLine, cleanText } from "./clean-text.ts";
import type { PropertyValues } from "./write-record.ts";

/** HubSpot's words for how a meeting went. */
type MeetingOutcome = "SCHEDULED" | "RESCHEDULED" | "COMPLETED" | "NO_SHOW" | "CANCELED";

/**
 * What a meeting shows that follows its booking through moves and its end. What people may have written into the rest
 * since stays as it is.
 *
 * @see https://developers.hubspot.com/docs/api-reference/latest/crm/activities/meetings/guide
 */
export function currentMeeting(booking: BookingSnapshot): Record<string, string> {
  const start = formatInstantUtc(booking.start);
  return {
    hs_timestamp: start,
    hs_meeting_start_time: start,
    hs_meeting_end_time: formatInstantUtc(booking.end),
    hs_meeting_outcome: outcomeOf(booking),
  };
}

/**
 * A meeting when it is made, with the reference by which it is found again.
 *
 * @param leftOver - What the contact would not take, by property: it is kept here rather than lost.
 */
export function newMeeting(booking: BookingSnapshot, leftOver: PropertyValues): Record<string, string> {
  const { uid, eventType, attendee } = booking;
  const body = bodyOf(booking, leftOver);
  const location = cleanLine(eventType.location ?? "");
  return {
    ...currentMeeting(booking),
    hs_meeting_title: cleanLine(`${eventType.title} · ${attendee.name}`),
    hs_internal_meeting_notes: meetingReference(uid),
    ...(body === "" ? {} : { hs_meeting_body: body }),
    ...(location === "" ? {} : { hs_meeting_location: location }),
  };
}

/** How a meeting names its booking. Changing this would leave the meetings written before without their booking. */
function meetingReference(uid: string): string {
  return `SlotKit booking ${uid}`;
}

/** Whether these notes, to which people may have added, name this booking. */
export function namesBooking(notes: string, uid: string): boolean {
  const words = notes.replace(/<[^>]*>/g, " ").split(/\s+/);
  return words.some((word, index) => word === uid && words[index - 1] === "booking" && words[index - 2] === "SlotKit");
}

function outcomeOf({ status, noShow, moved }: BookingSnapshot): MeetingOutcome {
  if (status === "cancelled" || status === "rejected") return "CANCELED";
  if (noShow.host || noShow.attendee) return "NO_SHOW";
  if (status === "completed") return "COMPLETED";
  return moved ? "RESCHEDULED" : "SCHEDULED";
}

/** The body is HTML to HubSpot, so everything that people typed is escaped. */
function bodyOf({ notes, labelledAnswers }: BookingSnapshot, leftOver: PropertyValues): string {
  const lines = [
    ...(notes ? [notes] : []),
    ...labelledAnswers.map(({ label, answer }) => `${label}: ${inWords(answer)}`),
    ...Object.entries(leftOver).map(([name, value]) => `${name}: ${value}`),
  ];
  return lines.map((line) => `<p>${escapeHtml(cleanText(line)).replaceAll("\n", "<br>")}</p>`).join("");
}

function inWords(answer: Answer): string {
  return typeof answer === "object" ? answer.join(", ") : String(answer);
}

function escapeHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
  };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
