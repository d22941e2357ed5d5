import type { IntegrationError } from "../ports/integration-error.ts";
import type { Random } from "../ports/random.ts";
import type { WebhookDelivery, WebhookEndpoint } from "../ports/webhooks.ts";
import { backoffMs } from "../resilience/backoff.ts";

const secondMs = 1_000;
const hourMs = 3_600 * secondMs;

/** How many deliveries of a healthy endpoint are under way at once. */
export const healthyLanes = 10;
/** After so many failures in a row it is the endpoint that fails and not this or that event: then one at a time is tried. */
const failuresOfEndpoint = 5;
/** An endpoint that fails altogether is asked at most so often. */
const probeEveryMs = 60 * secondMs;
/** How long an event is tried, and how long an endpoint may fail before nothing is sent to it any more. */
const giveUpAfterMs = 5 * 24 * hourMs;
/** Answered by receivers that want nothing more (Standard Webhooks: "disable the endpoint"). */
const gone = 410;

/** How an attempt ended. */
export type WebhookOutcome =
  | { state: "delivered"; status: number }
  | { state: "failed"; failure: IntegrationError }
  /** Its time was over before it could be sent. */
  | { state: "expired" }
  /** The process is stopping; whoever comes next goes on. */
  | { state: "stopped" };

/** Delivery and endpoint as they stand after an attempt. */
export interface AfterAttempt {
  delivery: WebhookDelivery;
  endpoint: WebhookEndpoint;
  /** The endpoint answers again after it had failed as a whole: what waits may go at once. */
  recovered: boolean;
}

/**
 * What follows from an attempt.
 *
 * An event that fails alone is tried again later and later, up to an hour apart, and holds up no other but those of its own
 * subject. An endpoint that fails altogether is asked once a minute, and gets everything at once as soon as it answers.
 */
export function afterAttempt(
  leased: { delivery: WebhookDelivery; endpoint: WebhookEndpoint },
  outcome: WebhookOutcome,
  { now, random }: { now: number; random: Random },
): AfterAttempt {
  const { endpoint } = leased;
  const delivery = { ...leased.delivery, leaseOwner: null, leaseUntil: null };
  const settled = { settledAt: now };
  switch (outcome.state) {
    case "delivered": {
      const { status } = outcome;
      return {
        delivery: { ...delivery, ...settled, state: "delivered", status, error: null },
        endpoint: { ...endpoint, failures: 0, failingSince: null, notBefore: 0, lanes: healthyLanes },
        recovered: endpoint.failures >= failuresOfEndpoint,
      };
    }
    case "failed":
      return { ...afterFailure({ delivery, endpoint }, outcome.failure, now, random), recovered: false };
    case "expired":
      return {
        delivery: { ...delivery, ...settled, state: "failed", error: "Its time was over before it could be sent." },
        endpoint,
        recovered: false,
      };
    case "stopped":
      return { delivery: { ...delivery, notBefore: now }, endpoint, recovered: false };
    default:
      return outcome satisfies never;
  }
}

function afterFailure(
  { delivery, endpoint }: { delivery: WebhookDelivery; endpoint: WebhookEndpoint },
  { status = 0, message, retryAfterMs = 0 }: IntegrationError,
  now: number,
  random: Random,
): { delivery: WebhookDelivery; endpoint: WebhookEndpoint } {
  const attempt = delivery.attempt + 1;
  const failures = endpoint.failures + 1;
  const failingSince = endpoint.failingSince ?? now;
  const failsAltogether = failures >= failuresOfEndpoint;
  const tooLong = failsAltogether && now - failingSince >= giveUpAfterMs;
  const probeMs = (0.5 + random.float() / 2) * probeEveryMs;
  const pauseMs = Math.ceil(Math.max(retryAfterMs, failsAltogether ? probeMs : 0));
  // Some event has to be due for every probe, so that the end of an outage is seen within a minute.
  const maxMs = failsAltogether ? probeEveryMs / 2 : hourMs;
  const waitMs = backoffMs(attempt, { firstMs: 10 * secondMs, maxMs }, random);
  const givenUp = now - delivery.wantedAt >= giveUpAfterMs;
  return {
    delivery: {
      ...delivery,
      attempt,
      status: status || null,
      error: message,
      ...(givenUp
        ? { state: "failed", settledAt: now }
        : { notBefore: now + Math.max(secondMs, waitMs, retryAfterMs) }),
    },
    endpoint: {
      ...endpoint,
      failures,
      failingSince,
      notBefore: pauseMs > 0 ? now + pauseMs : endpoint.notBefore,
      lanes: failsAltogether ? 1 : endpoint.lanes,
      disabledReason: status === gone ? "gone" : tooLong ? "failing" : endpoint.disabledReason,
    },
  };
}
