import { randomBytes } from "node:crypto";
import type { GoogleEvent } from "./event-resource.ts";
import type { EventsListQuery } from "./events-list-query.ts";
import { badRequest, fullSyncRequired, invalid } from "./google-error.ts";

/** A list under way: everything it will hold, fixed when its first page was asked for, and how far it has come. */
export interface ListPage {
  items: Partial<GoogleEvent>[];
  from: number;
  /** The change up to which the list is complete. */
  revision: number;
}

/** The tokens that tie the requests of one list, and of one list to the next, together. */
export interface ListTokens {
  issuePage(calendarId: string, query: EventsListQuery, page: ListPage): string;
  /** @throws {GoogleError} 400 for a token that is none, or comes with another query than the page before. */
  readPage(token: string, calendarId: string, query: EventsListQuery): ListPage;
  /** No token for a query that an incremental sync could not repeat. */
  issueSync(calendarId: string, query: EventsListQuery, revision: number): { nextSyncToken?: string };
  /**
   * The change after which the caller wants to hear more.
   *
   * @throws {GoogleError} 410 for a token that is unknown or expired; 400 beside a filter that is not allowed with it, or
   *   when the query differs from the one it came from.
   */
  readSync(token: string, calendarId: string, query: EventsListQuery): number;
  /** Makes every sync token invalid, as an expiry or a change of access does. */
  expireSync(): void;
}

/** @see https://developers.google.com/workspace/calendar/api/v3/reference/events/list (`syncToken`) */
const FORBIDDEN_WITH_SYNC = [
  "iCalUID",
  "orderBy",
  "privateExtendedProperty",
  "q",
  "sharedExtendedProperty",
  "timeMin",
  "timeMax",
  "updatedMin",
] as const;

/** A first sync may be bounded in time; the syncs after it take every change, inside the bounds or not. */
const BOUNDS: readonly string[] = ["timeMin", "timeMax"];

export function createListTokens(): ListTokens {
  const pages = new Map<string, ListPage & { fingerprint: string }>();
  const syncs = new Map<string, { revision: number; fingerprint: string }>();
  return {
    issuePage(calendarId, query, { items, from, revision }) {
      const token = newToken();
      pages.set(token, { items, from, revision, fingerprint: fingerprintOf(calendarId, query, ["syncToken"]) });
      return token;
    },
    readPage(token, calendarId, query) {
      const page = pages.get(token);
      if (page?.fingerprint !== fingerprintOf(calendarId, query, ["syncToken"]))
        throw invalid("Invalid page token value.");
      return page;
    },
    issueSync(calendarId, query, revision) {
      if (FORBIDDEN_WITH_SYNC.some((name) => query[name] !== undefined && !BOUNDS.includes(name))) return {};
      const token = newToken();
      syncs.set(token, { revision, fingerprint: fingerprintOf(calendarId, query, BOUNDS) });
      return { nextSyncToken: token };
    },
    readSync(token, calendarId, query) {
      const forbidden = FORBIDDEN_WITH_SYNC.find((name) => query[name] !== undefined);
      if (forbidden !== undefined) throw badRequest(`Sync token cannot be used together with ${forbidden}.`);
      if (query.showDeleted === false) throw badRequest("Sync token requires showDeleted not to be false.");
      const sync = syncs.get(token);
      if (sync === undefined) throw fullSyncRequired();
      if (sync.fingerprint !== fingerprintOf(calendarId, query)) {
        throw badRequest("The request differs from the one that the sync token came from.");
      }
      return sync.revision;
    },
    expireSync: () => syncs.clear(),
  };
}

/** Page sizes may change from request to request; what is asked for may not. */
function fingerprintOf(calendarId: string, query: EventsListQuery, ignored: readonly string[] = []): string {
  const free = ["pageToken", "syncToken", "maxResults", "fields", "alt", "prettyPrint", "quotaUser", ...ignored];
  const telling = Object.entries(query).filter(([name]) => !free.includes(name));
  return JSON.stringify([calendarId, telling.toSorted(([a], [b]) => (a < b ? -1 : 1))]);
}

function newToken(): string {
  return randomBytes(12).toString("base64url");
}
