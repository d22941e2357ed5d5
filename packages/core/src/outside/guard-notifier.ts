import type { Notifier } from "../ports/notifier.ts";
import { type DoorOptions, doorPolicy, letOut } from "./door.ts";
import type { OutsideGuards } from "./outside-guards.ts";

/** A notifier behind its door: while its breaker is open, sending throws the refusal. */
export function guardNotifier(notifier: Notifier, { breakers, quotas, surroundings }: OutsideGuards): Notifier {
  const door: DoorOptions = {
    target: { integration: "mail", provider: notifier.name, credential: "default" },
    pacesRequests: notifier.pacesRequests === true,
    breakers,
    quotas,
    surroundings,
  };
  const { calendarFile, close } = notifier;
  return {
    name: notifier.name,
    send: (notification, options) =>
      doorPolicy(door).execute((context) => notifier.send(notification, letOut(door, context)), options),
    ...(calendarFile ? { calendarFile: (request) => calendarFile.call(notifier, request) } : {}),
    check: (options) => notifier.check(options),
    ...(close ? { close: () => close.call(notifier) } : {}),
  };
}
