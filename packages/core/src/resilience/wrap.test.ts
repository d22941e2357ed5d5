import { expect, it } from "vitest";
import type { CallContext, Policy } from "./policy.ts";
import { wrap } from "./wrap.ts";

const tracing = (name: string, trace: string[]): Policy => ({
  async execute(fn, options = {}) {
    trace.push(`${name} in`);
    const { signal = new AbortController().signal, attempt = 1, endsAtMs = 0, urgent = false } = options;
    const answer = await fn({ signal, attempt: attempt + 1, endsAtMs, urgent });
    trace.push(`${name} out`);
    return answer;
  },
});

it("runs the first outermost, and hands what each says on to the next", async () => {
  const trace: string[] = [];
  const { signal } = new AbortController();
  const seen: CallContext[] = [];
  const answer = await wrap(tracing("a", trace), tracing("b", trace)).execute(
    async (context) => {
      seen.push(context);
      return 7;
    },
    { signal, endsAtMs: 5 },
  );
  expect([answer, trace]).toEqual([7, ["a in", "b in", "b out", "a out"]]);
  expect(seen).toEqual([{ signal, attempt: 3, endsAtMs: 5, urgent: false }]);
});

it("is nothing around a call when it is made of nothing", async () => {
  expect(await wrap().execute(async ({ attempt, endsAtMs }) => [attempt, endsAtMs])).toEqual([
    1,
    Number.POSITIVE_INFINITY,
  ]);
});
