import type { EventSnapshot } from "./event-snapshot.ts";
import type { IntegrationError } from "./integration-error.ts";
import type { CallOptions, IntegrationHealth } from "./integration-health.ts";

/** Half-open span of busy time, epoch milliseconds. */
export interface BusySpan {
  start: number;
  end: number;
}

/** Asks for the busy time of several calendars. */
export interface ReadBusyRequest {
  clientId: string;
  calendarIds: readonly string[];
  /** Inclusive. */
  start: number;
  /** Exclusive. */
  end: number;
  /**
   * Spans of events that SlotKit itself delivered, per calendar id. A provider that cannot tell whose event
   * makes a span busy subtracts them; one that can, ignores this.
   */
  ownSpans: Readonly<Record<string, readonly BusySpan[]>>;
}

/** What one calendar answered. Unknown is never free: a calendar that was not read is `failed`, not empty. */
export type CalendarReading =
  | {
      calendarId: string;
      state: "read";
      /** Foreign busy time only, clipped or not, in any order. */
      busy: readonly BusySpan[];
      /** `events`: ours were recognised; `freeBusy`: only spans were visible and ours were subtracted. */
      precision: "events" | "freeBusy";
    }
  | { calendarId: string; state: "failed"; error: IntegrationError };

/** Brings the event of one booking or session to a desired state. */
export interface PutEventRequest {
  calendarId: string;
  /** The id stored from an earlier delivery, or null. */
  calendarEventId: string | null;
  event: EventSnapshot;
}

/** Where the event now is. */
export interface PutEventResult {
  calendarEventId: string;
}

/** Removes the event of one booking or session. */
export interface RemoveEventRequest {
  calendarId: string;
  calendarEventId: string | null;
  clientId: string;
  /** Of the booking or session. */
  uid: string;
}

/**
 * A calendar service. Every call may be repeated: after a time-out nobody knows whether it happened, so ids are derived
 * from the booking or session before anything is sent. Failures are thrown as {@link IntegrationError}.
 */
export interface CalendarProvider {
  /** Shown to operators: `google`. */
  readonly name: string;
  /** Capability: every request waits for `CallOptions.pace`. */
  readonly pacesRequests?: true;
  /** Identity that invitations of this booking or session carry, equal to the one the written event has. Pure. */
  icalUid(uid: string, calendarEventId: string | null): string;
  /**
   * Names the credential with which calls for this calendar are made; a name, never the secret. What fails with one does
   * not close the way for the others. Left out, there is one for all calendars.
   */
  credentialOf?(clientId: string, calendarId: string): string;
  readBusy(request: ReadBusyRequest, options?: CallOptions): Promise<readonly CalendarReading[]>;
  /** Creates or updates; never deletes first. An event of ours that was deleted outside is made anew. */
  putEvent(request: PutEventRequest, options?: CallOptions): Promise<PutEventResult>;
  /** An event that is already gone counts as removed. */
  removeEvent(request: RemoveEventRequest, options?: CallOptions): Promise<void>;
  check(options?: CallOptions): Promise<IntegrationHealth>;
}
