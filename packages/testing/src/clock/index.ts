export { createFakeClock, type FakeClock, type FakeClockOptions } from "./create-fake-clock.ts";
export { createSeededRandom } from "./create-seeded-random.ts";
