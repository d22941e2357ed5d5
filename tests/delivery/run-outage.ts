import { IntegrationError, memoryStorage } from "@slotkit/core";
import { createFakeClock, createSeededRandom } from "@slotkit/testing/clock";
import { composeForTest } from "@slotkit/testing/fakes";

/** What goes dark, and for how long. */
export interface OutagePlan {
  outageMs: number;
  bookings: number;
  seed: number;
}

/** How the outbox came through. Times are those of the virtual clock. */
export interface OutageOutcome {
  /** Effects that waited when the outage ended. */
  queued: number;
  /** From the end of the outage until each of them was delivered, ascending. */
  drainMs: readonly number[];
  /** Of the mails sent meanwhile: from the booking until the mail had gone, ascending. */
  mailMs: readonly number[];
  /** How long each booking took that was made in the outage, ascending; the first ones find out that all is dark. */
  bookingMs: readonly number[];
  /** Calls that went out into the dark, per hour. */
  callsPerHour: number;
  /** Entries that had to wait for a person. */
  parked: number;
  /** Events or contacts too many, too few or wrong, versions told out of order, mails sent twice. */
  defects: readonly string[];
}

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const answerMs = 200;

/**
 * Calendar and CRM go dark: calls to the one hang, to the other are refused. People go on booking, moving and cancelling.
 * Mail works all the time. Then both come back, and nobody does anything.
 */
export async function runOutage({ outageMs, bookings, seed }: OutagePlan): Promise<OutageOutcome> {
  /** Sunday, so that the first working day is a whole one. */
  const clock = createFakeClock({ startMs: Date.UTC(2026, 10, 22, 8) });
  const storage = memoryStorage({ clock });
  const random = createSeededRandom(seed);
  const { slotkit, calendar, crm, notifier } = composeForTest({
    storage: () => storage,
    weekly: Object.fromEntries(
      ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"].map((day) => [
        day,
        [{ start: "00:00", end: "24:00" }],
      ]),
    ),
    eventType: { durationMinutes: 15, onCalendarError: "open", bookingWindowDays: 120 },
    options: { clock, random, resilience: {} },
  });
  let isDark = false;
  let darkCalls = 0;
  const defects: string[] = [];
  const newest = new Map<string, number>();
  const mailMs: number[] = [];
  const bookedAt = new Map<string, number>();

  const heard = (key: string, version: number) => {
    if (version < (newest.get(key) ?? 0)) defects.push(`${key} heard of version ${version} too late`);
    newest.set(key, version);
  };
  const { putEvent, removeEvent, readBusy } = calendar;
  const hang = (signal: AbortSignal | undefined) => {
    darkCalls++;
    return clock.sleep(Number.MAX_SAFE_INTEGER, signal as never) as Promise<never>;
  };
  calendar.readBusy = async (request, options) =>
    isDark ? hang(options?.signal as never) : readBusy(request, options);
  calendar.putEvent = async (wanted, options) => {
    if (isDark) return hang(options?.signal as never);
    await clock.sleep(answerMs);
    heard(`calendar ${wanted.event.uid}`, wanted.event.version);
    return putEvent(wanted, options);
  };
  calendar.removeEvent = async (gone, options) => {
    if (isDark) return hang(options?.signal as never);
    await clock.sleep(answerMs);
    return removeEvent(gone, options);
  };
  const { recordBooking } = crm;
  crm.recordBooking = async (request, options) => {
    if (isDark) {
      darkCalls++;
      throw new IntegrationError("transient", "Bad gateway.", { remedy: "Nothing to do." });
    }
    await clock.sleep(answerMs);
    heard(`crm ${request.booking.uid}`, request.booking.version);
    return recordBooking(request, options);
  };
  const { send } = notifier;
  notifier.send = async (mail, options) => {
    await clock.sleep(answerMs);
    // The attendee's carry a link that is derived outside of the clock's time, so the hosts' tell how long mails take.
    if (mail.audience === "host") mailMs.push(clock.now() - (bookedAt.get(mail.booking.uid) ?? clock.now()));
    await send(mail, options);
  };

  /** Lets time pass until a promise settles, and tells how much that was. */
  async function timed<T>(work: Promise<T>): Promise<{ tookMs: number; value: T }> {
    const startedMs = clock.monotonicMs();
    let settled = false;
    const end = () => {
      settled = true;
    };
    work.then(end, end);
    // Links are derived outside of the clock's time, which therefore goes on only now and then.
    for (let turns = 1; !settled; turns++) await clock.advance(turns % 50 === 0 ? 10 : 0);
    return { tookMs: clock.monotonicMs() - startedMs, value: await work };
  }

  /** When a change was stored, from which its mails are timed. */
  async function noted<T extends { booking: { uid: string } }>(change: Promise<T>): Promise<T> {
    const changed = await change;
    bookedAt.set(changed.booking.uid, clock.now());
    return changed;
  }

  await slotkit.start();
  isDark = true;
  const bookingMs: number[] = [];
  const made: string[] = [];
  const first = clock.now() + outageMs + 24 * hourMs;
  const darkUntil = clock.now() + outageMs;
  const everyMs = Math.floor(outageMs / (bookings + 1));
  for (let index = 0; index < bookings; index++) {
    const start = first - (first % (15 * minuteMs)) + index * 30 * minuteMs;
    const attendee = { name: "Grace Example", email: `grace${index}@example.org` };
    const { tookMs, value } = await timed(noted(slotkit.book({ eventType: "intro", start, attendee })));
    bookingMs.push(tookMs);
    made.push(value.booking.uid);
    const uid = made[Math.floor(random.float() * made.length)] ?? "";
    if (index % 10 === 4) await timed(noted(slotkit.reschedule({ uid, start: start + 15 * minuteMs })).catch(isOver));
    if (index % 10 === 9) await timed(noted(slotkit.cancel({ uid })).catch(isOver));
    await clock.advance(Math.max(0, everyMs - tookMs));
  }
  await clock.advance(Math.max(0, darkUntil - clock.now()));
  isDark = false;

  const waiting = async () =>
    (await storage.forClient("default").effects.ofSubjects(made)).filter(({ state }) => state !== "done").length;
  const queued = await waiting();
  const endedMs = clock.monotonicMs();
  const drainMs: number[] = [];
  for (let left = queued; left > 0 && clock.monotonicMs() - endedMs < hourMs; ) {
    await clock.advance(100);
    const now = await waiting();
    for (; left > now; left--) drainMs.push(clock.monotonicMs() - endedMs);
  }

  const { manual: parked } = await slotkit.summarizeSyncQueue();
  for (const uid of made) {
    const { booking } = await slotkit.getBooking(uid);
    const events = [...calendar.events.values()].filter((event) => event.uid === uid);
    const isLive = booking.status === "confirmed";
    if (events.length !== (isLive ? 1 : 0)) defects.push(`${uid} is ${booking.status} and has ${events.length} events`);
    if (isLive && events[0]?.start !== booking.start) defects.push(`the event of ${uid} is at another time`);
    const contacts = [...crm.contacts.values()].filter((contact) => contact.bookings.has(uid));
    if (contacts.length !== 1 || contacts[0]?.bookings.get(uid)?.version !== booking.version) {
      defects.push(`the CRM does not know ${uid} as it is`);
    }
  }
  const ids = notifier.sent.map(({ id }) => id);
  if (new Set(ids).size !== ids.length) defects.push("a mail was sent twice");
  const stopped = slotkit.stop();
  await clock.advance(10 * secondMs);
  await stopped;
  const ascending = (numbers: number[]) => numbers.sort((a, b) => a - b);
  return {
    queued,
    drainMs,
    mailMs: ascending(mailMs),
    bookingMs: ascending(bookingMs),
    callsPerHour: darkCalls / (outageMs / hourMs),
    parked,
    defects,
  };
}

/** A booking that was cancelled before can be changed no more. */
function isOver(error: unknown): void {
  if ((error as { code?: unknown }).code !== "invalid_transition") throw error;
}

/** The value that so large a share of ascending numbers does not exceed. */
export function percentile(ascending: readonly number[], share: number): number {
  return ascending[Math.min(ascending.length - 1, Math.floor(ascending.length * share))] ?? 0;
}
