import { describe, it } from "vitest";
import { crmConformance } from "../conformance/crm-conformance.ts";
import { startMemoryCrm } from "./start-memory-crm.ts";

describe("the CRM in memory", () => {
  it.each([...crmConformance(startMemoryCrm, { hasSecondaryAddresses: true })])("$name", ({ run }) => run());
});
