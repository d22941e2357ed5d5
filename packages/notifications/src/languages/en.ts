import type { MailWords } from "../mail-words.ts";

const file = "Most mail programs offer to add it to your calendar. If yours does not, open the attached file.";
const removal = "The attached file removes it from your calendar; an entry made by hand has to be removed by hand.";
const free = "The new time is agreed. The earlier one is free again.";
const reasons = {
  attendee: "this address was given for a booking",
  guest: "somebody has invited you to this meeting",
  host: "you host this meeting",
} as const;

/** English, with the dates and times of Britain where the reader's tag names no region. */
export const en: MailWords = {
  locale: "en-GB",
  news: {
    pending: {
      attendee: ({ title, when, hosts }) => ({
        subject: `Requested: ${title} on ${when}`,
        heading: "Your request has been sent",
        intro: `The time is agreed as soon as it is confirmed by ${hosts}. You will get a mail either way.`,
      }),
      guest: ({ title, when, attendee }) => ({
        subject: `Requested: ${title} on ${when}`,
        heading: `${attendee} has asked for a meeting with you`,
        intro: "The time has yet to be confirmed.",
      }),
      host: ({ title, when, attendee, seats }) => ({
        subject: `Please confirm: ${title} with ${attendee} on ${when}`,
        heading: `${attendee} asks for a ${seats ? "seat" : "meeting"}`,
        intro: seats
          ? `The seat is kept free until you confirm or decline. ${seats}`
          : "The time is kept free until you confirm or decline.",
      }),
    },
    confirmed: {
      attendee: ({ title, when, hosts }) => ({
        subject: `Confirmed: ${title} on ${when}`,
        heading: "Your booking is confirmed",
        intro: `The time is agreed with ${hosts}.`,
      }),
      guest: ({ title, when, attendee, hosts }) => ({
        subject: `Invitation: ${title} on ${when}`,
        heading: `${attendee} invites you to a meeting`,
        intro: `The time is agreed with ${hosts}.`,
      }),
      host: ({ title, when, attendee, seats }) => ({
        subject: `New booking: ${title} with ${attendee} on ${when}`,
        heading: `${attendee} has booked a ${seats ? "seat" : "meeting"}`,
        intro: seats ?? "The time is agreed and taken.",
      }),
    },
    rescheduled: {
      attendee: ({ title, when, waits }) => ({
        subject: `Moved: ${title} is now on ${when}`,
        heading: "Your booking has moved",
        intro: waits ? "The new time has yet to be confirmed." : free,
      }),
      guest: ({ title, when, attendee, waits }) => ({
        subject: `Moved: ${title} is now on ${when}`,
        heading: `The meeting with ${attendee} has moved`,
        intro: waits ? "The new time has yet to be confirmed." : "Please keep the new time free.",
      }),
      host: ({ title, when, attendee, waits, seats }) => ({
        subject: `Moved: ${title} with ${attendee} is now on ${when}`,
        heading: seats ? `${attendee} has a seat at another time` : `The meeting with ${attendee} has moved`,
        intro: seats
          ? `${waits ? "The new time waits for your confirmation." : "The new time is agreed."} ${seats}`
          : waits
            ? "The new time waits for your confirmation."
            : free,
      }),
    },
    reassigned: {
      attendee: ({ title, when, hosts }) => ({
        subject: `${title} on ${when} is now with ${hosts}`,
        heading: "Somebody else will meet you",
        intro: `Your booking is now with ${hosts}. The time stays as it was.`,
      }),
      guest: ({ title, when, hosts }) => ({
        subject: `${title} on ${when} is now with ${hosts}`,
        heading: "Somebody else will meet you",
        intro: `The meeting is now with ${hosts}. The time stays as it was.`,
      }),
      host: ({ title, when, attendee, hosts, isSeat }) => ({
        subject: `Handed on: ${title} with ${attendee} on ${when}`,
        heading: `The meeting with ${attendee} was given to somebody else`,
        // A seat that has moved leaves the others where they were.
        intro: isSeat ? `It is now with ${hosts}.` : `It is now with ${hosts}, and your time is free again.`,
      }),
    },
    cancelled: {
      attendee: ({ title, when }) => ({
        subject: `Cancelled: ${title} on ${when}`,
        heading: "Your booking is cancelled",
        intro: "This meeting has been removed and will not take place.",
      }),
      guest: ({ title, when, attendee }) => ({
        subject: `Cancelled: ${title} on ${when}`,
        heading: `The meeting with ${attendee} is cancelled`,
        intro: "This meeting has been removed and will not take place.",
      }),
      host: ({ title, when, attendee, seats }) => ({
        subject: `Cancelled: ${title} with ${attendee} on ${when}`,
        heading: seats ? `${attendee} has given up the seat` : `The meeting with ${attendee} is cancelled`,
        intro: seats ?? "This meeting has been removed and the time is free again.",
      }),
    },
    declined: {
      attendee: ({ title, when, hosts }) => ({
        subject: `Declined: ${title} on ${when}`,
        heading: "Your request was declined",
        intro: `The time could not be agreed with ${hosts}. The request has been removed; you are welcome to choose another.`,
      }),
      guest: ({ title, when, attendee }) => ({
        subject: `Declined: ${title} on ${when}`,
        heading: `The meeting with ${attendee} will not take place`,
        intro: "The time could not be agreed, and the request has been removed.",
      }),
      host: ({ title, when, attendee, seats }) => ({
        subject: `Declined: ${title} with ${attendee} on ${when}`,
        heading: `The request of ${attendee} is declined`,
        intro: `The request has been removed. ${seats ?? "The time is free again."}`,
      }),
    },
    reminder: {
      attendee: ({ title, when, hosts }) => ({
        subject: `Reminder: ${title} on ${when}`,
        heading: "Your meeting is coming up",
        intro: `You have agreed to meet ${hosts}. If you cannot make it, please say so in time.`,
      }),
      guest: ({ title, when, attendee }) => ({
        subject: `Reminder: ${title} on ${when}`,
        heading: `The meeting with ${attendee} is coming up`,
        intro: "You were invited to this meeting.",
      }),
      host: ({ title, when, attendee, seats }) => ({
        subject: `Reminder: ${title} with ${attendee} on ${when}`,
        heading: seats ? "Your session is coming up" : `The meeting with ${attendee} is coming up`,
        intro: seats ?? "The time is agreed and taken.",
      }),
    },
  },
  badges: {
    pending: "Requested",
    confirmed: "Confirmed",
    rescheduled: "Moved",
    reassigned: "New host",
    handedOn: "Handed on",
    cancelled: "Cancelled",
    declined: "Declined",
    reminder: "Reminder",
  },
  labels: {
    what: "What",
    when: "When",
    wasPlannedFor: "Was planned for",
    insteadOf: "Instead of",
    where: "Where",
    with: "With",
    who: "Who",
    guests: "Guests",
    notes: "Notes",
    reason: "Reason",
  },
  seatsTaken: (taken, capacity) =>
    taken === 0 ? "Nobody has a seat any more." : `${taken} of ${capacity} seats are taken.`,
  alsoInSession: "Also in this session",
  seatLine: ({ person, guests, waits }) =>
    `${person}${guests === 0 ? "" : guests === 1 ? " and 1 guest" : ` and ${guests} guests`}${waits ? ", not confirmed yet" : ""}`,
  yes: "yes",
  no: "no",
  theHost: "the host",
  onDate: (date) => ` on ${date}`,
  moveOrCancel: "Move or cancel",
  addToCalendar: "Add it to your calendar:",
  keepLink: "Whoever has the link above can move or cancel the booking: keep it to yourself.",
  calendar: {
    hostLive: {
      synced: "Your calendar shows it at this time.",
      pending: "Your calendar is being brought up to date.",
      manual: "It could not be written to your calendar. Please add it yourself: the file is attached.",
      off: "To add it to your calendar, open the attached file.",
    },
    hostGone: {
      synced: "The entry has been removed from your calendar.",
      pending: "The entry is being removed from your calendar.",
      manual: "The entry could not be removed from your calendar. Please remove it yourself.",
      off: "If you added it to your calendar, the attached file removes it; an entry made by hand has to be removed by hand.",
    },
    attendeeLive: {
      synced: file,
      pending: file,
      off: file,
      manual: "No calendar invitation could be made for you. Please add it yourself: the file is attached.",
    },
    attendeeGone: {
      synced: removal,
      pending: removal,
      off: removal,
      manual:
        "An entry may be left in your calendar. Please remove it yourself; the attached file does so in most programs.",
    },
  },
  because: (brandName, audience) => `Sent${brandName ? ` by ${brandName}` : ""} because ${reasons[audience]}.`,
  reference: (uid) => `Reference: ${uid}`,
};
