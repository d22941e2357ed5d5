import type { Clock } from "../ports/clock.ts";
import { IntegrationError } from "../ports/integration-error.ts";
import type { CallOptions, Pace } from "../ports/integration-health.ts";
import type { Logger } from "../ports/logger.ts";
import type { Telemetry } from "../ports/telemetry.ts";
import type { Breakers, CallTarget } from "../resilience/breakers.ts";
import { isCallRefused } from "../resilience/call-refused.ts";
import { letGo } from "../resilience/let-go.ts";
import type { CallContext, Policy } from "../resilience/policy.ts";
import { wrap } from "../resilience/wrap.ts";
import type { Quotas } from "./quotas.ts";

/** The way out for calls to one provider with one credential. */
export interface DoorOptions {
  target: CallTarget;
  /** The provider sends each request through `pace`; otherwise a call counts as one request. */
  pacesRequests: boolean;
  breakers: Breakers;
  quotas: Quotas;
  surroundings: { clock: Clock; logger: Logger; telemetry: Telemetry };
}

/** A call whose time is over hands over what it has, or is waited for no longer. */
const graceMs = 1_000;

/** What is open to a call that was let out. */
export type LetOut = Required<Pick<CallOptions, "signal">> & CallOptions;

/**
 * The rules around one call, the outermost first: an open breaker refuses at once; a place in the bulkhead, which is
 * free again a second after the call's time is over, however deaf the call is; the breaker itself, which counts the outcome; inside it, one request after another, each when the quota has room. Where the provider
 * does not pace its requests, the quota is asked once, before the bulkhead.
 */
export function doorPolicy({ target, pacesRequests, breakers, quotas, surroundings }: DoorOptions): Policy {
  const name = `${target.integration}:${target.provider}:${target.credential}`;
  const refuseAtOnce: Policy = {
    async execute(fn, options) {
      breakers.refuseWhileOpen(target);
      return wrap().execute(fn, options);
    },
  };
  return wrap(
    refuseAtOnce,
    ...(pacesRequests ? [] : [quotas.requestPolicyOf(target)]),
    quotas.callPolicyOf(target),
    letGo({ graceMs, name, ...surroundings }),
    breakers.policyOf(target),
  );
}

/** What a call is given: its signal, and the pace of its requests. */
export function letOut({ target, pacesRequests, quotas }: DoorOptions, context: CallContext): LetOut {
  const { signal } = context;
  if (!pacesRequests) return { signal };
  const policy = quotas.requestPolicyOf(target);
  const pace: Pace = (request) => policy.execute(({ signal: stop }) => request(stop), context);
  return { signal, pace };
}

/** The same for reads of several things, of which one that had no turn must not take the others along. */
export function letReadsOut(options: DoorOptions, context: CallContext): LetOut {
  const { signal, pace } = letOut(options, context);
  if (!pace) return { signal };
  return {
    signal,
    pace: (request) =>
      pace(request).catch((error: unknown) => {
        if (!isCallRefused(error)) throw error;
        throw new IntegrationError("throttled", error.message, {
          remedy: "Nothing to do: it is tried again by itself.",
          reason: "call_refused",
          retryAfterMs: error.retryAfterMs ?? undefined,
          cause: error,
        });
      }),
  };
}
