import { type BookingCalls, bookingCalls } from "./calls/bookings.ts";
import type { Caller } from "./calls/caller.ts";
import { type EventTypeCalls, eventTypeCalls } from "./calls/event-types.ts";
import { type HealthCalls, healthCalls } from "./calls/health.ts";
import { type ReservationCalls, reservationCalls } from "./calls/reservations.ts";
import { type SlotCalls, slotCalls } from "./calls/slots.ts";
import { type Connection, exchange, type Fetch, parseObject, readJson, refusal } from "./exchange.ts";
import { createIdempotencyKey } from "./idempotency-key.ts";
import { repeat, wait } from "./repeat.ts";

export interface ClientOptions {
  /** Where the API is mounted: `/api`, or `https://example.com/api` from another origin. A closing slash does not matter. */
  baseUrl: string;
  /** Default: the global `fetch`. */
  fetch?: Fetch;
  /** One key per booking that is meant once. Default: `createIdempotencyKey`. */
  idempotencyKey?: () => string;
  /** After this long without an answer a request counts as a network failure. Default: 20 000. */
  timeoutMs?: number;
  /** Draws from [0, 1) for the delays between repeats. Default: `Math.random`. */
  random?: () => number;
  /** Waits between repeats. Default: a timer that the signal ends. */
  wait?: (delayMs: number, signal?: AbortSignal) => Promise<void>;
}

/** Every method throws an `ApiError` (see `isApiError`), or the signal's reason when aborted. */
export interface ApiClient extends EventTypeCalls, SlotCalls, ReservationCalls, BookingCalls, HealthCalls {}

/** A client of one SlotKit API, for browsers and Node. It keeps no state. */
export function createClient(options: ClientOptions): ApiClient {
  const caller = createCaller(options);
  return {
    ...eventTypeCalls(caller),
    ...slotCalls(caller),
    ...reservationCalls(caller),
    ...bookingCalls(caller),
    ...healthCalls(caller),
  };
}

/** What the groups of calls are made with, for a bundle that needs few of them: `slotCalls(createCaller(options))`. */
export function createCaller(options: ClientOptions): Caller {
  const connection: Connection = {
    baseUrl: options.baseUrl.replace(/\/+$/, ""),
    fetch: options.fetch ?? ((url, init) => globalThis.fetch(url, init)),
    timeoutMs: options.timeoutMs ?? 20_000,
  };
  const pauses = { random: options.random ?? Math.random, wait: options.wait ?? wait };
  return {
    ask: async (fields, call) => readJson(await exchange(connection, call), fields),
    async askText(beginning, call) {
      const [response, text] = await exchange(connection, call);
      if (response.ok && text.startsWith(beginning)) return text;
      throw refusal(response, parseObject(text));
    },
    async tell(call) {
      const [response, text] = await exchange(connection, call);
      if (response.status !== 204) throw refusal(response, parseObject(text));
    },
    repeat: (attempt, signal) => repeat(attempt, { ...pauses, signal }),
    newKey: options.idempotencyKey ?? createIdempotencyKey,
  };
}
