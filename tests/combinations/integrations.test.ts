// Every combination of calendar, CRM and mail, each with its real adapter over sockets: what is on happens exactly once, and
// what is off is not asked. (cal.com #4845: with another calendar installed, the CRM got nothing.)
import { memoryStorage, type SlotKitOptions, systemClock, systemRandom } from "@slotkit/core";
import { googleCalendar } from "@slotkit/google-calendar";
import { hubspot } from "@slotkit/hubspot";
import { email } from "@slotkit/notifications";
import { composeForTest } from "@slotkit/testing/fakes";
import { type GoogleStandIn, startGoogleStandIn } from "@slotkit/testing/google";
import { type HubSpotStandIn, startHubSpotStandIn } from "@slotkit/testing/hubspot";
import { type MailServer, startMailServer } from "@slotkit/testing/smtp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const ada = "ada@example.com";
const grace = "grace@example.org";
const hourMs = 3_600_000;
const always = [{ start: "00:00", end: "24:00" }];
const weekly = {
  monday: always,
  tuesday: always,
  wednesday: always,
  thursday: always,
  friday: always,
  saturday: always,
  sunday: always,
};
const onOff = [true, false];
const combinations = onOff.flatMap((calendar) =>
  onOff.flatMap((crm) => onOff.map((mail) => ({ calendar, crm, mail }))),
);

describe.each(combinations)("calendar $calendar, CRM $crm, mail $mail", (on) => {
  let google: GoogleStandIn;
  let account: HubSpotStandIn;
  let mailbox: MailServer;
  beforeAll(async () => {
    google = await startGoogleStandIn({
      calendars: [{ id: ada, summary: "Ada", timeZone: "Europe/Berlin", accessRole: "writer" }],
    });
    account = await startHubSpotStandIn();
    mailbox = await startMailServer();
  });
  afterAll(() => Promise.all([google.close(), account.close(), mailbox.close()]));

  it("gives each enabled effect exactly once, through booking, move and cancellation", async () => {
    const options: Partial<SlotKitOptions> = {
      clock: systemClock,
      random: systemRandom,
      storage: memoryStorage(),
      calendar: on.calendar
        ? googleCalendar({ credentials: { serviceAccount: google.credentials }, fetch: google.fetch })
        : false,
      crm: on.crm ? hubspot({ accessToken: account.token, basePath: account.url }) : false,
      notifications: on.mail ? email({ transport: mailbox.url, from: "bookings@example.com" }) : false,
    };
    const { slotkit } = composeForTest({ weekly, options });
    const start = Math.ceil(systemClock.now() / hourMs) * hourMs + 48 * hourMs;

    const { booking } = await slotkit.book({
      eventType: "intro",
      start,
      attendee: { name: "Grace Example", email: grace },
    });
    const { uid } = booking;
    await slotkit.deliver();
    expect(await told(uid)).toEqual(expected({ at: start, outcome: "SCHEDULED", mails: 1 }));

    await slotkit.reschedule({ uid, start: start + hourMs });
    await slotkit.deliver();
    expect(await told(uid)).toEqual(expected({ at: start + hourMs, outcome: "RESCHEDULED", mails: 2 }));

    await slotkit.cancel({ uid });
    await slotkit.deliver();
    // A second pass, as after a restart, tells nothing again.
    await slotkit.deliver();
    expect(await told(uid)).toEqual(expected({ at: null, outcome: "CANCELED", mails: 3 }));
    expect(silent()).toEqual({ calendar: !on.calendar, crm: !on.crm, mail: !on.mail });
    expect([...google.violations, ...account.violations]).toEqual([]);
    await slotkit.stop();

    async function told(booked: string) {
      return {
        sync: (await slotkit.getBooking(booked)).sync,
        events: google
          .events(ada)
          .filter(({ status }) => status !== "cancelled")
          .map((event) => Date.parse(event.start?.dateTime ?? "")),
        contacts: account.contacts().map(({ properties }) => properties.email),
        meetings: account.meetings().map(({ properties }) => properties.hs_meeting_outcome),
        mails: [grace, ada].map(
          (address) =>
            mailbox.messages.filter(({ to }) => to.some((recipient) => recipient.address === address)).length,
        ),
      };
    }
  });

  function expected({ at, outcome, mails }: { at: number | null; outcome: string; mails: number }) {
    const state = (enabled: boolean) => (enabled ? "synced" : "off");
    return {
      sync: { calendar: state(on.calendar), crm: state(on.crm), mail: state(on.mail) },
      events: on.calendar && at !== null ? [at] : [],
      contacts: on.crm ? [grace] : [],
      meetings: on.crm ? [outcome] : [],
      mails: on.mail ? [mails, mails] : [0, 0],
    };
  }

  function silent() {
    return {
      calendar: google.requests.length === 0,
      crm: account.requests.length === 0,
      mail: mailbox.messages.length === 0,
    };
  }
});
