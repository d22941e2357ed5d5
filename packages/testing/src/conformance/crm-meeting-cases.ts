import assert from "node:assert/strict";
import type { BookingSnapshot } from "@slotkit/core";
import { makeRecordRequest, makeSnapshot } from "./booking-snapshots.ts";
import type { CrmCase, CrmMeetingFacts, CrmUnderTest } from "./crm-under-test.ts";

const { start, end } = makeSnapshot();
const later = { start: start + 86_400_000, end: end + 86_400_000, moved: true };

/** What becomes of a booking after the first delivery, and the outcome its record then shows. */
const lives: readonly (readonly [outcome: CrmMeetingFacts["outcome"], changes: Partial<BookingSnapshot>])[] = [
  ["scheduled", {}],
  ["rescheduled", later],
  ["cancelled", { status: "cancelled", reason: "ill" }],
  ["cancelled", { ...later, status: "cancelled" }],
  ["cancelled", { status: "rejected" }],
  ["completed", { status: "completed" }],
  ["noShow", { status: "completed", noShow: { host: false, attendee: true } }],
  ["noShow", { status: "confirmed", noShow: { host: true, attendee: false } }],
];

/** The record of a booking beside its contact, for CRMs that keep one. */
export const crmMeetingCases: readonly CrmCase[] = [
  ...lives.map(
    ([outcome, changes]): CrmCase => ({
      name: `one record follows a booking that is ${JSON.stringify(changes)}: ${outcome}`,
      async run(subject) {
        const first = await subject.crm.recordBooking(makeRecordRequest());
        const booking = { version: 2, ...changes };
        const expected = [
          { start, end, ...timesOf(changes), bookingUid: "bk_1", contactIds: [first.contactId], outcome },
        ];
        assert.deepEqual(await subject.crm.recordBooking(makeRecordRequest(booking, first)), first);
        await expectMeetings(subject, expected);
        // After a crash the ids may be unknown.
        assert.deepEqual(await subject.crm.recordBooking(makeRecordRequest(booking)), first);
        await expectMeetings(subject, expected);
      },
    }),
  ),
  {
    name: "a no-show that is taken back leaves no trace",
    async run(subject) {
      const missed = { version: 2, status: "completed", noShow: { host: false, attendee: true } } as const;
      const ids = await subject.crm.recordBooking(makeRecordRequest(missed));
      await subject.crm.recordBooking(makeRecordRequest({ version: 3, status: "completed" }, ids));
      await expectMeetings(subject, [
        { bookingUid: "bk_1", contactIds: [ids.contactId], start, end, outcome: "completed" },
      ]);
    },
  },
  {
    name: "bookings of one contact have a record each",
    async run(subject) {
      const { contactId } = await subject.crm.recordBooking(makeRecordRequest());
      await subject.crm.recordBooking(makeRecordRequest({ uid: "bk_2", ...later, moved: false }));
      await expectMeetings(subject, [
        { bookingUid: "bk_1", contactIds: [contactId], start, end, outcome: "scheduled" },
        {
          bookingUid: "bk_2",
          contactIds: [contactId],
          start: later.start,
          end: later.end,
          outcome: "scheduled",
        },
      ]);
    },
  },
];

async function expectMeetings({ meetings }: CrmUnderTest, expected: readonly CrmMeetingFacts[]): Promise<void> {
  if (!meetings) return;
  const found = (await meetings()).toSorted((one, other) => (one.bookingUid < other.bookingUid ? -1 : 1));
  assert.deepEqual(found, expected);
}

function timesOf(changes: Partial<BookingSnapshot>): Partial<Pick<CrmMeetingFacts, "start" | "end">> {
  return changes.start === undefined || changes.end === undefined ? {} : { start: changes.start, end: changes.end };
}
