import type { CrmProvider } from "../ports/crm-provider.ts";
import type { OutsideGuards } from "./outside-guards.ts";

/** A CRM behind its breaker: while that is open, writes throw the refusal. */
export function guardCrm(crm: CrmProvider, { breakers }: OutsideGuards): CrmProvider {
  const breaker = () => breakers.policyOf({ integration: "crm", provider: crm.name, credential: "default" });
  const { prepare } = crm;
  return {
    name: crm.name,
    recordBooking: (request, options) =>
      breaker().execute(({ signal }) => crm.recordBooking(request, { signal }), options),
    ...(prepare ? { prepare: (options) => prepare.call(crm, options) } : {}),
    check: (options) => crm.check(options),
  };
}
