import { type BreakerSurroundings, type CircuitBreakerRules, readBreakerOptions } from "./breaker-options.ts";
import { type BreakerView, type CircuitBreaker, circuitBreaker } from "./circuit-breaker.ts";
import type { Policy } from "./policy.ts";
import { wrap } from "./wrap.ts";

/** Where a call goes, and with whose grant. */
export interface CallTarget {
  /** `calendar`, `crm` or `mail`. */
  integration: string;
  /** Name of the provider: `google`. */
  provider: string;
  /** Which credential the call is made with; a name, never the secret. */
  credential: string;
}

/** One breaker as operators see it; `credential` is null for that of the whole provider. */
export interface BreakerReport extends Omit<CallTarget, "credential"> {
  credential: string | null;
  view: BreakerView;
}

/** The breakers of everything outside: one per provider and credential, and one per provider around them. */
export interface Breakers {
  policyOf(target: CallTarget): Policy;
  /** All that have been called through, in the order of their first call. */
  reports(): readonly BreakerReport[];
}

/** From so many credentials must failures come before the whole provider is held to be down. */
const fewestCredentials = 3;

interface Known extends Omit<BreakerReport, "view"> {
  breaker: CircuitBreaker;
}

/** Creates the breakers as they are asked for. @throws {ConfigurationError} for a rule out of its range. */
export function createBreakers(
  surroundings: Omit<BreakerSurroundings, "name">,
  rules: CircuitBreakerRules = {},
): Breakers {
  readBreakerOptions(rules);
  const known = new Map<string, Known>();
  const breakerOf = ({ integration, provider, credential }: Omit<Known, "breaker">) => {
    const name = [integration, provider, ...(credential === null ? [] : [credential])].join(":");
    const minSources = credential === null ? fewestCredentials : 1;
    const found = known.get(name) ?? {
      integration,
      provider,
      credential,
      breaker: circuitBreaker({ ...rules, ...surroundings, minSources, name }),
    };
    known.set(name, found);
    return found.breaker;
  };
  return {
    policyOf(target) {
      const whole = breakerOf({ ...target, credential: null });
      const source = target.credential;
      const around: Policy = { execute: (fn, options) => whole.execute(fn, { ...options, source }) };
      return wrap(around, breakerOf(target));
    },
    reports: () => [...known.values()].map(({ breaker, ...target }) => ({ ...target, view: breaker.view })),
  };
}
