import type { IntegrationError, Notification, Notifier } from "@slotkit/core";

/** Keeps what would have been sent. */
export interface MemoryNotifier extends Notifier {
  readonly sent: readonly Notification[];
  /** While set, sending rejects with it. */
  failSends: IntegrationError | null;
}

/** Starts empty. */
export function createMemoryNotifier(): MemoryNotifier {
  const sent: Notification[] = [];
  const notifier: MemoryNotifier = {
    name: "memory",
    sent,
    failSends: null,
    async send(notification) {
      if (notifier.failSends) throw notifier.failSends;
      sent.push(notification);
    },
    check: async () => ({ state: "ok", latencyMs: 0, detail: null }),
  };
  return notifier;
}
