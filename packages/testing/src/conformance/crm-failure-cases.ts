import assert from "node:assert/strict";
import { isIntegrationError, type RecordBookingResult } from "@slotkit/core";
import { makeRecordRequest } from "./booking-snapshots.ts";
import type { CrmCase, CrmUnderTest } from "./crm-under-test.ts";

/** More than an adapter needs for one booking. */
const mostWrites = 6;

/** What happens when the CRM does not answer. */
export const crmFailureCases: readonly CrmCase[] = [
  ...Array.from({ length: mostWrites }, (_, index): CrmCase => {
    const nth = index + 1;
    return {
      name: `nothing is made twice when the answer to write ${nth} is lost`,
      async run(subject) {
        subject.loseAnswer(nth);
        await untilRecorded(subject, {});
        await untilRecorded(subject, { uid: "bk_2" });
        await untilRecorded(subject, {});
        assert.deepEqual(
          (await subject.contacts()).map(({ email }) => email),
          ["grace@example.org"],
        );
        if (!subject.meetings) return;
        const uids = (await subject.meetings()).map(({ bookingUid }) => bookingUid);
        assert.deepEqual(uids.toSorted(), ["bk_1", "bk_2"]);
      },
    };
  }),
  {
    name: "a CRM that is down is told in SlotKit's own words, without anything personal, and mended by a repeat",
    async run({ crm, contacts, goDown, recover }) {
      goDown();
      const error = await crm.recordBooking(makeRecordRequest()).then(
        () => assert.fail("it was recorded"),
        (reason: unknown) => reason,
      );
      assert.ok(isIntegrationError(error), `not an IntegrationError: ${String(error)}`);
      assert.ok(["transient", "unknown_outcome"].includes(error.kind), `a CRM that is down is not ${error.kind}`);
      assert.doesNotMatch(`${error.message} ${error.remedy} ${error.stack}`, /grace|compilers|555 0100/i);
      assert.equal((await crm.check()).state, "down");
      recover();
      await crm.recordBooking(makeRecordRequest());
      assert.equal((await contacts()).length, 1);
      assert.equal((await crm.check()).state, "ok");
    },
  },
  {
    name: "a call that was given up before it began writes nothing",
    async run({ crm, contacts }) {
      await assert.rejects(crm.recordBooking(makeRecordRequest(), { signal: AbortSignal.abort() }));
      assert.deepEqual(await contacts(), []);
    },
  },
  {
    name: "it may be prepared again and again",
    async run({ crm }) {
      if (!crm.prepare) return;
      assert.deepEqual(await crm.prepare(), []);
      assert.deepEqual(await crm.prepare(), []);
    },
  },
];

/** Repeats as the outbox does. */
async function untilRecorded({ crm }: CrmUnderTest, booking: { uid?: string }): Promise<RecordBookingResult> {
  try {
    return await crm.recordBooking(makeRecordRequest(booking));
  } catch (error) {
    if (!isIntegrationError(error)) throw error;
    return crm.recordBooking(makeRecordRequest(booking));
  }
}
