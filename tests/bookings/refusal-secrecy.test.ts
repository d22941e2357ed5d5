import { createHandler } from "@slotkit/server";
import { expect, it } from "vitest";
import { onEachStorage } from "./on-each-storage.ts";

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const monday = Date.UTC(2026, 10, 23, 9);
const rounds = 120;

/** One booking stands for the shortest history that is refused, sixty for a long one. */
const histories = { "once@example.org": 1, "often@example.org": 60 } as const;
const stranger = "nobody@example.org";

const always = [{ start: "00:00", end: "24:00" }];
const weekly = { monday: always, tuesday: always, wednesday: always, thursday: always, friday: always };

onEachStorage((compose, storage) => {
  // Memory copies what it finds, row by row, and no visitor of a public page ever meets it.
  const bar = storage === "memory" ? 3 : 1.5;

  it("a refusal is the same, and takes as long, whatever the person has booked", async () => {
    const { slotkit } = await compose({ weekly, eventType: { personRules: [{ maxActive: 1 }] } });
    const handler = createHandler(slotkit, { rateLimits: false });
    let start = monday;
    for (const [email, count] of Object.entries(histories)) {
      for (let n = 0; n < count; n++, start += 30 * minuteMs) {
        const attendee = { name: "Grace Example", email };
        await slotkit.book({ eventType: "intro", start, attendee, ignorePersonRules: true });
      }
    }
    const [free, taken] = [monday + 3 * dayMs, monday];
    let keys = 0;
    async function ask(email: string, at: number) {
      const body = {
        eventType: "intro",
        start: new Date(at).toISOString(),
        attendee: { name: "Grace Example", email },
      };
      const request = new Request("http://localhost/bookings", {
        method: "POST",
        headers: { "Content-Type": "application/json", "Idempotency-Key": `0123456789abcdef-${keys++}` },
        body: JSON.stringify(body),
      });
      const startedMs = performance.now();
      const response = await handler(request);
      const text = await response.text();
      const elapsedMs = performance.now() - startedMs;
      return { elapsedMs, answer: { status: response.status, headers: [...response.headers], text } };
    }

    const [once, often] = Object.keys(histories) as [string, string];
    const refused = await compare([once, often], (email) => ask(email, free));
    expect(refused.answers).toHaveLength(1);
    expect(refused.answers[0]).toContain("frequency_limit");
    expect(refused.ratio).toBeLessThan(bar);
    expect(refused.ratio).toBeGreaterThan(1 / bar);

    // Nor does a time that is taken tell of anybody: with alternatives, and the same for those who never booked.
    const unavailable = await compare([stranger, often], (email) => ask(email, taken));
    expect(unavailable.answers).toHaveLength(1);
    expect(unavailable.answers[0]).toContain("slot_unavailable");
    expect(unavailable.ratio).toBeLessThan(bar);
    expect(unavailable.ratio).toBeGreaterThan(1 / bar);
  });
});

/**
 * Asks for both people in turn, so that whatever else the machine does meets both alike.
 *
 * @returns The different answers there were, and how the medians of the times compare.
 */
async function compare(
  [first, second]: [string, string],
  ask: (email: string) => Promise<{ elapsedMs: number; answer: unknown }>,
) {
  const answers = new Set<string>();
  const elapsed = { [first]: [] as number[], [second]: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    for (const email of round % 2 === 0 ? [first, second] : [second, first]) {
      const { elapsedMs, answer } = await ask(email);
      answers.add(JSON.stringify(answer));
      elapsed[email]?.push(elapsedMs);
    }
  }
  return { answers: [...answers], ratio: median(elapsed[second] ?? []) / median(elapsed[first] ?? []) };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
