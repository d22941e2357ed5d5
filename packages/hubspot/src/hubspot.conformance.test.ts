import { crmConformance } from "@slotkit/testing/conformance";
import { describe, it } from "vitest";
import { startHubSpotUnderTest } from "./hubspot-under-test.fixture.ts";

describe.each(["2026-09", "v3"] as const)("the CRM contract, by HubSpot's API %s", (apiVersion) => {
  const cases = crmConformance(() => startHubSpotUnderTest(apiVersion), { hasSecondaryAddresses: true });
  it.each([...cases])("$name", ({ run }) => run());
});
