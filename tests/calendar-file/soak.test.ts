import fc from "fast-check";
import { expect, it } from "vitest";
import {
  assertNothingInjected,
  fieldsTyped,
  typedByStrangers,
} from "../../packages/notifications/src/hostile-text.fixture.ts";

/** Short by itself; `npm run soak -- calendar-file` asks for a million. */
const values = Number(process.env.SLOTKIT_CALENDAR_FILE_VALUES ?? 1_200);
const seed = Number(process.env.SLOTKIT_CALENDAR_FILE_SEED ?? 1);

it(`a calendar file carries only what we put there, with ${values} values that strangers typed`, () => {
  const startedMs = performance.now();
  const numRuns = Math.ceil(values / fieldsTyped);
  fc.assert(fc.property(typedByStrangers, assertNothingInjected), { numRuns, seed });
  const seconds = Math.round((performance.now() - startedMs) / 1_000);
  console.info(`calendar files: ${numRuns * fieldsTyped} values, 0 lines injected, two parsers, ${seconds} s`);
  expect(numRuns).toBeGreaterThan(0);
}, 3_600_000);
