import type { Clock } from "@slotkit/core";
import { isIntegrationError } from "@slotkit/core";
import {
  type EnsuredProperties,
  type EnsurePropertiesOptions,
  type EnsurePropertiesResult,
  ensureProperties,
} from "./ensure-properties.ts";
import type { HubSpotConnection } from "./hubspot-connection.ts";
import { lookupLifetimeMs } from "./lookup-cache.ts";
import type { PropertyDefinition } from "./property-mapping.ts";

/** The properties of the account, as far as bookings are written to them. */
export interface AccountProperties {
  /** Brings about what is missing, and asks the account for the types. */
  ensure(connection: HubSpotConnection, options?: EnsurePropertiesOptions): Promise<EnsurePropertiesResult>;
  /** The type of a property, as the account has it; asked for at most every 30 minutes. */
  types(connection: HubSpotConnection, signal: AbortSignal | undefined): Promise<(property: string) => string>;
  /** A property was there and is no more: brought about again by the next booking, though not by each of many. */
  suspect(): void;
  /** What a person has to see to, in sentences. */
  remarks(): readonly string[];
}

const leastAgeMs = 5 * 60_000;

/**
 * A key that may not read the account's properties costs the types and nothing else: each property is then taken for what
 * SlotKit would have made, and what HubSpot refuses is left out.
 */
export function createAccountProperties(wanted: readonly PropertyDefinition[], clock: Clock): AccountProperties {
  let known: { ensured: EnsuredProperties | null; sinceMs: number } | null = null;
  let suspected = false;

  async function ensure(
    connection: HubSpotConnection,
    options?: EnsurePropertiesOptions,
  ): Promise<EnsurePropertiesResult> {
    const ensured = await ensureProperties(wanted, connection, options);
    if (!options?.dryRun) known = { ensured, sinceMs: clock.monotonicMs() };
    suspected = false;
    const { types: _, ...result } = ensured;
    return result;
  }

  return {
    ensure,
    async types(connection, signal) {
      const ageMs = known === null ? Number.POSITIVE_INFINITY : ageOf(known, clock);
      if (ageMs > (suspected ? leastAgeMs : lookupLifetimeMs)) {
        await ensure(connection, { signal }).catch((error: unknown) => {
          if (!(isIntegrationError(error) && error.status === 403)) throw error;
          known = { ensured: known?.ensured ?? null, sinceMs: clock.monotonicMs() };
        });
      }
      const assumed = new Map<string, string>(wanted.map(({ name, type }) => [name, type]));
      return (property) => known?.ensured?.types.get(property) ?? assumed.get(property) ?? "enumeration";
    },
    suspect() {
      suspected = true;
    },
    remarks() {
      const { unfit = [], missingOptions = [] } = known?.ensured ?? {};
      return [
        ...unfit.map(
          ({ name, type, needed }) =>
            `The contact property ${name} is of type ${type} and cannot hold a ${needed}, so it is not written: map another property, or change it in HubSpot.`,
        ),
        ...missingOptions.map(
          ({ name, options }) =>
            `The contact property ${name} does not offer ${options.join(", ")}: add these options in HubSpot, or map another property.`,
        ),
      ];
    },
  };
}

function ageOf({ sinceMs }: { sinceMs: number }, clock: Clock): number {
  return clock.monotonicMs() - sinceMs;
}
