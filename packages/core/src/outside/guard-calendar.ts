import type { CalendarProvider, CalendarReading, ReadBusyRequest } from "../ports/calendar-provider.ts";
import type { CallOptions } from "../ports/integration-health.ts";
import { failureKindOf } from "../resilience/failure-kind-of.ts";
import { verdictOf } from "../resilience/verdict.ts";
import { isDeadlineExceeded } from "../resilience/with-deadline.ts";
import { wrap } from "../resilience/wrap.ts";
import { type DoorOptions, doorPolicy, type LetOut, letOut, letReadsOut } from "./door.ts";
import type { OutsideGuards } from "./outside-guards.ts";
import { readFailureOf } from "./read-failure-of.ts";

const onlyCredential = "default";

/**
 * A calendar behind a door for each credential: breakers, places, quotas. Reads serve people who wait: they have one deadline and
 * one cheap repeat, they go before writes, and a credential that is held to be down fails at once, as its calendars' readings.
 * Writes throw the refusal.
 */
export function guardCalendar(
  calendar: CalendarProvider,
  { breakers, quotas, surroundings, readPolicy }: OutsideGuards,
): CalendarProvider {
  const credentialOf = (clientId: string, calendarId: string) =>
    calendar.credentialOf?.(clientId, calendarId) ?? onlyCredential;
  const doorOf = (credential: string): DoorOptions => ({
    target: { integration: "calendar", provider: calendar.name, credential },
    pacesRequests: calendar.pacesRequests === true,
    breakers,
    quotas,
    surroundings,
  });
  const write = <T>(clientId: string, calendarId: string, call: (out: LetOut) => Promise<T>, options?: CallOptions) => {
    const door = doorOf(credentialOf(clientId, calendarId));
    return doorPolicy(door).execute((context) => call(letOut(door, context)), options);
  };

  async function readWith(credential: string, request: ReadBusyRequest, options: CallOptions) {
    let latest: readonly CalendarReading[] = [];
    try {
      const door = doorOf(credential);
      return await wrap(readPolicy, doorPolicy(door)).execute(
        async (context) => {
          latest = [];
          latest = await calendar.readBusy(request, letReadsOut(door, context));
          throwIfAllFailed(latest);
          return latest;
        },
        { ...options, urgent: true },
      );
    } catch (error) {
      if (options.signal?.aborted && !isDeadlineExceeded(options.signal.reason)) throw error;
      const failure = readFailureOf(error);
      return request.calendarIds.map(
        (calendarId): CalendarReading =>
          latest.find((reading) => reading.calendarId === calendarId) ?? {
            calendarId,
            state: "failed",
            error: failure,
          },
      );
    }
  }

  return {
    name: calendar.name,
    icalUid: (bookingUid, calendarEventId) => calendar.icalUid(bookingUid, calendarEventId),
    credentialOf,
    async readBusy(request, options = {}) {
      const byCredential = new Map<string, string[]>();
      for (const calendarId of request.calendarIds) {
        const credential = credentialOf(request.clientId, calendarId);
        byCredential.set(credential, [...(byCredential.get(credential) ?? []), calendarId]);
      }
      const readings = [...byCredential].map(([credential, calendarIds]) =>
        readWith(credential, { ...request, calendarIds }, options),
      );
      return (await Promise.all(readings)).flat();
    },
    putEvent: (request, options) =>
      write(request.event.clientId, request.calendarId, (out) => calendar.putEvent(request, out), options),
    removeEvent: (request, options) =>
      write(request.clientId, request.calendarId, (out) => calendar.removeEvent(request, out), options),
    check: (options) => calendar.check(options),
  };
}

/** When no calendar could be read it is the credential or the provider that failed; one that could be is a sign of life. */
function throwIfAllFailed(readings: readonly CalendarReading[]): void {
  const errors = readings.flatMap((reading) => (reading.state === "failed" ? [reading.error] : []));
  if (errors.length === 0 || errors.length < readings.length) return;
  throw errors.find((error) => verdictOf(failureKindOf(error)) === "failed") ?? errors[0];
}
