import type { FailureKind } from "@slotkit/core";

/** One kind of refusal and what it means to us. A row fits when everything that it names fits; the first one wins. */
export interface FailureRow {
  status?: readonly number[];
  category?: readonly string[];
  policyName?: string;
  kind: FailureKind;
  /** For operators: what happened. */
  says: string;
  remedy: string;
  /** Least wait that the cause calls for; a longer `Retry-After` wins. */
  waitMs?: number;
}

const secondMs = 1_000;
const hourMs = 3_600 * secondMs;

/**
 * Refusals of the CRM API. Of a 429 the policy decides the wait and not the header, which HubSpot sends rarely.
 *
 * @see https://developers.hubspot.com/docs/api-reference/error-handling
 * @see https://developers.hubspot.com/docs/developer-tooling/platform/usage-guidelines
 */
export const failureTable: readonly FailureRow[] = [
  {
    category: ["BAD_HUB"],
    kind: "auth",
    says: "The HubSpot account is gone or has cut the connection.",
    remedy: "Connect an account that exists: create a new service key and set `accessToken`.",
  },
  {
    status: [400],
    kind: "permanent",
    says: "HubSpot finds the values or the request wrong.",
    remedy:
      "Look for validation rules and required properties of contacts in HubSpot (Settings, Properties), mend them and retry.",
  },
  {
    status: [401],
    kind: "auth",
    says: "HubSpot refused the access token.",
    remedy: "Create a new service key, or rotate the private app's token, and set `accessToken`.",
  },
  {
    status: [403],
    kind: "permanent",
    says: "The token works, but not for this.",
    remedy:
      "Give the service key or private app the scopes crm.objects.contacts.read and .write, and for `ensureProperties` crm.schemas.contacts.read and .write.",
  },
  {
    status: [404],
    kind: "stale",
    says: "HubSpot does not know the record: it was merged or deleted.",
    remedy: "Retry; the contact is looked up by its e-mail address. If it stays, check `apiVersion` and `basePath`.",
  },
  {
    status: [409],
    kind: "stale",
    says: "The record was made or changed at the same time.",
    remedy: "Retry.",
  },
  {
    status: [423],
    kind: "transient",
    waitMs: 2 * secondMs,
    says: "The record is locked by a bulk operation.",
    remedy: "Nothing to do; it is tried again.",
  },
  {
    status: [429],
    policyName: "DAILY",
    // The budget returns at midnight of the account's own zone, which is not known here; asking once an hour costs nothing.
    waitMs: hourMs,
    kind: "exhausted",
    says: "The account has used up its requests of the day.",
    remedy: "Wait for the account's next day, or find out which other app uses the budget up.",
  },
  {
    status: [429],
    policyName: "SECONDLY",
    kind: "throttled",
    waitMs: secondMs,
    says: "Too many requests in one second.",
    remedy: "Nothing to do; it is tried again.",
  },
  {
    status: [429],
    kind: "throttled",
    // TEN_SECONDLY_ROLLING, and whatever comes without a name: the window of the common limit.
    waitMs: 10 * secondMs,
    says: "Too many requests in ten seconds.",
    remedy: "Nothing to do; it is tried again.",
  },
  {
    status: [477],
    kind: "exhausted",
    waitMs: hourMs,
    says: "HubSpot is moving the account to another region.",
    remedy: "Wait until the move is over; it is tried again.",
  },
  {
    status: [408],
    kind: "transient",
    says: "HubSpot waited too long for the request.",
    remedy: "Nothing to do; it is tried again.",
  },
];

/** For statuses that no row names. */
export function otherFailure(status: number): FailureRow {
  if (status >= 500) {
    return {
      kind: "transient",
      says: "HubSpot failed to answer.",
      remedy: "Nothing to do; if it stays, see https://status.hubspot.com.",
    };
  }
  if (status >= 400) {
    return {
      kind: "permanent",
      says: "HubSpot refuses the request.",
      remedy: "This is a defect; report it with the text of this error.",
    };
  }
  return {
    kind: "permanent",
    says: "The answer is not one that HubSpot gives.",
    remedy: "Check `basePath`, and look for a proxy between this machine and api.hubapi.com.",
  };
}
