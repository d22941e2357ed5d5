import { describe, expect, it } from "vitest";
import { toCalendarEvent } from "./calendar-event.ts";
import { eventParty, eventSnapshot } from "./event-snapshot.fixture.ts";

const plain = { invite: false };

describe("toCalendarEvent", () => {
  it("says who, what, when and where", () => {
    expect(toCalendarEvent(eventSnapshot(), plain)).toEqual({
      status: "confirmed",
      summary: "Introduction: Grace Example",
      description:
        "A first talk.\n\nName: Grace Example\nE-mail: grace@example.org\nPhone: +49 30 1\nBooking: bk_0123456789abcdefghij",
      location: "Room 1",
      start: { dateTime: "2026-11-23T08:00:00.000Z", timeZone: "Europe/Berlin" },
      end: { dateTime: "2026-11-23T08:30:00.000Z", timeZone: "Europe/Berlin" },
      transparency: "opaque",
      extendedProperties: {
        private: {
          slotkitUid: "bk_0123456789abcdefghij",
          slotkitVersion: "1",
          slotkitClient: "default",
        },
      },
    });
  });

  it("adds what there is: company, guests, hosts, answers, reason and notes", () => {
    const { description } = toCalendarEvent(
      eventSnapshot({
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
    expect(toCalendarEvent(eventSnapshot({ status: "pending" }), plain).status).toBe("tentative");
  });

  it("lets nobody put markup into the description, nor a line into it", () => {
    const attendee = { ...eventParty().attendee, name: 'Eve <a href="https://example.com">x</a>\nPhone: 110' };
    const event = toCalendarEvent(eventSnapshot({ attendee }), plain);
    expect(event.description).toContain(
      "Name: Eve &lt;a href=&quot;https://example.com&quot;&gt;x&lt;/a&gt; Phone: 110\n",
    );
    expect(event.summary).toBe('Introduction: Eve <a href="https://example.com">x</a> Phone: 110');
  });

  it("keeps every text within its octets, however long", () => {
    const long = "ü&".repeat(9_000);
    const event = toCalendarEvent(
      eventSnapshot({ notes: long, eventType: { slug: "x", title: long, description: long, location: long } }),
      plain,
    );
    expect(Buffer.byteLength(event.summary)).toBeLessThanOrEqual(1024);
    expect(Buffer.byteLength(event.location)).toBeLessThanOrEqual(1024);
    expect(Buffer.byteLength(event.description)).toBeLessThanOrEqual(8192);
    expect(event.description).not.toMatch(/&(?!amp;)/);
  });

  it("tells those whom it invites no more than each of them may know", () => {
    const event = toCalendarEvent(eventSnapshot({ guests: ["alan@example.net"], notes: "private" }), {
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
    const names = Object.keys(toCalendarEvent(eventSnapshot(), plain).extendedProperties.private);
    expect(names.every((name) => name.length <= 44)).toBe(true);
  });

  describe("of a session", () => {
    const alan = {
      uid: "bk_alan",
      status: "pending" as const,
      attendee: { ...eventParty().attendee, name: "Alan Example", email: "alan@example.net", phone: null },
      guests: ["eve@example.net", "GRACE@example.org"],
    };
    const session = eventSnapshot({
      uid: "ss_1",
      parties: [eventParty({ uid: "bk_grace", notes: "First time" }), eventParty(alan)],
      seats: { taken: 4, capacity: 5 },
    });

    it("counts the seats and tells the host of each who comes", () => {
      const event = toCalendarEvent(session, plain);
      expect(event.summary).toBe("Introduction: 4 of 5");
      expect(event.extendedProperties.private.slotkitUid).toBe("ss_1");
      expect(event.description).toBe(
        [
          "A first talk.",
          "",
          "Session: ss_1",
          "",
          "Name: Grace Example",
          "E-mail: grace@example.org",
          "Phone: +49 30 1",
          "Booking: bk_grace",
          "",
          "First time",
          "",
          "Name: Alan Example",
          "Status: waits for confirmation",
          "E-mail: alan@example.net",
          "Guests: eve@example.net, GRACE@example.org",
          "Booking: bk_alan",
        ].join("\n"),
      );
    });

    it("shows those whom it invites nothing of each other, and everybody once", () => {
      const event = toCalendarEvent(session, { invite: true });
      expect(event).toMatchObject({
        summary: "Introduction",
        description: "A first talk.",
        guestsCanSeeOtherGuests: false,
        attendees: [{ email: "grace@example.org" }, { email: "alan@example.net" }, { email: "eve@example.net" }],
      });
      const { attendees: _attendees, ...readByAll } = event;
      expect(JSON.stringify(readByAll)).not.toMatch(/grace|alan|eve|First time|of 5/i);
    });

    it("lets them see each other where the event type says so", () => {
      const event = toCalendarEvent({ ...session, showAttendees: true }, { invite: true });
      expect(event.guestsCanSeeOtherGuests).toBe(true);
    });

    it("invites no more people than Google takes", () => {
      const guests = Array.from({ length: 300 }, (_, index) => `guest${index}@example.net`);
      const event = toCalendarEvent(eventSnapshot({ guests }), { invite: true });
      expect(event.attendees).toHaveLength(200);
      expect(event.extendedProperties.private.slotkitInvited?.length).toBeLessThanOrEqual(1024);
    });
  });
});
