import assert from "node:assert/strict";
import type { CalendarRead } from "@slotkit/core";
import type { StorageCase } from "./storage-case.ts";
import { minute, morning } from "./storage-fixtures.ts";

/** What outside calendars last answered. */
export const calendarReadCases: readonly StorageCase[] = [
  {
    name: "calendar reads come back as they were stored, those that only touch the range left out",
    async run({ storage }) {
      const { calendarReads } = storage.forClient("acme");
      const busy = [
        { start: morning + minute, end: morning + 2 * minute },
        { start: morning + 5 * minute, end: morning + 9 * minute },
      ];
      const first = makeRead(0, 60, { busy });
      const second = makeRead(60, 120, { precision: "freeBusy" });
      const other = makeRead(0, 60, { calendarId: "bob@example.com" });
      await calendarReads.save([second, first, other]);
      const during = (calendarIds: string[], from: number, to: number) =>
        calendarReads.overlapping(calendarIds, morning + from * minute, morning + to * minute);
      assert.deepEqual(await during(["ada@example.com", "bob@example.com"], 0, 120), [first, second, other]);
      assert.deepEqual(await during(["ada@example.com"], 59, 60), [first]);
      assert.deepEqual(await during(["ada@example.com"], 120, 180), []);
      assert.deepEqual(await during([], 0, 120), []);
      await calendarReads.save([]);
    },
  },
  {
    name: "a read replaces what it covers, and a newer read that covers it stays",
    async run({ storage }) {
      const { calendarReads } = storage.forClient("acme");
      const stored = () => calendarReads.overlapping(["ada@example.com"], 0, Number.MAX_SAFE_INTEGER);
      const inside = makeRead(10, 20, { readAt: morning });
      const wide = makeRead(0, 60, { readAt: morning + 1 });
      await calendarReads.save([inside]);
      await calendarReads.save([wide]);
      assert.deepEqual(await stored(), [wide]);
      await calendarReads.save([inside]);
      await calendarReads.save([makeRead(0, 60, { readAt: morning })]);
      assert.deepEqual(await stored(), [wide]);

      const fresh = makeRead(10, 20, { readAt: morning + 2 });
      const beside = makeRead(50, 90, { readAt: morning });
      await calendarReads.save([fresh, beside]);
      assert.deepEqual(await stored(), [wide, fresh, beside]);
      const again = makeRead(0, 60, { readAt: morning + 1, busy: [{ start: morning, end: morning + minute }] });
      await calendarReads.save([again]);
      assert.deepEqual(await stored(), [again, fresh, beside]);
    },
  },
];

function makeRead(from: number, to: number, changes: Partial<CalendarRead> = {}): CalendarRead {
  return {
    calendarId: "ada@example.com",
    start: morning + from * minute,
    end: morning + to * minute,
    busy: [],
    precision: "events",
    readAt: morning,
    ...changes,
  };
}
