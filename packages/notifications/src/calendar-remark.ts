import type { Notification, SyncState } from "@slotkit/core";
import { isOffFor } from "./is-off-for.ts";

type Remarks = Readonly<Record<SyncState, string>>;

const hostLive: Remarks = {
  synced: "Your calendar shows it at this time.",
  pending: "Your calendar is being brought up to date.",
  manual: "It could not be written to your calendar. Please add it yourself: the file is attached.",
  off: "To add it to your calendar, open the attached file.",
};

const hostGone: Remarks = {
  synced: "The entry has been removed from your calendar.",
  pending: "The entry is being removed from your calendar.",
  manual: "The entry could not be removed from your calendar. Please remove it yourself.",
  off: "If you added it to your calendar, the attached file removes it; an entry made by hand has to be removed by hand.",
};

// The attendee's own calendar is reached by the file alone. Only a failed event changes the words: then no invitation of
// the host's calendar will follow.
const attendeeFile = "Most mail programs offer to add it to your calendar. If yours does not, open the attached file.";
const attendeeLive: Remarks = {
  synced: attendeeFile,
  pending: attendeeFile,
  off: attendeeFile,
  manual: "No calendar invitation could be made for you. Please add it yourself: the file is attached.",
};

const attendeeRemoval =
  "The attached file removes it from your calendar; an entry made by hand has to be removed by hand.";
const attendeeGone: Remarks = {
  synced: attendeeRemoval,
  pending: attendeeRemoval,
  off: attendeeRemoval,
  manual:
    "An entry may be left in your calendar. Please remove it yourself; the attached file does so in most programs.",
};

/** What a mail says of the recipient's calendar: true at the time of writing, and what is left to do by hand. */
export function calendarRemark(notification: Notification): string {
  const { audience, calendar, session } = notification;
  // The entry of a session stays as long as somebody has a seat in it.
  const gone = isOffFor(notification) && (session === null || session.parties.length === 0);
  if (audience === "host") return (gone ? hostGone : hostLive)[calendar];
  return (gone ? attendeeGone : attendeeLive)[calendar];
}
