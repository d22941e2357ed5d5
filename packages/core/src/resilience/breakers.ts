import { type BreakerSurroundings, type CircuitBreakerRules, readBreakerOptions } from "./breaker-options.ts";
import { type BreakerView, type CircuitBreaker, circuitBreaker } from "./circuit-breaker.ts";
import type { Policy } from "./policy.ts";
import type { SharedStates } from "./shared-states.ts";
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
  /** @throws {CallRefused} while no call may go to the target. */
  refuseWhileOpen(target: CallTarget): void;
  /** All that have been called through or are not closed, in the order in which they became known. */
  reports(): readonly BreakerReport[];
  /** Learns what other processes know, and what was known before a restart. */
  refresh(): Promise<void>;
  /** Resolves when every change of state has been written down for other processes, or could not be. */
  written(): Promise<void>;
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
  shared?: SharedStates,
): Breakers {
  readBreakerOptions(rules);
  const known = new Map<string, Known>();
  const breakerOf = ({ integration, provider, credential }: AnyTarget) => {
    const name = nameOf({ integration, provider, credential });
    const minSources = credential === null ? fewestCredentials : 1;
    const found = known.get(name) ?? {
      integration,
      provider,
      credential,
      breaker: circuitBreaker({ ...rules, ...surroundings, minSources, name, shared }),
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
    refuseWhileOpen(target) {
      breakerOf({ ...target, credential: null }).refuseWhileOpen();
      breakerOf(target).refuseWhileOpen();
    },
    async refresh() {
      for (const name of (await shared?.names()) ?? []) breakerOf(targetOf(name));
      for (const { breaker } of known.values()) await breaker.refresh();
    },
    async written() {
      await Promise.all([...known.values()].map(({ breaker }) => breaker.written()));
    },
    reports: () => [...known.values()].map(({ breaker, ...target }) => ({ ...target, view: breaker.view })),
  };
}

type AnyTarget = Omit<Known, "breaker">;

function nameOf({ integration, provider, credential }: AnyTarget): string {
  return [integration, provider, ...(credential === null ? [] : [credential])].join(":");
}

/** The other way round: names of integrations and providers have no colon. */
function targetOf(name: string): AnyTarget {
  const [integration = "", provider = "", ...credential] = name.split(":");
  return { integration, provider, credential: credential.length === 0 ? null : credential.join(":") };
}
