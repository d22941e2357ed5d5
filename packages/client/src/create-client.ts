import type {
  AvailableSlotsAnswer,
  AvailableSlotsQuery,
  BookingView,
  CancelBody,
  CreateBookingBody,
  EventTypeView,
  HealthAnswer,
  RescheduleBody,
  SlotsAnswer,
  SlotsQuery,
} from "@slotkit/core/http";
import { type Call, type Connection, exchange, type Fetch, parseObject, readJson, refusal } from "./exchange.ts";
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

export interface CallOptions {
  signal?: AbortSignal | undefined;
}

/** Every method throws an `ApiError` (see `isApiError`), or the signal's reason when aborted. */
export interface ApiClient {
  getEventType(slug: string, options?: CallOptions): Promise<EventTypeView>;
  /** @param options.secret - The manage secret that belongs to `query.rescheduleUid`. */
  getSlots(query: SlotsQuery, options?: CallOptions & { secret?: string | undefined }): Promise<SlotsAnswer>;
  getAvailableSlots(query: AvailableSlotsQuery, options?: CallOptions): Promise<AvailableSlotsAnswer>;
  /**
   * Books. After a network failure the same request is sent again, at most twice, under the same key: the API answers a
   * key once, so it cannot book twice. Nothing else in this client is ever repeated.
   *
   * @param options.idempotencyKey - Pass the key of an earlier call to repeat that one by hand.
   */
  createBooking(body: CreateBookingBody, options?: CallOptions & { idempotencyKey?: string }): Promise<BookingView>;
  getBooking(uid: string, secret: string, options?: CallOptions): Promise<BookingView>;
  reschedule(uid: string, secret: string, body: RescheduleBody, options?: CallOptions): Promise<BookingView>;
  cancel(uid: string, secret: string, body?: CancelBody, options?: CallOptions): Promise<BookingView>;
  /** The booking as iCalendar text. There is no plain link to it: the secret travels in a header, never in a URL. */
  getCalendarFile(uid: string, secret: string, options?: CallOptions): Promise<string>;
  /** Answers also when the state is `down`. */
  health(options?: CallOptions): Promise<HealthAnswer>;
}

/** A client of one SlotKit API, for browsers and Node. It keeps no state. */
export function createClient(options: ClientOptions): ApiClient {
  const connection: Connection = {
    baseUrl: options.baseUrl.replace(/\/+$/, ""),
    fetch: options.fetch ?? ((url, init) => globalThis.fetch(url, init)),
    timeoutMs: options.timeoutMs ?? 20_000,
  };
  const newKey = options.idempotencyKey ?? createIdempotencyKey;
  const pauses = { random: options.random ?? Math.random, wait: options.wait ?? wait };

  const ask = async <Answer>(fields: readonly (keyof Answer)[], call: Call): Promise<Answer> =>
    readJson(await exchange(connection, call), fields);
  const askBooking = (call: Call) => ask<BookingView>(["uid", "status", "start"], call);
  const pathOf = (uid: string) => `/bookings/${encodeURIComponent(uid)}`;

  return {
    getEventType: (slug, options) =>
      ask<EventTypeView>(["slug", "title"], { path: `/event-types/${encodeURIComponent(slug)}`, ...options }),
    getSlots: (query, options) => ask<SlotsAnswer>(["slots", "timeZone"], { path: "/slots", query, ...options }),
    getAvailableSlots: (query, options) =>
      ask<AvailableSlotsAnswer>(["slots", "timeZone"], { path: "/bookings/available-slots", query, ...options }),
    createBooking: (body, { signal, idempotencyKey = newKey() } = {}) =>
      repeat(() => askBooking({ path: "/bookings", body, idempotencyKey, signal }), {
        ...pauses,
        signal,
      }),
    getBooking: (uid, secret, options) => askBooking({ path: pathOf(uid), secret, ...options }),
    reschedule: (uid, secret, body, options) =>
      askBooking({ path: `${pathOf(uid)}/reschedule`, body, secret, ...options }),
    cancel: (uid, secret, body, options) =>
      askBooking({ path: `${pathOf(uid)}/cancel`, body: body ?? {}, secret, ...options }),
    getCalendarFile: async (uid, secret, options) => {
      const call = { path: `${pathOf(uid)}/calendar.ics`, secret, ...options };
      const [response, text] = await exchange(connection, call);
      if (response.ok && text.startsWith("BEGIN:VCALENDAR")) return text;
      throw refusal(response, parseObject(text));
    },
    health: (options) => ask<HealthAnswer>(["state", "parts"], { path: "/health", ...options }),
  };
}
