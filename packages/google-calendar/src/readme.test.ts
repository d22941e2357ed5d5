import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { failureTable } from "./failure-table.ts";
import { googleCalendarScopes } from "./google-auth.ts";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");

it("the README explains every reason that the adapter knows, and names every scope", () => {
  const reasons = failureTable.flatMap(({ reasons = [], reason }) =>
    reason === undefined ? reasons : [...reasons, reason],
  );
  const words = [...reasons, "clock_skew", "unreadable_answer", "timeout", "missing", ...googleCalendarScopes];
  expect(words.filter((word) => !readme.includes(`\`${word}\``))).toEqual([]);
});
