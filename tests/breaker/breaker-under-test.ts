import { IntegrationError } from "@slotkit/core";
import {
  type BreakerRules,
  CallRefused,
  type CircuitBreaker,
  circuitBreaker,
  DeadlineExceeded,
  isCallRefused,
  isDeadlineExceeded,
} from "@slotkit/core/resilience";
import type { Ending, ModelView } from "./breaker-model.ts";
import { createHandClock, type HandClock, settle } from "./hand-clock.ts";

/** A call that was made of the real breaker. */
interface RealCall {
  caller: AbortController;
  signal: AbortSignal | null;
  answer: (value: string) => void;
  fail: (error: unknown) => void;
  /** What the caller got, once it got something. */
  outcome: { ok: true } | { ok: false; error: unknown } | null;
}

/** The breaker of the package with everything around it in a trace's hands. */
export class BreakerUnderTest {
  readonly clock: HandClock = createHandClock();
  readonly calls: RealCall[] = [];
  readonly #options: Parameters<typeof circuitBreaker>[0];
  breaker: CircuitBreaker;

  constructor(rules: BreakerRules, chance: number) {
    const random = { bytes: () => new Uint8Array(), float: () => chance };
    this.#options = { ...rules, clock: this.clock, random };
    this.breaker = circuitBreaker(this.#options);
  }

  get view(): ModelView {
    const {
      calls = 0,
      failures = 0,
      openings = 0,
      retryAfterMs = 0,
      successes = 0,
      probes = 0,
      kind,
    } = {
      ...({} as Partial<ModelView>),
      ...this.breaker.view,
    };
    return { kind, calls, failures, openings, retryAfterMs, successes, probes };
  }

  /** Makes a call. Answers `call` or `probe` as the breaker let it out, or after how long it may come back. */
  async call(source: string): Promise<"call" | "probe" | number> {
    const call: RealCall = { caller: new AbortController(), signal: null, answer() {}, fail() {}, outcome: null };
    const result = this.breaker.execute(
      ({ signal }) => {
        call.signal = signal;
        return new Promise<string>((resolve, reject) => {
          call.answer = resolve;
          call.fail = reject;
          // A call that hears of its deadline ends; whoever set the deadline would not wait for one that does not.
          signal.addEventListener("abort", () => isDeadlineExceeded(signal.reason) && reject(signal.reason));
        });
      },
      { signal: call.caller.signal, source },
    );
    result.then(
      () => {
        call.outcome = { ok: true };
      },
      (error) => {
        call.outcome = { ok: false, error };
      },
    );
    await settle();
    if (call.signal !== null) {
      this.calls.push(call);
      return call.signal === call.caller.signal ? "call" : "probe";
    }
    if (call.outcome?.ok === false && isCallRefused(call.outcome.error)) return call.outcome.error.retryAfterMs ?? -1;
    throw new Error("A call was neither let out nor refused at once.");
  }

  async end(index: number, ending: Ending): Promise<void> {
    const call = this.calls[index];
    if (ending.how === "answer") call?.answer("answer");
    else call?.fail(errorOf(ending));
    await settle();
  }

  async leave(index: number, why: "gone" | "deadline"): Promise<void> {
    this.calls[index]?.caller.abort(why === "deadline" ? new DeadlineExceeded(1) : new Error("gone"));
    await settle();
  }

  /** Goes on in another breaker from what this one exports, as text. */
  restore(): void {
    const initial = JSON.parse(JSON.stringify(this.breaker.export()));
    this.breaker = circuitBreaker({ ...this.#options, initial });
  }
}

function errorOf(ending: Exclude<Ending, { how: "answer" }>): unknown {
  switch (ending.how) {
    case "untranslated":
      return new TypeError("untranslated");
    case "refusedInside":
      return new CallRefused("inside", { by: "bulkhead", policy: "inside", retryAfterMs: null, retryAt: null });
    case "transient":
    case "unknown_outcome":
      return new IntegrationError(ending.how, "down", { remedy: "wait", retryAfterMs: ending.retryAfterMs });
    default:
      return new IntegrationError(ending.how, "refused", { remedy: "mend" });
  }
}
