import type { NotificationKind } from "@slotkit/core";
import { calendarRemark } from "./calendar-remark.ts";
import { isOffFor } from "./is-off-for.ts";
import type { MailFacts } from "./mail-facts.ts";
import type { MailContent, MailLink, MailPage, MailTone } from "./mail-page.ts";
import { renderMail } from "./render-mail.ts";

/** Makes a mail of the facts. */
export type MailTemplate = (facts: MailFacts) => MailContent;

/** One template per kind of news. */
export type Templates = Readonly<Record<NotificationKind, MailTemplate>>;

/** The mails SlotKit sends when nothing else is said. */
export const defaultTemplates: Templates = {
  pending: (facts) => renderMail(pageOf(facts, "waiting")),
  confirmed: (facts) => renderMail(pageOf(facts, "agreed")),
  rescheduled: (facts) => renderMail(pageOf(facts, "moved")),
  reassigned: (facts) => renderMail(pageOf(facts, facts.notification.audience === "host" ? "gone" : "moved")),
  cancelled: (facts) => renderMail(pageOf(facts, "gone")),
  declined: (facts) => renderMail(pageOf(facts, "gone")),
  reminder: (facts) => renderMail(pageOf(facts, "agreed")),
};

function pageOf(facts: MailFacts, tone: MailTone): MailPage {
  const { notification, words, locale, title, when, previousWhen, details, brandName, manageUrl } = facts;
  const { kind, audience, booking, calendar } = notification;
  const struckOut = isOffFor(notification);
  const action = struckOut || manageUrl === null ? null : { text: words.moveOrCancel, href: manageUrl };
  const remark = calendarRemark(notification, words);
  return {
    ...words.news[kind][audience]({
      title,
      when: when.short,
      attendee: facts.attendeeName,
      hosts: facts.hostNames,
      waits: booking.status === "pending",
      isSeat: booking.sessionUid !== null,
      seats: facts.seats,
    }),
    tone,
    badge: words.badges[kind === "reassigned" && audience === "host" ? "handedOn" : kind],
    title,
    when,
    previousWhen: struckOut ? null : previousWhen,
    struckOut,
    // A meeting that is off has no place to go to.
    details: struckOut ? details.map((detail) => ({ ...detail, href: null })) : details,
    action,
    links: linksOf(facts),
    notice: calendar === "manual" ? remark : null,
    remarks: [...(calendar === "manual" ? [] : [remark]), ...(action ? [words.keepLink] : [])],
    brandName,
    footer: [words.because(brandName, audience), words.reference(booking.uid)],
    words,
    locale,
  };
}

/**
 * Only with the first news of an agreed meeting, since each link makes an entry of its own each time, and not to a host
 * whose calendar shows it already.
 */
function linksOf({ notification, calendarLinks }: MailFacts): readonly MailLink[] {
  const { kind, audience, calendar } = notification;
  const written = audience === "host" && (calendar === "synced" || calendar === "pending");
  return kind === "confirmed" && !written ? calendarLinks : [];
}
