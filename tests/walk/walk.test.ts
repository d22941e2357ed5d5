import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { ReceivedMessage } from "@slotkit/testing/smtp";
import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Example, startExample } from "../../examples/express/start-example.ts";
import { launchBrowser, picture, type Visit, visit } from "./browser.ts";
import { readCalendar, readContact, readInvitation } from "./outside.ts";
import { type ServedPage, servePage } from "./serve-page.ts";

const attendee = { name: "Grace Example", email: "grace@example.org" };
const host = "ada@example.com";
const minuteMs = 60_000;

let folder: string;
let databaseFile: string;
let example: Example;
let plainPage: ServedPage;
let browser: Browser;

beforeAll(async () => {
  plainPage = await servePage();
  folder = mkdtempSync(join(tmpdir(), "slotkit-walk-"));
  databaseFile = join(folder, "slotkit.db");
  example = await startExample({
    PORT: "0",
    DATABASE_URL: `sqlite:${databaseFile}`,
    SLOTKIT_SECRET: "a secret for this walk alone, long enough to be taken",
    HOST_EMAIL: host,
    ALLOWED_ORIGINS: `http://localhost:${plainPage.port}`,
  });
  plainPage.apiUrl = example.url;
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await example?.close();
  plainPage?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The row as it lies in the file. */
function storedBooking(): Record<string, unknown> {
  const database = new DatabaseSync(databaseFile, { readOnly: true });
  try {
    const rows = database.prepare("SELECT * FROM bookings").all();
    expect(rows).toHaveLength(1);
    return { ...rows[0] };
  } finally {
    database.close();
  }
}

/** Chooses the time at this place of the list and goes on; answers its label. Late in the day today has few times left. */
async function chooseTime(page: Page, place: number): Promise<string> {
  await page.getByRole("button", { name: /^Next month/ }).click();
  const time = page.locator("[name=time]").nth(place);
  await time.waitFor();
  await time.check({ force: true });
  const label = (await time.getAttribute("aria-label")) ?? "";
  await page.getByRole("button", { name: /^Continue/ }).click();
  return label;
}

const isTo =
  (address: string, subject: RegExp) =>
  ({ envelope, subject: words }: ReceivedMessage) =>
    envelope.to.includes(address) && subject.test(words);

function manageLinkOf(message: ReceivedMessage): string {
  const link = /https?:\/\/\S+\/manage#\S+/.exec(message.text)?.[0];
  if (link === undefined) throw new Error(`The mail "${message.subject}" has no manage link.`);
  return link;
}

/** Waits until the outbox has nothing left to tell. */
async function everythingTold(uid: string): Promise<void> {
  await expect
    .poll(async () => (await example.slotkit.getBooking(uid)).sync, { timeout: 10_000 })
    .toEqual({ calendar: "synced", crm: "synced", mail: "synced" });
}

function expectNoComplaints({ complaints }: Visit): void {
  expect(complaints).toEqual([]);
}

it("books, moves and cancels in a real page, and everything outside follows", async () => {
  const { standIns } = example;
  const { google, hubspot, mail } = standIns;
  if (!google || !hubspot || !mail) throw new Error("The walk needs all three stand-ins.");

  // Book.
  const booking = await visit(browser, example.url);
  await picture(booking.page, "1-choose-a-time");
  await chooseTime(booking.page, 2);
  await booking.page.getByLabel("Name").fill(attendee.name);
  await booking.page.getByLabel("Email").fill(attendee.email);
  await picture(booking.page, "2-your-details");
  await booking.page.getByRole("button", { name: "Confirm booking" }).click();
  await booking.page.getByRole("heading", { name: "You are booked" }).waitFor();
  await picture(booking.page, "3-booked");
  expectNoComplaints(booking);

  const stored = storedBooking();
  const uid = String(stored.uid);
  await everythingTold(uid);
  const startMs = Number(stored.start);
  expect(storedBooking()).toMatchObject({
    client_id: "default",
    status: "confirmed",
    email: attendee.email,
    calendar_id: host,
    calendar_synced: 1,
    crm_synced: 1,
    requires_manual_calendar_sync: 0,
    requires_manual_crm_sync: 0,
  });

  const [event, ...otherEvents] = await readCalendar(google, host);
  expect(otherEvents).toEqual([]);
  expect(event).toMatchObject({ id: storedBooking().calendar_event_id, status: "confirmed" });
  expect(event?.summary).toContain(attendee.name);
  expect(Date.parse(event?.start?.dateTime ?? "")).toBe(startMs);
  expect(Date.parse(event?.end?.dateTime ?? "")).toBe(startMs + 30 * minuteMs);

  const names = ["firstname", "lastname", "email", "slotkit_last_booking_uid", "slotkit_last_booking_status"];
  const contact = await readContact(hubspot, attendee.email, names);
  expect(contact.numbered.properties).toMatchObject({
    firstname: "Grace",
    lastname: "Example",
    email: attendee.email,
    slotkit_last_booking_uid: uid,
    slotkit_last_booking_status: "confirmed",
  });
  expect([contact.numbered.id, contact.datedId]).toEqual([storedBooking().crm_contact_id, contact.numbered.id]);

  const confirmation = await mail.waitForMessage(isTo(attendee.email, /confirmed/i));
  const invitation = readInvitation(confirmation);
  expect(invitation).toMatchObject({ method: "REQUEST", uid: event?.iCalUID, sequence: 0, startMs });
  expect(invitation.endMs).toBe(startMs + 30 * minuteMs);
  await mail.waitForMessage(isTo(host, /Grace Example|confirmed|booking/i));

  // Move it by the link in the mail.
  const moving = await visit(browser, manageLinkOf(confirmation));
  await moving.page.getByText("Current time").first().waitFor();
  await picture(moving.page, "4-choose-another-time");
  await chooseTime(moving.page, 5);
  await moving.page.getByRole("button", { name: "Confirm new time" }).click();
  await moving.page.getByRole("heading", { name: "Your booking is moved" }).waitFor();
  await picture(moving.page, "5-moved");
  expectNoComplaints(moving);
  await everythingTold(uid);

  const movedMs = Number(storedBooking().start);
  expect(movedMs).not.toBe(startMs);
  const [movedEvent, ...stillNoOther] = await readCalendar(google, host);
  expect(stillNoOther).toEqual([]);
  expect([movedEvent?.id, Date.parse(movedEvent?.start?.dateTime ?? "")]).toEqual([event?.id, movedMs]);
  const moved = await mail.waitForMessage(isTo(attendee.email, /moved|rescheduled|new time/i));
  expect(readInvitation(moved)).toMatchObject({
    method: "REQUEST",
    uid: invitation.uid,
    sequence: 1,
    startMs: movedMs,
  });

  // The old link has ended; the new one cancels.
  const outdated = await visit(browser, manageLinkOf(confirmation));
  await outdated.page.getByText("This link is no longer valid").waitFor();
  const cancelling = await visit(browser, manageLinkOf(moved));
  await cancelling.page.getByRole("button", { name: "Cancel the booking" }).click();
  await cancelling.page.getByRole("heading", { name: "Cancel this booking?" }).waitFor();
  await picture(cancelling.page, "6-cancel");
  await cancelling.page.getByRole("button", { name: "Cancel booking" }).click();
  await cancelling.page.getByRole("heading", { name: "Your booking is cancelled" }).waitFor();
  await picture(cancelling.page, "7-cancelled");
  expectNoComplaints(cancelling);
  await everythingTold(uid);

  expect(storedBooking()).toMatchObject({ status: "cancelled", version: 3 });
  const afterwards = await readContact(hubspot, attendee.email, ["slotkit_last_booking_status"]);
  expect(afterwards.numbered.properties).toMatchObject({ slotkit_last_booking_status: "cancelled" });
  expect((await readCalendar(google, host)).map(({ status }) => status)).toEqual(["cancelled"]);
  const cancellation = await mail.waitForMessage(isTo(attendee.email, /cancelled/i));
  expect(readInvitation(cancellation)).toMatchObject({
    method: "CANCEL",
    status: "CANCELLED",
    uid: invitation.uid,
    sequence: 2,
  });

  const inbox = await visit(browser, `${example.url}/inbox`);
  await picture(inbox.page, "8-inbox");
  expectNoComplaints(inbox);
  expect([google.violations, hubspot.violations]).toEqual([[], []]);
});

it("works on a plain page of another origin that is listed, and on no other", async () => {
  const stranger = await visit(browser, `http://127.0.0.1:${plainPage.port}`);
  await stranger.page.getByText("The server cannot be reached").first().waitFor();
  expect(stranger.complaints.join()).toContain("CORS");

  const listed = await visit(browser, `http://localhost:${plainPage.port}`);
  await chooseTime(listed.page, 0);
  await listed.page.getByLabel("Name").fill("Plain Example");
  await listed.page.getByLabel("Email").fill("plain@example.org");
  await listed.page.getByRole("button", { name: "Confirm booking" }).click();
  await listed.page.getByRole("heading", { name: "You are booked" }).waitFor();
  await picture(listed.page, "script-tag");
  expectNoComplaints(listed);
});

it.each([
  ["phone", { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 }],
  ["dark", { colorScheme: "dark" as const }],
  ["phone-dark", { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, colorScheme: "dark" as const }],
])("shows times without a complaint or sideways scrolling: %s", async (name, options) => {
  const shown = await visit(browser, example.url, options);
  await shown.page.locator("[name=time]").first().waitFor();
  await picture(shown.page, `choose-${name}`);
  const overflow = await shown.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  expectNoComplaints(shown);
});
