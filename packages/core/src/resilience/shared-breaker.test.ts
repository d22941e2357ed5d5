import { IntegrationError, memoryStorage, type Storage } from "@slotkit/core";
import { createFakeClock, createSeededRandom } from "@slotkit/testing/clock";
import { expect, it } from "vitest";
import { isCallRefused } from "./call-refused.ts";
import { type CircuitBreaker, circuitBreaker } from "./circuit-breaker.ts";
import { createSharedStates } from "./shared-states.ts";

const down = new IntegrationError("transient", "Down.", { remedy: "Wait." });
const rules = { minCalls: 3, openMs: 5_000, maxOpenMs: 5_000, openJitter: 0, probeTimeoutMs: 2_000 };

/** Breakers of several processes over one storage, which can be made to hang. */
function processes(count: number) {
  const clock = createFakeClock({ startMs: Date.UTC(2026, 10, 20, 8) });
  const storage = memoryStorage({ clock });
  const writes = { count: 0 };
  let hangs = false;
  const { breakerStates } = storage.forClient("default");
  const orNever = <T>(answer: () => Promise<T>) => (hangs ? new Promise<T>(() => {}) : answer());
  const make = (name: string) =>
    circuitBreaker({
      ...rules,
      name: "calendar:google",
      clock,
      random: createSeededRandom(1),
      shared: createSharedStates({
        states: {
          list: () => orNever(() => breakerStates.list()),
          replace: (change) => {
            writes.count++;
            return orNever(() => breakerStates.replace(change));
          },
        },
        now: () => storage.now(),
        clock,
        logger: { debug() {}, info() {}, warn() {}, error() {} },
        owner: () => name,
      }),
    });
  const breakers = Array.from({ length: count }, (_, index) => make(`process ${index}`));
  return {
    clock,
    storage,
    writes,
    breakers: breakers as [CircuitBreaker, CircuitBreaker, ...CircuitBreaker[]],
    hang(value: boolean) {
      hangs = value;
    },
  };
}

const call = (breaker: CircuitBreaker, outcome: () => Promise<unknown> = async () => "answer") =>
  breaker.execute(outcome).then(
    () => "went out",
    (error: unknown) => (isCallRefused(error) ? "refused" : "failed"),
  );
const failing = () => Promise.reject(down);

async function failThrice(breaker: CircuitBreaker) {
  for (let time = 0; time < 3; time++) expect(await call(breaker, failing)).toBe("failed");
  await breaker.written();
}

const stored = (storage: Storage) => storage.forClient("default").breakerStates.list();

it("opens for all processes when one of them opens it, for what is left of its time", async () => {
  const { clock, breakers } = processes(2);
  const [one, other] = breakers;
  expect(await call(other)).toBe("went out");
  await failThrice(one);
  // Its knowledge is a second old at most.
  await clock.advance(1_001);
  expect(await call(other)).toBe("refused");
  expect(other.view).toMatchObject({ kind: "open", retryAfterMs: 3_999 });
});

it("writes changes of state, and nothing when a call goes out", async () => {
  const { clock, breakers, writes } = processes(2);
  const [one, other] = breakers;
  for (let calls = 0; calls < 100; calls++) {
    await call(one);
    await call(other, calls % 10 === 0 ? failing : undefined);
    await clock.advance(100);
  }
  expect(writes.count).toBe(0);
  await clock.advance(60_000);
  await failThrice(one);
  expect(writes.count).toBe(1);
  for (let calls = 0; calls < 100; calls++) await call(calls % 2 === 0 ? one : other);
  expect(writes.count).toBe(1);
});

it("sends one probe for all, closes for all, and leaves nothing behind", async () => {
  const { clock, storage, breakers } = processes(4);
  const [one] = breakers;
  await failThrice(one);
  await clock.advance(5_000);
  for (let round = 0; round < 2; round++) {
    let answer = () => {};
    const probe = () =>
      new Promise<void>((resolve) => {
        answer = resolve;
      });
    const calls = breakers.map((breaker) => call(breaker, probe));
    await clock.advance(0);
    answer();
    expect((await Promise.all(calls)).filter((ended) => ended === "went out")).toHaveLength(1);
    await Promise.all(breakers.map((breaker) => breaker.written()));
    await clock.advance(101);
  }
  expect(await stored(storage)).toEqual([]);
  await clock.advance(1_001);
  for (const breaker of breakers) expect(await call(breaker)).toBe("went out");
});

it("gives the probe of a process that died to another when its time is over", async () => {
  const { clock, breakers } = processes(2);
  const [one, other] = breakers;
  await failThrice(one);
  await clock.advance(5_000);
  void call(one, () => new Promise(() => {}));
  await clock.advance(101);
  expect(await call(other)).toBe("refused");
  await clock.advance(2_000 - 101);
  await one.written();
  await clock.advance(5_000);
  expect(await call(other)).toBe("went out");
});

it("goes by its own state while the storage hangs, and costs a call a quarter of a second at most", async () => {
  const { clock, breakers, hang } = processes(2);
  const [one, other] = breakers;
  hang(true);
  let ended = "";
  void call(one).then((how) => {
    ended = how;
  });
  await clock.advance(250);
  expect(ended).toBe("went out");
  // The storage is left alone for a second, in which calls wait for nothing.
  for (let time = 0; time < 2; time++) expect(await call(one, failing)).toBe("failed");
  expect(await call(one)).toBe("refused");
  expect(await Promise.all([call(other), clock.advance(250)])).toEqual(["went out", undefined]);
});

it("tells the others once the storage answers again", async () => {
  const { clock, breakers, storage, hang } = processes(2);
  const [one, other] = breakers;
  await call(other);
  await call(one);
  hang(true);
  for (let time = 0; time < 3; time++) await call(one, failing);
  await clock.advance(250);
  await one.written();
  hang(false);
  await clock.advance(1_000);
  expect(await stored(storage)).toEqual([]);
  // Its own open time is over, so it asks before it probes.
  await clock.advance(4_000);
  void call(one, () => new Promise(() => {}));
  await clock.advance(0);
  await one.written();
  expect(await stored(storage)).toMatchObject([{ state: { kind: "halfOpen" } }]);
});

it.each([-1, 1])(
  "keeps nobody waiting longer than it was opened for when the wall clock jumps by %i days",
  async (days) => {
    const { clock, breakers } = processes(2);
    const [one, other] = breakers;
    await failThrice(one);
    clock.set(clock.now() + days * 24 * 3_600_000);
    const waiting = [await call(other), await call(one)];
    await clock.advance(5_001);
    const afterwards = [await call(other), await call(one)];
    expect(waiting.every((ended) => ended === "refused") || days > 0).toBe(true);
    expect(afterwards).toContain("went out");
  },
);
