import type { SyncState } from "../bookings/booking.ts";
import type { Effect, Integration } from "./effect.ts";
import { isWaitingReminder } from "./mail-target.ts";

/** How far a booking's outside effects have come, per integration: the worst of its targets speaks, and what is ignored is silent. */
export function syncStatesOf(effects: readonly Effect[]): Readonly<Record<Integration, SyncState>> {
  const stateOf = (integration: Integration): SyncState => {
    const states = effects
      .filter(
        (effect) => effect.integration === integration && effect.state !== "ignored" && !isWaitingReminder(effect),
      )
      .map(({ state }) => state);
    if (states.length === 0) return "off";
    if (states.includes("manual")) return "manual";
    return states.includes("pending") ? "pending" : "synced";
  };
  return { calendar: stateOf("calendar"), crm: stateOf("crm"), mail: stateOf("mail") };
}
