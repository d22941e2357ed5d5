import type { Failure } from "./store/failure.ts";

/** Where to look when nothing can be done. */
export interface Setup {
  eventType: string;
  apiBase: string;
  rescheduleUid: string;
  cancelUid: string;
}

/** What the visitor is told in words, the developer is told in terms. */
export function tellDeveloper(
  { code, fields }: Failure,
  { eventType, apiBase, rescheduleUid, cancelUid }: Setup,
): void {
  const subject = cancelUid || rescheduleUid || eventType || "a missing event-type";
  // biome-ignore lint/suspicious/noConsole: a wrong configuration has no other way to its developer
  console.error(`<booking-widget>: "${code}" from ${apiBase} for ${subject}`, fields);
}
