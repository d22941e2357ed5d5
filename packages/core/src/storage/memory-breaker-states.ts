import type { BreakerStateRepository } from "../ports/breaker-states.ts";
import type { MemoryTables } from "./memory-tables.ts";

/** The breakers of one client that are not closed, kept in `tables`. */
export function memoryBreakerStates({ breakerStates }: MemoryTables): BreakerStateRepository {
  return {
    list: async () => breakerStates.filter(() => true),
    async replace({ name, expected, next }) {
      if ((breakerStates.get(name)?.revision ?? null) !== expected) return false;
      if (next) breakerStates.set(name, { name, ...next });
      else breakerStates.delete(name);
      return true;
    },
  };
}
