import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { answerWithFault } from "../faults/answer-with-fault.ts";
import { createFaultScript, type FaultScript, type HttpAnswer } from "../faults/fault-script.ts";
import { createApiRouter, type ReceivedRequest } from "./api-router.ts";
import { type CalendarState, createCalendarState, type GoogleCalendar } from "./calendar-state.ts";
import { createCalendarsRoutes } from "./calendars-routes.ts";
import type { GoogleEvent, GoogleEventDraft } from "./event-resource.ts";
import { createEventsListRoute } from "./events-list.ts";
import { createEventsRoutes } from "./events-routes.ts";
import { createFreeBusyRoute, type FreeBusyReason } from "./free-busy.ts";
import { createGoogleFetch } from "./google-fetch.ts";
import { createOutsideEvents } from "./outside-events.ts";
import { createServiceAccount, type ServiceAccountCredentials } from "./service-account.ts";
import { createTokenEndpoint, type TokenEndpoint } from "./token-endpoint.ts";

export interface GoogleStandInOptions {
  /** Default: 0, any free port. */
  port?: number;
  /** Stamps events; epoch milliseconds. Default: the system's clock. */
  clock?: { now(): number };
  /**
   * The clock of the token endpoint and of the `Date` header. Default: the system's clock, for Google's own client signs
   * with that and would be told `invalid_grant` by any other.
   */
  tokenClock?: { now(): number };
  /** Default: one calendar, `ada@example.com` in `Europe/Berlin`, in which the caller may write. */
  calendars?: readonly GoogleCalendar[];
  /** Whether the service account may stand for users and, doing so, invite guests. Default: `false`. */
  delegation?: boolean;
  /** Answers the first page of every event list empty, with a token for the next, as Google may. Default: `false`. */
  emptyFirstPage?: boolean;
}

/** One request as it arrived, without its body and without anything secret. */
export interface LoggedRequest {
  method: string;
  path: string;
  /** The query, tokens and keys left out. */
  query: string;
}

export interface GoogleStandIn {
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  readonly url: string;
  /** A key of a service account that exists nowhere but here. */
  readonly credentials: ServiceAccountCredentials;
  /** To hand to Google's client as `fetchImplementation`: takes Google's own addresses to the stand-in. */
  readonly fetch: typeof fetch;
  /** Every request since the start, in order of arrival. */
  readonly requests: readonly LoggedRequest[];
  readonly faults: FaultScript;
  /** Answers of the stand-in itself that departed from the discovery document: always empty unless it is broken. */
  readonly violations: readonly string[];
  /** Everything ever put into a calendar and not purged, deleted events included, in order of creation. */
  events(calendarId: string): GoogleEvent[];
  /** Puts an event into a calendar as a person would, past every rule for API callers; only start and end are required. */
  addOutsideEvent(calendarId: string, event: GoogleEventDraft & { id?: string }): GoogleEvent;
  /** Changes an event as a person would: moves it, declines it, deletes it with `{ status: "cancelled" }`. */
  changeOutside(calendarId: string, eventId: string, change: Partial<GoogleEventDraft>): GoogleEvent;
  /** Makes free/busy of one calendar fail inside a 200 answer, or work again when no reason is given. */
  failFreeBusy(calendarId: string, reason?: FreeBusyReason): void;
  /** Makes every access token given out so far invalid: the next call answers 401. */
  revokeTokens(): void;
  /** Makes every sync token invalid: the next incremental list answers 410. */
  expireSyncTokens(): void;
  /** Lets deleted events vanish for good. Their ids stay taken, and sync tokens end, for they cannot tell any more. */
  purgeDeleted(): void;
  /** Stops listening and drops every connection, hanging ones too. */
  close(): Promise<void>;
}

const ADA: GoogleCalendar = {
  id: "ada@example.com",
  summary: "Ada Example",
  timeZone: "Europe/Berlin",
  accessRole: "writer",
};

/**
 * Starts a Google Calendar v3 on this machine: a real server on a real socket that keeps state, checks every request and
 * every answer of its own against Google's discovery document, and fails as scripted.
 *
 * What it does not play (sharing, push channels, exceptions of a series, conferences, …) it answers with 501 and says so.
 *
 * ```ts
 * import { startGoogleStandIn } from "@slotkit/testing/google";
 * import { auth } from "googleapis/build/src/apis/calendar/index.js";
 *
 * const google = await startGoogleStandIn();
 * const client = new auth.JWT({
 *   email: google.credentials.client_email,
 *   key: google.credentials.private_key,
 *   scopes: ["https://www.googleapis.com/auth/calendar"],
 *   transporterOptions: { fetchImplementation: google.fetch },
 * });
 * ```
 */
export async function startGoogleStandIn(options: GoogleStandInOptions = {}): Promise<GoogleStandIn> {
  const { port = 0, clock = Date, tokenClock = Date, calendars = [ADA] } = options;
  const now = () => clock.now();
  const state = createCalendarState(calendars, now);
  const list = createEventsListRoute(state, now, { emptyFirstPage: options.emptyFirstPage ?? false });
  const freeBusyFailures = new Map<string, FreeBusyReason>();
  const violations: string[] = [];
  const requests: LoggedRequest[] = [];
  const faults = createFaultScript();

  const server = createServer();
  const url = await listen(server, port);
  const account = await createServiceAccount(url);
  const tokens = createTokenEndpoint(account, { now: () => tokenClock.now(), delegation: options.delegation ?? false });
  const api = createApiRouter({
    routes: {
      ...createCalendarsRoutes(state),
      ...createEventsRoutes(state, now),
      "calendar.events.list": list.route,
      "calendar.freebusy.query": createFreeBusyRoute(state, freeBusyFailures),
    },
    tokens,
    onViolation: (violation) => violations.push(violation),
  });

  const serve = async (message: IncomingMessage, response: ServerResponse) => {
    const request = await receive(message);
    requests.push(logged(request));
    response.setHeader("date", new Date(tokenClock.now()).toUTCString());
    await answerWithFault(response, faults.match(request), () => answer(request, tokens, api, violations));
  };
  server.on("request", (message, response) => {
    // A caller that went away in the middle of its request gets no answer; anything else is answered inside.
    serve(message, response).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  });

  return {
    url,
    credentials: account.credentials,
    fetch: createGoogleFetch(url),
    requests,
    faults,
    violations,
    events: (calendarId) => eventsIn(state, calendarId),
    ...createOutsideEvents(state, now),
    failFreeBusy(calendarId, reason) {
      if (reason === undefined) freeBusyFailures.delete(calendarId);
      else freeBusyFailures.set(calendarId, reason);
    },
    revokeTokens: () => tokens.revokeAll(),
    expireSyncTokens: () => list.tokens.expireSync(),
    purgeDeleted() {
      state.purgeDeleted();
      list.tokens.expireSync();
    },
    close: () => close(server),
  };
}

function answer(
  request: ReceivedRequest,
  tokens: TokenEndpoint,
  api: (request: ReceivedRequest) => HttpAnswer,
  violations: string[],
): HttpAnswer {
  try {
    const isTokenCall = request.method === "POST" && request.path === "/token";
    return isTokenCall ? tokens.answer(new URLSearchParams(request.body)) : api(request);
  } catch (error) {
    // A defect of the stand-in itself: the caller sees it, the test can see it, and the process under test lives on.
    violations.push(`${request.method} ${request.path}: ${String(error)}`);
    return { status: 500, body: JSON.stringify({ error: { code: 500, message: `Stand-in: ${String(error)}` } }) };
  }
}

async function receive(message: IncomingMessage): Promise<ReceivedRequest> {
  const { pathname, searchParams } = new URL(message.url ?? "/", "http://stand-in");
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  const { method = "GET", headers } = message;
  return { method, path: pathname, query: searchParams, headers, body: Buffer.concat(chunks).toString("utf8") };
}

const SECRET_PARAMETERS = ["access_token", "oauth_token", "key"];

function logged({ method, path, query }: ReceivedRequest): LoggedRequest {
  const shown = new URLSearchParams(query);
  for (const name of SECRET_PARAMETERS) shown.delete(name);
  return { method, path, query: shown.toString() };
}

function eventsIn(state: CalendarState, calendarId: string): GoogleEvent[] {
  if (!state.calendars.some(({ id }) => id === calendarId)) throw new Error(`There is no calendar "${calendarId}".`);
  return state.records(calendarId).map(({ event }) => structuredClone(event));
}

async function listen(server: Server, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function close(server: Server): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)));
    server.closeAllConnections();
  });
}
