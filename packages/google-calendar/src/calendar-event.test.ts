import { describe, expect, it } from "vitest";
import { bookingSnapshot } from "./booking-snapshot.fixture.ts";
import { toCalendarEvent } from "./calendar-event.ts";

const plain = { invite: false };

describe("toCalendarEvent", () => {
  it("says who, what, when and where", () => {
    expect(toCalendarEvent(bookingSnapshot(), plain)).toEqual({
      status: "confirmed",
      summary: "Introduction: Grace Example",
      description:
        "A first talk.\n\nName: Grace Example\nE-mail: grace@example.org\nPhone: +49 30 1\nBooking: bk_0123456789abcdefghij",
      location: "Room 1",
      start: { dateTime: "2026-11-23T08:00:00.000Z", timeZone: "Europe/Berlin" },
      end: { dateTime: "2026-11-23T08:30:00.000Z", timeZone: "Europe/Berlin" },
      transparency: "opaque",
      extendedProperties: {
        private: { slotkitUid: "bk_0123456789abcdefghij", slotkitVersion: "1", slotkitClient: "default" },
      },
    });
  });

  it("adds what there is: company, guests, hosts, answers, reason and notes", () => {
    const { description } = toCalendarEvent(
      bookingSnapshot({
        guests: ["alan@example.net"],
        hosts: [
          { id: "ada", name: "Ada Example", email: null },
          { id: "eva", name: "Eva Example", email: null },
        ],
        answers: { Topic: "slots", Languages: ["de", "en"], "First time": true },
        reason: "Train was late",
        notes: "Two\r\nlines",
      }),
      plain,
    );
    expect(description).toContain(
      "Guests: alan@example.net\nHosts: Ada Example, Eva Example\nTopic: slots\nLanguages: de, en\nFirst time: yes\nReason of the last change: Train was late\n",
    );
    expect(description.endsWith("\n\nTwo\nlines")).toBe(true);
  });

  it("is tentative while the booking waits", () => {
    expect(toCalendarEvent(bookingSnapshot({ status: "pending" }), plain).status).toBe("tentative");
  });

  it("lets nobody put markup into the description, nor a line into it", () => {
    const attendee = { ...bookingSnapshot().attendee, name: 'Eve <a href="https://example.com">x</a>\nPhone: 110' };
    const event = toCalendarEvent(bookingSnapshot({ attendee }), plain);
    expect(event.description).toContain(
      "Name: Eve &lt;a href=&quot;https://example.com&quot;&gt;x&lt;/a&gt; Phone: 110\n",
    );
    expect(event.summary).toBe('Introduction: Eve <a href="https://example.com">x</a> Phone: 110');
  });

  it("keeps every text within its octets, however long", () => {
    const long = "ü&".repeat(9_000);
    const event = toCalendarEvent(
      bookingSnapshot({ notes: long, eventType: { slug: "x", title: long, description: long, location: long } }),
      plain,
    );
    expect(Buffer.byteLength(event.summary)).toBeLessThanOrEqual(1024);
    expect(Buffer.byteLength(event.location)).toBeLessThanOrEqual(1024);
    expect(Buffer.byteLength(event.description)).toBeLessThanOrEqual(8192);
    expect(event.description).not.toMatch(/&(?!amp;)/);
  });

  it("tells those whom it invites no more than each of them may know", () => {
    const event = toCalendarEvent(bookingSnapshot({ guests: ["alan@example.net"], notes: "private" }), {
      invite: true,
    });
    expect(event).toMatchObject({
      description: "A first talk.",
      guestsCanSeeOtherGuests: false,
      attendees: [
        { email: "grace@example.org", displayName: "Grace Example", responseStatus: "needsAction" },
        { email: "alan@example.net", responseStatus: "needsAction" },
      ],
    });
  });

  it("uses property names that Google keeps", () => {
    const names = Object.keys(toCalendarEvent(bookingSnapshot(), plain).extendedProperties.private);
    expect(names.every((name) => name.length <= 44)).toBe(true);
  });
});
