import { toBase32Hex } from "../bookings/uid.ts";
import { defaultClientId } from "../client-scope.ts";
import type { Clock } from "../ports/clock.ts";
import type { Logger } from "../ports/logger.ts";
import type { Random } from "../ports/random.ts";
import type { Storage } from "../ports/storage.ts";
import type { Telemetry } from "../ports/telemetry.ts";
import { type Breakers, createBreakers } from "../resilience/breakers.ts";
import { deadline } from "../resilience/deadline.ts";
import { exponentialBackoff } from "../resilience/exponential-backoff.ts";
import type { Policy } from "../resilience/policy.ts";
import { retry } from "../resilience/retry.ts";
import { createRetryBudget } from "../resilience/retry-budget.ts";
import { createSharedStates } from "../resilience/shared-states.ts";
import { wrap } from "../resilience/wrap.ts";
import { createQuotas, type Quotas } from "./quotas.ts";
import type { ResilienceOptions } from "./resilience-options.ts";

/** What stands between SlotKit and the outside. */
export interface OutsideGuards {
  readonly breakers: Breakers;
  readonly quotas: Quotas;
  /** For what else stands around a call. */
  readonly surroundings: { clock: Clock; logger: Logger; telemetry: Telemetry };
  /** Around reads for which somebody waits: one deadline, and a cheap repeat of what passes by itself. */
  readonly readPolicy: Policy;
  /** How long such a read takes at the most. */
  readonly readDeadlineMs: number;
}

const defaultReadDeadlineMs = 2_500;
/** Time for a provider to hand over the calendars it has read when one of them keeps it waiting. */
const handOverMs = 100;
/** A repeat that has less time than this would hardly be answered. */
const minAttemptMs = 300;

/** @throws {ConfigurationError} for a number out of its range. */
export function createOutsideGuards(
  { breaker = {}, calendarReads = {}, quotas = {} }: ResilienceOptions,
  surroundings: { clock: Clock; random: Random; logger: Logger; telemetry: Telemetry },
  storage: Pick<Storage, "forClient" | "now">,
): OutsideGuards {
  const { clock, random, logger, telemetry } = surroundings;
  const { deadlineMs: readDeadlineMs = defaultReadDeadlineMs, maxAttempts = 2, retryRatio = 0.1 } = calendarReads;
  const readPolicy = wrap(
    deadline({ deadlineMs: readDeadlineMs, handOverMs, clock }),
    retry({
      maxAttempts,
      kinds: ["transient"],
      backoff: exponentialBackoff({ firstMs: 100, maxMs: 1_000 }),
      minAttemptMs,
      budget: createRetryBudget({ ratio: retryRatio, clock }),
      name: "calendar reads",
      ...surroundings,
    }),
  );
  let name: string | null = null;
  const owner = () => {
    name ??= toBase32Hex(random.bytes(10));
    return name;
  };
  // What is down, or has had enough, is so for all clients of the installation.
  const { breakerStates: states, quotaShares: shares } = storage.forClient(defaultClientId);
  const shared = createSharedStates({ states, now: () => storage.now(), clock, logger, owner });
  return {
    breakers: createBreakers(surroundings, breaker, shared),
    quotas: createQuotas(quotas, { clock, logger, telemetry, shares, owner }),
    surroundings: { clock, logger, telemetry },
    readPolicy,
    readDeadlineMs,
  };
}
