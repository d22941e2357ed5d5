/** A whole answer as a stand-in would send it: the body is already text. */
export interface HttpAnswer {
  status: number;
  headers?: Readonly<Record<string, string>>;
  body?: string;
}

/**
 * What goes wrong with one request. Where `commit` is offered, `true` lets the request take effect first, so that the
 * caller cannot know whether it did; the default is `false`: the request is never looked at.
 *
 * - `answer`: this answer in place of the true one. A body that is not text is sent as JSON; text is sent as it stands
 *   and, unless a header says otherwise, as HTML: the error page of a gateway.
 * - `reset`: the connection is torn down without an answer.
 * - `hang`: nothing is ever sent; the connection stays open until the caller or the stand-in closes it.
 * - `halfBody`: the request takes effect, the head of the answer and the first half of its body are sent, then a reset.
 * - `delay`: the true answer, `delayMs` later.
 */
export type Fault =
  | {
      kind: "answer";
      status: number;
      headers?: Readonly<Record<string, string>>;
      body?: string | object;
      commit?: boolean;
    }
  | { kind: "reset"; commit?: boolean }
  | { kind: "hang"; commit?: boolean }
  | { kind: "halfBody" }
  | { kind: "delay"; delayMs: number };

/** Which requests a fault meets, and how often. */
export interface FaultRule {
  /** Upper case; one or several. Default: every method. */
  method?: string | readonly string[];
  /** The path without its query: exactly this text, or anything the expression finds. Default: every path. */
  path?: string | RegExp;
  /** Matching requests to let through first. Default: 0. */
  skip?: number;
  /** Matching requests to spoil after that; `Infinity` until cleared. Default: 1. */
  times?: number;
  fault: Fault;
}

/** The part of a request that a rule looks at. */
export interface FaultTarget {
  method: string;
  path: string;
}

export interface FaultScript {
  /** Adds a rule after those that are there. */
  add(rule: FaultRule): void;
  /** The fault for this request, or `undefined`. Counts the request against the first rule that meets it and is not used up. */
  match(target: FaultTarget): Fault | undefined;
  /** Rules that still wait for a request, so that a test can tell that its script was played to the end. */
  remaining(): FaultRule[];
  /** Forgets every rule. */
  clear(): void;
}

interface LiveRule {
  rule: FaultRule;
  skip: number;
  times: number;
}

/**
 * A script of faults for a stand-in that speaks HTTP: a list of rules, asked once for every request that arrives.
 *
 * ```ts
 * import { createFaultScript } from "@slotkit/testing/google";
 *
 * const faults = createFaultScript();
 * faults.add({ method: "POST", path: /\/events$/, times: 2, fault: { kind: "answer", status: 503, body: "<html>" } });
 * faults.match({ method: "POST", path: "/calendars/ada/events" }); // the fault, twice; then undefined
 * ```
 */
export function createFaultScript(): FaultScript {
  let live: LiveRule[] = [];
  return {
    add(rule) {
      live.push({ rule, skip: rule.skip ?? 0, times: rule.times ?? 1 });
    },
    match(target) {
      const met = live.find((entry) => meets(entry.rule, target));
      if (met === undefined) return undefined;
      if (met.skip > 0) {
        met.skip -= 1;
        return undefined;
      }
      met.times -= 1;
      if (met.times <= 0) live = live.filter((entry) => entry !== met);
      return met.rule.fault;
    },
    remaining: () => live.map((entry) => entry.rule),
    clear() {
      live = [];
    },
  };
}

function meets(rule: FaultRule, target: FaultTarget): boolean {
  if (rule.method !== undefined && ![rule.method].flat().includes(target.method)) return false;
  if (rule.path === undefined) return true;
  // `search` rather than `test`: a sticky or global expression must not remember where the last request left it.
  return typeof rule.path === "string" ? rule.path === target.path : target.path.search(rule.path) >= 0;
}
