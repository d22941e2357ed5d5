import type { Notification } from "@slotkit/core";

/** Does the recipient no longer take part: because the meeting is off, or because another host has it? */
export function isOffFor({ kind, audience }: Pick<Notification, "kind" | "audience">): boolean {
  return kind === "cancelled" || kind === "declined" || (kind === "reassigned" && audience === "host");
}
