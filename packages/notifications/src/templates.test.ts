import type { Notification, NotificationKind, SyncState } from "@slotkit/core";
import { describe, expect, it } from "vitest";
import { de } from "./languages/de.ts";
import { en } from "./languages/en.ts";
import { mailFactsOf } from "./mail-facts.ts";
import { bookingFixture, fixtureStart, notificationFixture } from "./notification.fixture.ts";
import { defaultTemplates } from "./templates.ts";

const mailOf = (changes: Partial<Notification>, words = en) => {
  const notification = notificationFixture(changes);
  const reader = { words, locale: words.locale, hourCycle: undefined };
  return defaultTemplates[notification.kind](mailFactsOf(notification, { ...reader, brandName: "Acme" }));
};
const toHost = {
  audience: "host",
  recipient: { name: "Ada Lovelace", email: "ada@example.com", timeZone: "Europe/Berlin", language: null },
  manageUrl: null,
} as const;
const statusOf = {
  pending: "pending",
  confirmed: "confirmed",
  rescheduled: "confirmed",
  cancelled: "cancelled",
  declined: "rejected",
} as const;
const kinds = Object.keys(defaultTemplates) as NotificationKind[];

describe("the default templates", () => {
  it.each([
    ["pending", "attendee", "Requested: Introduction call on Wed, 25 Nov 2026, 08:00", "Your request has been sent"],
    [
      "pending",
      "host",
      "Please confirm: Introduction call with Grace Hopper on Wed, 25 Nov 2026, 14:00",
      "Grace Hopper asks for a meeting",
    ],
    ["confirmed", "attendee", "Confirmed: Introduction call on Wed, 25 Nov 2026, 08:00", "Your booking is confirmed"],
    [
      "confirmed",
      "host",
      "New booking: Introduction call with Grace Hopper on Wed, 25 Nov 2026, 14:00",
      "Grace Hopper has booked a meeting",
    ],
    ["rescheduled", "attendee", "Moved: Introduction call is now on Wed, 25 Nov 2026, 08:00", "Your booking has moved"],
    [
      "rescheduled",
      "host",
      "Moved: Introduction call with Grace Hopper is now on Wed, 25 Nov 2026, 14:00",
      "The meeting with Grace Hopper has moved",
    ],
    ["cancelled", "attendee", "Cancelled: Introduction call on Wed, 25 Nov 2026, 08:00", "Your booking is cancelled"],
    [
      "cancelled",
      "host",
      "Cancelled: Introduction call with Grace Hopper on Wed, 25 Nov 2026, 14:00",
      "The meeting with Grace Hopper is cancelled",
    ],
    ["declined", "attendee", "Declined: Introduction call on Wed, 25 Nov 2026, 08:00", "Your request was declined"],
    [
      "declined",
      "host",
      "Declined: Introduction call with Grace Hopper on Wed, 25 Nov 2026, 14:00",
      "The request of Grace Hopper is declined",
    ],
  ] as const)("%s tells the %s in subject and heading, in text and HTML", (kind, audience, subject, heading) => {
    const booking = bookingFixture({ status: statusOf[kind], reason: "A cold." });
    const mail = mailOf({ ...(audience === "host" ? toHost : {}), kind, booking });
    expect(mail.subject).toBe(subject);
    for (const body of [mail.text, mail.html]) {
      expect(body).toContain(heading);
      expect(body).toContain("Introduction call");
      expect(body).toContain("Wednesday, 25 November 2026");
      expect(body).toContain(audience === "host" ? "14:00 – 14:30" : "08:00 – 08:30");
      expect(body).toContain(audience === "host" ? "Europe/Berlin (GMT+1)" : "America/New_York (GMT-5)");
      expect(body).toContain("https://meet.example.com/ada");
      expect(body).toContain("Second line.");
      expect(body).toContain("A cold.");
      expect(body).toContain("bk_1");
      expect(body).toContain("Sent by Acme");
    }
  });

  it("shows the host who comes, and the attendee only who hosts", () => {
    const host = mailOf(toHost);
    const attendee = mailOf({});
    for (const fact of [
      "grace@example.com",
      "+1 555 0100",
      "Compilers Ltd",
      "guest@example.com",
      "Moths",
      "yes",
      "paper",
    ]) {
      expect(host.text).toContain(fact);
      expect(attendee.text).not.toContain(fact);
    }
    expect(attendee.text).toContain("With:\n  Ada Lovelace\n");
    expect(attendee.html).not.toContain("ada@example.com");
  });

  it("shows the time that a move replaces", () => {
    const { text, html } = mailOf({ kind: "rescheduled", previousStart: fixtureStart - 26 * 3_600_000 });
    expect(text).toContain("Instead of:\n  Tuesday, 24 November 2026\n  06:00 – 06:30\n");
    expect(html).toContain(
      '<span style="text-decoration:line-through">Tuesday, 24 November 2026, 06:00 – 06:30</span>',
    );
  });

  it("says of a moved request that it still has to be confirmed", () => {
    const booking = bookingFixture({ status: "pending" });
    expect(mailOf({ kind: "rescheduled", booking }).text).toContain("has yet to be confirmed");
    expect(mailOf({ ...toHost, kind: "rescheduled", booking }).text).toContain("waits for your confirmation");
  });

  it("offers to move or cancel while there is something to move", () => {
    const href = 'href="https://example.com/manage/bk_1#token"';
    for (const kind of kinds) {
      const offered = kind !== "cancelled" && kind !== "declined";
      expect([kind, mailOf({ kind }).html.includes(href)]).toEqual([kind, offered]);
      expect([kind, mailOf({ kind }).text.includes("https://example.com/manage/bk_1#token")]).toEqual([kind, offered]);
    }
    expect(mailOf({ manageUrl: null }).html).not.toContain("Move or cancel");
  });

  it.each([
    "javascript:alert(1)",
    "data:text/html,x",
    "JaVaScRiPt:alert(1)",
    "//evil.example",
    "mailto:eve@example.com",
    "not a link",
  ])("makes no link of %s", (manageUrl) => {
    const booking = bookingFixture({ eventType: { ...bookingFixture().eventType, location: manageUrl } });
    const { html } = mailOf({ manageUrl, booking });
    const calendars = /^href="https:\/\/(?:calendar\.google|outlook\.live|outlook\.office|calendar\.yahoo)\.com\//;
    expect(html.match(/href="([^"]*)"/g)?.every((href) => calendars.test(href))).toBe(true);
  });

  it("offers Google Calendar to who has no entry yet", () => {
    const offers = (changes: Partial<Notification>) =>
      mailOf(changes).html.includes("https://calendar.google.com/calendar/render?");
    expect(offers({})).toBe(true);
    expect(offers({ ...toHost, calendar: "off" })).toBe(true);
    expect(offers({ ...toHost, calendar: "manual" })).toBe(true);
    expect(offers({ ...toHost, calendar: "synced" })).toBe(false);
    expect(offers({ kind: "rescheduled" })).toBe(false);
    expect(offers({ kind: "cancelled" })).toBe(false);
    expect(mailOf({}).text).toContain("dates=20261125T130000Z%2F20261125T133000Z");
  });

  it.each([
    ["host", "confirmed", "synced", "Your calendar shows it at this time."],
    ["host", "confirmed", "pending", "Your calendar is being brought up to date."],
    ["host", "confirmed", "manual", "Please add it yourself: the file is attached."],
    ["host", "confirmed", "off", "open the attached file"],
    ["host", "cancelled", "synced", "The entry has been removed from your calendar."],
    ["host", "cancelled", "pending", "The entry is being removed from your calendar."],
    ["host", "cancelled", "manual", "could not be removed from your calendar. Please remove it yourself."],
    ["attendee", "confirmed", "synced", "offer to add it to your calendar"],
    ["attendee", "confirmed", "manual", "Please add it yourself: the file is attached."],
    ["attendee", "declined", "off", "The attached file removes it from your calendar"],
    ["attendee", "cancelled", "manual", "Please remove it yourself"],
  ] as const)(
    "tells the %s of a %s meeting whose event is %s what holds for the calendar",
    (audience, kind, calendar, words) => {
      const mail = mailOf({ ...(audience === "host" ? toHost : {}), kind, calendar: calendar as SyncState });
      expect(mail.text).toContain(words);
      expect(mail.html).toContain(words);
    },
  );

  it("escapes what strangers typed, in every place", () => {
    const evil = `<img src=x onerror=alert(1)>"'&`;
    const booking = bookingFixture({
      hosts: [{ id: "ada", name: evil, email: "ada@example.com" }],
      attendee: { ...bookingFixture().attendee, name: evil, company: evil, phone: evil },
      guests: [evil],
      answers: { [evil]: evil },
      notes: evil,
      reason: evil,
      eventType: { slug: "intro", title: evil, description: evil, location: `https://example.com/"><img src=x>` },
    });
    for (const kind of kinds) {
      for (const audience of [{}, toHost]) {
        const { html } = mailOf({ ...audience, kind, booking });
        expect(html).not.toContain("<img");
        expect(html).toContain("&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;");
      }
    }
  });

  it("tell the host of a session how full it is, who else comes, and of no time that is free again", () => {
    const { attendee, guests, ...party } = bookingFixture({ uid: "bk_2" });
    const other = { ...party, attendee: { ...attendee, name: "Alan Example", email: "alan@example.org" }, guests };
    const { uid: _, ...facts } = bookingFixture();
    const session = {
      ...facts,
      uid: "ss_1",
      parties: [other],
      seats: { taken: 2, capacity: 8 },
      showAttendees: false,
    };
    const booking = bookingFixture({ sessionUid: "ss_1" });
    const cancelled = mailOf({ ...toHost, kind: "cancelled", booking, session });
    expect(cancelled.text).toContain("Grace Hopper has given up the seat");
    expect(cancelled.text).toContain("2 of 8 seats are taken.");
    expect(cancelled.text).toContain("Also in this session:\n  Alan Example (alan@example.org) and 1 guest\n");
    expect(cancelled.text).toContain("Your calendar shows it at this time.");
    for (const kind of kinds) {
      const { text } = mailOf({ ...toHost, kind, booking, session });
      expect(text).not.toMatch(/(?:time|earlier one) is free again/);
    }
    const empty = { ...session, parties: [], seats: { taken: 0, capacity: 8 } };
    expect(mailOf({ ...toHost, kind: "cancelled", booking, session: empty }).text).toContain("has been removed from");
  });

  it("speaks German without a word of English, to everybody, of everything", () => {
    const english = /\b(?:the|your|you|with|meeting|booking|cancelled|confirmed|calendar|because|sent)\b/i;
    const booking = bookingFixture({
      eventType: { slug: "intro", title: "Kennenlernen", description: null, location: "Raum 4" },
      answers: {},
      labelledAnswers: [],
      notes: null,
    });
    for (const kind of [...kinds, "reassigned", "reminder"] as const) {
      for (const audience of ["attendee", "guest", "host"] as const) {
        for (const calendar of ["off", "pending", "synced", "manual"] as const) {
          const { subject, text, html } = mailOf(
            { kind, audience, calendar, booking, manageUrl: "https://example.com/m" },
            de,
          );
          expect(`${subject}\n${text}`.replace(/https?:\S+/g, "")).not.toMatch(english);
          expect(html).toContain('<html lang="de-DE">');
        }
      }
    }
    const { subject } = mailOf({ booking }, de);
    expect(subject).toBe("Bestätigt: Kennenlernen am Mi, 25. Nov. 2026, 08:00");
  });

  it("tells guests what concerns them, and nothing that is between attendee and host", () => {
    const recipient = { name: "", email: "guest@example.com", timeZone: "Europe/Berlin", language: null };
    const { subject, text } = mailOf({ audience: "guest", recipient, manageUrl: null });
    expect(subject).toBe("Invitation: Introduction call on Wed, 25 Nov 2026, 14:00");
    expect(text).toContain("Grace Hopper invites you to a meeting");
    expect(text).not.toMatch(/First line|Moths|\+1 555|Move or cancel/);
  });

  it("reminds, and lets the attendee still say no", () => {
    const mail = mailOf({ kind: "reminder" });
    expect(mail.subject).toBe("Reminder: Introduction call on Wed, 25 Nov 2026, 08:00");
    expect(mail.text).toContain("Move or cancel:\nhttps://example.com/manage/bk_1#token");
    expect(mail.text).not.toContain("calendar.google.com");
  });

  it("links to the calendars on the web, every text encoded", () => {
    const { text } = mailOf({
      booking: bookingFixture({ eventType: { slug: "x", title: "A & B + C", description: null, location: null } }),
    });
    for (const host of ["calendar.google.com", "outlook.live.com", "outlook.office.com", "calendar.yahoo.com"]) {
      expect(text).toMatch(new RegExp(`https://${host}/[^ ]*A%20%26%20B%20%2B%20C`));
    }
  });

  it("indents foreign lines in the plain text, so that none passes for ours", () => {
    const { text } = mailOf({ booking: bookingFixture({ notes: "x\n-- \nMove or cancel:\nhttps://evil.example" }) });
    expect(text).toContain("\n  https://evil.example\n");
    expect(text).not.toContain("\nhttps://evil.example");
  });

  it("needs nothing from elsewhere: no image, no script, no sheet", () => {
    for (const kind of kinds) expect(mailOf({ kind }).html).not.toMatch(/<img|<script|<link|src=|url\(|@import/i);
  });
});
