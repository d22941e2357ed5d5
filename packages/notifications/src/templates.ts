import type { NotificationKind } from "@slotkit/core";
import { calendarRemark } from "./calendar-remark.ts";
import { isOffFor } from "./is-off-for.ts";
import type { MailFacts } from "./mail-facts.ts";
import type { MailContent, MailLink, MailPage } from "./mail-page.ts";
import { renderMail } from "./render-mail.ts";

/** Makes a mail of the facts. */
export type MailTemplate = (facts: MailFacts) => MailContent;

/** One template per kind of news. */
export type Templates = Readonly<Record<NotificationKind, MailTemplate>>;

/** The mails SlotKit sends when nothing else is said. */
export const defaultTemplates: Templates = {
  pending: (facts) => renderMail({ ...frameOf(facts), ...pendingWords(facts) }),
  confirmed: (facts) => renderMail({ ...frameOf(facts), ...confirmedWords(facts) }),
  rescheduled: (facts) => renderMail({ ...frameOf(facts), ...rescheduledWords(facts) }),
  reassigned: (facts) => renderMail({ ...frameOf(facts), ...reassignedWords(facts) }),
  cancelled: (facts) => renderMail({ ...frameOf(facts), ...cancelledWords(facts) }),
  declined: (facts) => renderMail({ ...frameOf(facts), ...declinedWords(facts) }),
};

type Words = Pick<MailPage, "subject" | "tone" | "badge" | "heading" | "intro">;

function pendingWords({ notification, title, when, attendeeName, hostNames, seats }: MailFacts): Words {
  const look = { tone: "waiting", badge: "Requested" } as const;
  return notification.audience === "attendee"
    ? {
        ...look,
        subject: `Requested: ${title} on ${when.short}`,
        heading: "Your request has been sent",
        intro: `The time is agreed as soon as it is confirmed by ${hostNames}. You will get a mail either way.`,
      }
    : {
        ...look,
        subject: `Please confirm: ${title} with ${attendeeName} on ${when.short}`,
        heading: seats ? `${attendeeName} asks for a seat` : `${attendeeName} asks for a meeting`,
        intro: seats
          ? `The seat is kept free until you confirm or decline. ${seats}`
          : "The time is kept free until you confirm or decline.",
      };
}

function confirmedWords({ notification, title, when, attendeeName, hostNames, seats }: MailFacts): Words {
  const look = { tone: "agreed", badge: "Confirmed" } as const;
  return notification.audience === "attendee"
    ? {
        ...look,
        subject: `Confirmed: ${title} on ${when.short}`,
        heading: "Your booking is confirmed",
        intro: `The time is agreed with ${hostNames}.`,
      }
    : {
        ...look,
        subject: `New booking: ${title} with ${attendeeName} on ${when.short}`,
        heading: seats ? `${attendeeName} has booked a seat` : `${attendeeName} has booked a meeting`,
        intro: seats ?? "The time is agreed and taken.",
      };
}

function rescheduledWords({ notification, title, when, attendeeName, seats }: MailFacts): Words {
  const waits = notification.booking.status === "pending";
  const words = { tone: "moved", badge: "Moved" } as const;
  return notification.audience === "attendee"
    ? {
        ...words,
        subject: `Moved: ${title} is now on ${when.short}`,
        heading: "Your booking has moved",
        intro: waits
          ? "The new time has yet to be confirmed."
          : "The new time is agreed. The earlier one is free again.",
      }
    : {
        ...words,
        subject: `Moved: ${title} with ${attendeeName} is now on ${when.short}`,
        heading: seats ? `${attendeeName} has a seat at another time` : `The meeting with ${attendeeName} has moved`,
        intro: [
          waits ? "The new time waits for your confirmation." : "The new time is agreed.",
          seats ?? (waits ? "" : "The earlier one is free again."),
        ]
          .filter(Boolean)
          .join(" "),
      };
}

function reassignedWords({ notification, title, when, attendeeName, hostNames }: MailFacts): Words {
  return notification.audience === "attendee"
    ? {
        tone: "moved",
        badge: "New host",
        subject: `${title} on ${when.short} is now with ${hostNames}`,
        heading: "Somebody else will meet you",
        intro: `Your booking is now with ${hostNames}. The time stays as it was.`,
      }
    : {
        tone: "gone",
        badge: "Handed on",
        subject: `Handed on: ${title} with ${attendeeName} on ${when.short}`,
        heading: `The meeting with ${attendeeName} was given to somebody else`,
        // A seat that has moved leaves the others where they were.
        intro:
          notification.booking.sessionUid === null
            ? `It is now with ${hostNames}, and your time is free again.`
            : `It is now with ${hostNames}.`,
      };
}

function cancelledWords({ notification, title, when, attendeeName, seats }: MailFacts): Words {
  const look = { tone: "gone", badge: "Cancelled" } as const;
  return notification.audience === "attendee"
    ? {
        ...look,
        subject: `Cancelled: ${title} on ${when.short}`,
        heading: "Your booking is cancelled",
        intro: "This meeting has been removed and will not take place.",
      }
    : {
        ...look,
        subject: `Cancelled: ${title} with ${attendeeName} on ${when.short}`,
        heading: seats ? `${attendeeName} has given up the seat` : `The meeting with ${attendeeName} is cancelled`,
        intro: seats ?? "This meeting has been removed and the time is free again.",
      };
}

function declinedWords({ notification, title, when, attendeeName, hostNames, seats }: MailFacts): Words {
  const look = { tone: "gone", badge: "Declined" } as const;
  return notification.audience === "attendee"
    ? {
        ...look,
        subject: `Declined: ${title} on ${when.short}`,
        heading: "Your request was declined",
        intro: `The time could not be agreed with ${hostNames}. The request has been removed; you are welcome to choose another.`,
      }
    : {
        ...look,
        subject: `Declined: ${title} with ${attendeeName} on ${when.short}`,
        heading: `The request of ${attendeeName} is declined`,
        intro: `The request has been removed. ${seats ?? "The time is free again."}`,
      };
}

/** What all mails share. */
function frameOf(facts: MailFacts): Omit<MailPage, keyof Words> {
  const { notification, title, when, previousWhen, details, brandName, manageUrl } = facts;
  const { audience, booking, calendar } = notification;
  const struckOut = isOffFor(notification);
  const action = struckOut || manageUrl === null ? null : { text: "Move or cancel", href: manageUrl };
  const because = audience === "attendee" ? "this address was given for a booking" : "you host this meeting";
  return {
    title,
    when,
    previousWhen: struckOut ? null : previousWhen,
    struckOut,
    // A meeting that is off has no place to go to.
    details: struckOut ? details.map((detail) => ({ ...detail, href: null })) : details,
    action,
    links: calendarLinks(facts),
    notice: calendar === "manual" ? calendarRemark(notification) : null,
    remarks: [
      ...(calendar === "manual" ? [] : [calendarRemark(notification)]),
      ...(action ? ["Whoever has the link above can move or cancel the booking: keep it to yourself."] : []),
    ],
    brandName,
    footer: [`Sent${brandName ? ` by ${brandName}` : ""} because ${because}.`, `Reference: ${booking.uid}`],
  };
}

/**
 * Only with the first news of an agreed meeting, since the link makes an entry of its own each time, and not to a host
 * whose calendar shows it already.
 */
function calendarLinks({ notification, googleCalendarUrl }: MailFacts): MailLink[] {
  const { kind, audience, calendar } = notification;
  const written = audience === "host" && (calendar === "synced" || calendar === "pending");
  return kind === "confirmed" && !written ? [{ text: "Add to Google Calendar", href: googleCalendarUrl }] : [];
}
