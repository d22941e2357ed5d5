import type { FailureKind } from "@slotkit/core";
import { googleCalendarScopes } from "./google-auth.ts";

/** Where a failure came from: the token endpoint, or a call that reads or writes. */
export type FailurePhase = "token" | "read" | "write";

/** One kind of refusal and what it means to us. A row fits when everything that it names fits; the first one wins. */
export interface FailureRow {
  phase?: "token";
  status?: readonly number[];
  reasons?: readonly string[];
  message?: RegExp;
  kind: FailureKind;
  /** For operators: what happened. */
  says: string;
  remedy: string;
  /** Reason to report where Google's own says too little. */
  reason?: string;
  /** Least wait that the cause calls for; a longer `Retry-After` wins. */
  waitMs?: number;
}

const hourMs = 60 * 60_000;
const scopes = googleCalendarScopes.join(" ");

/**
 * Refusals of the Calendar API and of Google's token endpoint. The status alone never decides where a reason is known,
 * and the message decides only where Google gives nothing else.
 *
 * @see https://developers.google.com/workspace/calendar/api/guides/errors
 * @see https://developers.google.com/identity/protocols/oauth2#expiration
 */
export const failureTable: readonly FailureRow[] = [
  {
    phase: "token",
    reasons: ["invalid_grant"],
    kind: "auth",
    says: "Google refused the credential.",
    remedy:
      "Service account: create a new key if this one was deleted, and check that `subject` is a user of the domain. " +
      "OAuth: connect the account again; access ends when it is revoked, after six months without use, and after seven days while the consent screen is in testing.",
  },
  {
    phase: "token",
    reasons: ["unauthorized_client", "access_denied", "invalid_scope", "admin_policy_enforced"],
    kind: "auth",
    says: "Google does not let this client act with the scopes it needs.",
    remedy: `Grant domain-wide delegation, in the admin console under API controls, for exactly: ${scopes}`,
  },
  {
    phase: "token",
    reasons: ["invalid_client", "deleted_client", "disabled_client"],
    kind: "auth",
    says: "Google does not know this OAuth client or its secret.",
    remedy: "Check client id and secret in the Google Cloud console.",
  },
  {
    reasons: ["userRateLimitExceeded", "rateLimitExceeded", "RATE_LIMIT_EXCEEDED", "RESOURCE_EXHAUSTED"],
    status: [403, 429],
    kind: "throttled",
    says: "Too many requests in a short time.",
    remedy: "Nothing to do; if it stays, ask for a higher quota per minute in the Google Cloud console.",
  },
  {
    reasons: ["quotaExceeded", "calendarUsageLimitsExceeded"],
    status: [403, 429],
    kind: "exhausted",
    waitMs: hourMs,
    says: "Google made the calendar read-only for some hours because of too many invitations or events.",
    remedy: "Wait some hours; send fewer invitations through Google (leave `subject` out).",
  },
  {
    reasons: ["dailyLimitExceeded", "dailyLimitExceededUnreg"],
    status: [403, 429],
    kind: "exhausted",
    waitMs: 6 * hourMs,
    says: "The project has used up its requests of the day.",
    remedy: "Wait for the next day (Pacific time) or ask for a higher quota in the Google Cloud console.",
  },
  {
    status: [429],
    kind: "throttled",
    says: "Too many requests in a short time.",
    remedy: "Nothing to do; if it stays, ask for a higher quota per minute in the Google Cloud console.",
  },
  {
    phase: "token",
    status: [400, 401, 403],
    kind: "auth",
    says: "Google gives no access token for this credential.",
    remedy: "Check the credential in the Google Cloud console; connect the account again.",
  },
  {
    reasons: ["forbiddenForServiceAccounts"],
    status: [403],
    kind: "permanent",
    says: "A service account may not invite attendees on its own.",
    remedy: "Set `subject` and grant domain-wide delegation, or leave `subject` out: events then carry no attendees.",
  },
  {
    reasons: ["forbiddenForNonOrganizer"],
    status: [403],
    kind: "permanent",
    says: "Only the organizer may change this event, and that is no longer this calendar.",
    remedy: "Look at the event in Google Calendar and change it there.",
  },
  {
    reasons: ["insufficientPermissions", "ACCESS_TOKEN_SCOPE_INSUFFICIENT"],
    status: [403],
    kind: "auth",
    says: "The granted access lacks a scope.",
    remedy: `Grant all of: ${scopes}`,
  },
  {
    reasons: ["accessNotConfigured", "SERVICE_DISABLED"],
    status: [403],
    kind: "permanent",
    says: "The Google Calendar API is switched off in the Google Cloud project.",
    remedy: "Enable the Google Calendar API for the project that the credential belongs to, then retry.",
  },
  {
    reasons: ["requiredAccessLevel", "forbidden"],
    status: [403],
    kind: "permanent",
    says: "The calendar is shared with too little access.",
    remedy: "Share the calendar with the service account as “Make changes to events”.",
  },
  {
    status: [403],
    kind: "permanent",
    says: "Google forbids this.",
    remedy: "Share the calendar with the service account as “Make changes to events”.",
  },
  {
    status: [401],
    kind: "auth",
    says: "Google refused the access token, a new one as well.",
    remedy: "Check that the credential is still valid; connect the account again.",
  },
  {
    status: [400],
    message: /time range is too long/i,
    reason: "timeRangeTooLong",
    kind: "permanent",
    says: "The time range is longer than Google answers for.",
    remedy: "Ask for a shorter range.",
  },
  {
    status: [400],
    kind: "permanent",
    says: "Google finds the request wrong.",
    remedy: "This is a defect; report it with the text of this error.",
  },
  {
    reasons: ["notFound", "NOT_FOUND"],
    status: [404],
    kind: "permanent",
    says: "The calendar does not exist, or is not shared with this account.",
    remedy: "Check the calendar id and share the calendar with the service account.",
  },
  {
    // Google names a reason whenever it speaks of a calendar or an event.
    status: [404],
    kind: "transient",
    says: "Something answered 404 that is not the Calendar API.",
    remedy: "If it stays, look for a proxy between this machine and www.googleapis.com, and check `rootUrl`.",
  },
  {
    status: [409],
    kind: "stale",
    says: "The event was changed at the same time, or its id is taken.",
    remedy: "Retry.",
  },
  {
    reasons: ["fullSyncRequired", "updatedMinTooLongAgo"],
    status: [410],
    kind: "stale",
    says: "Google keeps no history from so far back.",
    remedy: "Read the calendar in full again.",
  },
  {
    status: [410],
    kind: "stale",
    says: "The event was deleted.",
    remedy: "Retry; the event is made anew if its booking stands.",
  },
  {
    status: [412],
    kind: "stale",
    says: "The event was edited elsewhere in the meantime.",
    remedy: "Retry; if it stays, look for another program that keeps editing the event.",
  },
  {
    status: [408, 500, 502, 503, 504],
    kind: "transient",
    says: "Google failed to answer.",
    remedy: "Nothing to do; if it stays, see https://www.google.com/appsstatus.",
  },
];
