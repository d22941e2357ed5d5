import type { BreakerRules } from "@slotkit/core/resilience";

/** How a call may end, in words of the other side. */
export type Ending =
  | { how: "answer" }
  | { how: "transient" | "unknown_outcome"; retryAfterMs: number | undefined }
  | { how: "permanent" | "stale" | "throttled" | "exhausted" | "auth" | "untranslated" | "refusedInside" };

/** What is visible of a breaker. */
export interface ModelView {
  kind: "closed" | "open" | "halfOpen";
  calls: number;
  failures: number;
  openings: number;
  retryAfterMs: number;
  successes: number;
  probes: number;
}

interface ModelCall {
  /** The stretch of unchanged state it was begun in. */
  stretch: number;
  probe: boolean;
  source: string;
  begunAt: number;
  over: boolean;
}

/** Failures on our list of what speaks against the other side. */
const counted = new Set(["transient", "unknown_outcome", "untranslated"]);
/** Answers, welcome or not. */
const signsOfLife = new Set(["answer", "permanent", "stale"]);
const dayMs = 86_400_000;

/**
 * What a breaker has to do, said as plainly as possible: it remembers everything that ever happened and adds up anew at
 * each question. It shares nothing with the breaker but the numbers of its rules.
 */
export class BreakerModel {
  now = 0;
  stale = 0;
  refused = 0;
  readonly calls: ModelCall[] = [];
  readonly rules: BreakerRules;
  /** What `random.float()` always answers. */
  readonly chance: number;
  #stretch = 0;
  #kind: ModelView["kind"] = "closed";
  #history: { at: number; failed: boolean; source: string }[] = [];
  #openings = 0;
  #openUntil = 0;
  #successes = 0;
  #asked: number[] = [];

  constructor(rules: BreakerRules, chance: number) {
    this.rules = rules;
    this.chance = chance;
  }

  get view(): ModelView {
    const open = this.#kind === "open";
    const closed = this.#kind === "closed";
    return {
      kind: this.#kind,
      calls: closed ? this.#remembered().length : 0,
      failures: closed ? this.#remembered().filter(({ failed }) => failed).length : 0,
      openings: closed ? 0 : this.#openings,
      retryAfterMs: open ? Math.max(0, Math.ceil(this.#openUntil - this.now)) : 0,
      successes: this.#kind === "halfOpen" ? this.#successes : 0,
      probes: this.#probes().length,
    };
  }

  /** A call arrives. Answers how it is let out, or after how long it may come back. */
  call(source: string): "call" | "probe" | number {
    if (this.#kind === "open" && this.now < this.#openUntil) {
      this.refused++;
      return Math.ceil(this.#openUntil - this.now);
    }
    if (this.#kind === "open") {
      this.#change("halfOpen");
      this.#successes = 0;
    }
    if (this.#kind === "halfOpen" && this.#probes().length === this.rules.probes) {
      this.refused++;
      const ends = this.#probes().map(({ begunAt }) => begunAt + this.rules.probeTimeoutMs);
      return Math.ceil(Math.min(...ends) - this.now);
    }
    const probe = this.#kind === "halfOpen";
    this.calls.push({ stretch: this.#stretch, probe, source, begunAt: this.now, over: false });
    return probe ? "probe" : "call";
  }

  /** A call ends by itself. */
  end(index: number, ending: Ending): void {
    const asked = "retryAfterMs" in ending ? ending.retryAfterMs : undefined;
    this.#finish(index, ending.how, asked);
  }

  /** The caller goes away, or its time is over. */
  leave(index: number, why: "gone" | "deadline"): void {
    this.#finish(index, why === "deadline" ? "unknown_outcome" : "gone", undefined);
  }

  /** Time passes; probes that take too long are given up on the way. */
  pass(ms: number): void {
    const target = this.now + ms;
    const hung = () =>
      this.calls
        .map((call, index) => ({ ...call, index, ends: call.begunAt + this.rules.probeTimeoutMs }))
        .filter(({ probe, over, ends }) => probe && !over && ends <= target)
        .sort((a, b) => a.ends - b.ends || a.index - b.index);
    for (let [next] = hung(); next; [next] = hung()) {
      this.now = Math.max(this.now, next.ends);
      this.#finish(next.index, "unknown_outcome", undefined);
    }
    this.now = target;
  }

  /** Another process takes over from what was written down. What is under way never reports to it. */
  restore(): void {
    this.#stretch++;
    this.#history = [];
    this.#asked = [];
    for (const call of this.calls) call.stretch = -1;
    this.stale = 0;
    this.refused = 0;
  }

  #finish(index: number, how: string, retryAfterMs: number | undefined): void {
    const call = this.calls[index];
    if (!call || call.over) return;
    call.over = true;
    if (call.stretch !== this.#stretch) {
      if (call.stretch >= 0) this.stale++;
      return;
    }
    const failed = counted.has(how);
    if (failed && retryAfterMs !== undefined) this.#asked.push(this.now + Math.min(retryAfterMs, dayMs));
    if (!failed && !signsOfLife.has(how)) return;
    if (call.probe) {
      if (failed) this.#open();
      else if (++this.#successes === this.rules.probeSuccesses) {
        this.#change("closed");
        this.#openings = 0;
      }
      return;
    }
    this.#history.push({ at: this.now, failed, source: call.source });
    if (!failed) return;
    const seen = this.#remembered();
    const failures = seen.filter((one) => one.failed);
    const enough = seen.length >= this.rules.minCalls;
    const tooMany = failures.length / seen.length >= this.rules.failureRatio;
    const last = seen.slice(-this.rules.failuresInRow);
    const allInRow = last.length === this.rules.failuresInRow && last.every((one) => one.failed);
    const fromEnough = new Set(failures.map((one) => one.source)).size >= this.rules.minSources;
    if (((enough && tooMany) || allInRow) && fromEnough) this.#open();
  }

  #open(): void {
    let longest = this.rules.openMs;
    for (let times = 0; times < this.#openings && longest < this.rules.maxOpenMs; times++) longest *= 2;
    longest = Math.min(longest, this.rules.maxOpenMs);
    const drawn = this.now + longest - longest * this.rules.openJitter * this.chance;
    this.#openUntil = Math.max(drawn, ...this.#asked);
    this.#openings++;
    this.#change("open");
  }

  #change(kind: ModelView["kind"]): void {
    this.#kind = kind;
    this.#stretch++;
    this.#history = [];
    this.#asked = [];
  }

  /** A tenth of the window is the finest difference that is made. */
  #remembered() {
    const tenth = this.rules.windowMs / 10;
    return this.#history.filter(({ at }) => Math.floor(at / tenth) + 10 > Math.floor(this.now / tenth));
  }

  #probes() {
    return this.calls.filter(({ probe, over, stretch }) => probe && !over && stretch === this.#stretch);
  }
}
