import { crmContactCases } from "./crm-contact-cases.ts";
import { crmFailureCases } from "./crm-failure-cases.ts";
import { crmMeetingCases } from "./crm-meeting-cases.ts";
import type { CrmAbilities, CrmUnderTest } from "./crm-under-test.ts";
import type { ConformanceCase } from "./storage-conformance.ts";

const cases = [...crmContactCases, ...crmMeetingCases, ...crmFailureCases];

/**
 * The guarantees that every CRM of SlotKit keeps, as tests: one contact for an address, one record for a booking, nothing
 * overwritten or cleared, nothing made twice after a lost answer, failures translated.
 *
 * ```ts
 * import { crmConformance } from "@slotkit/testing/conformance";
 * import { startMemoryCrm } from "@slotkit/testing/fakes";
 * import { test } from "vitest";
 *
 * for (const { name, run } of crmConformance(startMemoryCrm)) test(name, run);
 * ```
 *
 * @param createCrm - Gives a new, empty CRM to each case, which closes it at the end.
 */
export function crmConformance(
  createCrm: () => Promise<CrmUnderTest>,
  abilities: CrmAbilities = {},
): readonly ConformanceCase[] {
  return cases
    .filter(({ needs }) => needs === undefined || abilities[needs] === true)
    .map(({ name, run }) => ({
      name,
      async run() {
        const subject = await createCrm();
        try {
          await subject.crm.prepare?.();
          await run(subject);
        } finally {
          await subject.close();
        }
      },
    }));
}
