import assert from "node:assert/strict";
import fc from "fast-check";
import ICAL from "ical.js";
import nodeIcal from "node-ical";
import { bookingFixture } from "./notification.fixture.ts";
import { multiLine, singleLine } from "./plain-text.ts";
import { writeCalendar } from "./write-calendar.ts";

/** What has broken, or tried to break, calendar files. */
const nasty = fc.constantFrom(
  "A\rATTENDEE:mailto:eve@example.com",
  "N\r\nX-EVIL:1",
  '";CN=x:mailto:eve@example.com',
  "END:VEVENT\nBEGIN:VALARM",
  "\u2028ATTACH:https://evil.example",
  "\u0085X-EVIL:1",
  `${"a".repeat(69)}👩‍🚀é`,
  "\\n\\N\\,\\;^n^'^^",
  "\u0000\u000b\u000c\u001b",
  "\ud83d",
);

const text = fc.oneof(
  nasty,
  fc.string({ unit: "binary", maxLength: 90 }),
  fc.tuple(nasty, fc.string(), nasty).map((parts) => parts.join("")),
);

/** How many of the fields of a booking strangers may fill. */
export const fieldsTyped = 6;

/** One booking's worth of what strangers type. */
export const typedByStrangers = fc.record({
  title: text,
  description: text,
  location: text,
  notes: text,
  name: text,
  host: text,
});

type Typed = typeof typedByStrangers extends fc.Arbitrary<infer Value> ? Value : never;

const always = "attendee attendee created dtend dtstamp dtstart organizer sequence status summary uid".split(" ");

/**
 * Writes a file of what strangers typed, and has two independent parsers read it.
 *
 * @throws {AssertionError} when one of them sees a line that we did not put there, or misses a text.
 */
export function assertNothingInjected({ title, description, location, notes, name, host }: Typed): void {
  const file = writeCalendar({
    booking: bookingFixture({
      eventType: { slug: "intro", title, description, location },
      attendee: { ...bookingFixture().attendee, name },
      hosts: [{ id: "ada", name: host, email: "ada@example.com" }],
      guests: [],
      notes,
    }),
    icalUid: "bk_1@example.com",
    sequence: 2,
    method: "REQUEST",
    sender: { name: "Acme", email: "bookings@example.com" },
    stamp: 0,
  });
  const lines = file.split("\r\n");
  assert.ok(lines.every((line) => !/(?!\t)\p{Cc}/u.test(line) && Buffer.byteLength(line) <= 75));

  const calendar = new ICAL.Component(ICAL.parse(file));
  assert.deepEqual(
    calendar
      .getAllProperties()
      .map((property) => property.name)
      .sort(),
    ["method", "prodid", "version"],
  );
  assert.deepEqual(
    calendar.getAllSubcomponents().map((component) => component.name),
    ["vtimezone", "vevent"],
  );
  const event = calendar.getFirstSubcomponent("vevent");
  assert.ok(event);
  assert.equal(event.getAllSubcomponents().length, 0);
  const present = event.getAllProperties().map((property) => property.name);
  assert.deepEqual(present.filter((property) => property !== "location" && property !== "description").sort(), always);
  const value = (property: string) => event.getFirstPropertyValue(property) ?? "";
  const paragraphs = [description, notes].map((part) => multiLine(part)).filter(Boolean);
  assert.equal(value("summary"), singleLine(title));
  assert.equal(value("location"), singleLine(location));
  assert.equal(value("description"), paragraphs.join("\n\n"));
  assert.match(String(event.getAllProperties("attendee")[1]?.getFirstValue()), /^mailto:grace@example\.com$/i);

  const read = Object.values(nodeIcal.sync.parseICS(file)).filter((entry) => entry?.type === "VEVENT");
  assert.equal(read.length, 1);
  const [other] = read as unknown as [
    { uid: string; attendee: readonly unknown[]; alarms?: unknown; attach?: unknown },
  ];
  assert.equal(other.uid, "bk_1@example.com");
  assert.equal(other.attendee.length, 2);
  assert.equal(other.alarms ?? other.attach, undefined);
}
