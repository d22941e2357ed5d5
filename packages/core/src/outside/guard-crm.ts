import type { CrmProvider } from "../ports/crm-provider.ts";
import { type DoorOptions, doorPolicy, letOut } from "./door.ts";
import type { OutsideGuards } from "./outside-guards.ts";

/** A CRM behind its door: while its breaker is open, writes throw the refusal. */
export function guardCrm(crm: CrmProvider, { breakers, quotas, surroundings }: OutsideGuards): CrmProvider {
  const door: DoorOptions = {
    target: { integration: "crm", provider: crm.name, credential: "default" },
    pacesRequests: crm.pacesRequests === true,
    breakers,
    quotas,
    surroundings,
  };
  const { prepare } = crm;
  return {
    name: crm.name,
    recordBooking: (request, options) =>
      doorPolicy(door).execute((context) => crm.recordBooking(request, letOut(door, context)), options),
    ...(prepare ? { prepare: (options) => prepare.call(crm, options) } : {}),
    check: (options) => crm.check(options),
  };
}
