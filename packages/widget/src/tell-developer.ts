import type { Failure } from "./store/failure.ts";

/** Where to look when nothing can be done. */
export interface Setup {
  eventType: string;
  apiBase: string;
  rescheduleUid: string;
  cancelUid: string;
}

/** What the visitor is told in words, the developer is told in terms. */
export function tellDeveloper(failure: Failure, setup: Setup): void {
  // biome-ignore lint/suspicious/noConsole: a wrong configuration has no other way to its developer
  console.error(`<booking-widget>: ${diagnose(failure, setup)}`);
}

function diagnose(failure: Failure, { eventType, apiBase, rescheduleUid, cancelUid }: Setup): string {
  if (failure.kind === "invalid") {
    const refused = failure.fields.map(({ field, message }) => `"${field}" ${message}`).join("; ");
    return `the API at "${apiBase}" refused the request: ${refused || failure.code}.`;
  }
  if (failure.kind !== "missing") return `the API at "${apiBase}" failed: ${failure.code}.`;
  const uid = cancelUid || rescheduleUid;
  if (uid) return `the API at "${apiBase}" knows no booking "${uid}" with this token (${failure.code}).`;
  if (eventType) return `the API at "${apiBase}" knows no event type "${eventType}" (${failure.code}).`;
  return 'set the attribute "event-type", or "reschedule-uid" or "cancel-uid" together with "token".';
}
