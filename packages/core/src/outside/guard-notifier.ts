import type { Notifier } from "../ports/notifier.ts";
import type { OutsideGuards } from "./outside-guards.ts";

/** A notifier behind its breaker: while that is open, sending throws the refusal. */
export function guardNotifier(notifier: Notifier, { breakers }: OutsideGuards): Notifier {
  const breaker = () => breakers.policyOf({ integration: "mail", provider: notifier.name, credential: "default" });
  const { calendarFile, close } = notifier;
  return {
    name: notifier.name,
    send: (notification, options) =>
      breaker().execute(({ signal }) => notifier.send(notification, { signal }), options),
    ...(calendarFile ? { calendarFile: (request) => calendarFile.call(notifier, request) } : {}),
    check: (options) => notifier.check(options),
    ...(close ? { close: () => close.call(notifier) } : {}),
  };
}
