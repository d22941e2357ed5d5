import { IntegrationError, memoryStorage, type SlotKit, type Storage } from "@slotkit/core";
import { createFakeClock, createSeededRandom, type FakeClock } from "@slotkit/testing/clock";
import { composeForTest, connectTo, type TestComposition } from "@slotkit/testing/fakes";
import { describe, expect, it } from "vitest";

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
/** Monday 2026-11-23, 10:00 in Berlin. */
const start = Date.UTC(2026, 10, 23, 9);
const attendee = { name: "Grace Example", email: "grace@example.org" };

const book = (slotkit: SlotKit, { at = start, clientId = "default" } = {}) =>
  slotkit.book({ eventType: "intro", start: at, attendee, clientId });

/** Books so many starts, five minutes apart, day after day. */
async function bookMany(slotkit: SlotKit, count: number, clientId: string) {
  const perDay = 80;
  for (let index = 0; index < count; index++) {
    const at = start + (index % perDay) * 5 * minuteMs + Math.floor(index / perDay) * 24 * 60 * minuteMs;
    await book(slotkit, { at, clientId });
  }
}

/** Lets time pass, in steps, until a promise settles. */
async function passing<T>(clock: FakeClock, promise: Promise<T>, stepMs = 100): Promise<T> {
  let settled = false;
  const end = () => {
    settled = true;
  };
  promise.then(end, end);
  while (!settled) await clock.advance(stepMs);
  return promise;
}

/** Lets a little time pass until something holds: the links in mails are derived outside of the clock's time. */
async function soon(clock: FakeClock, holds: () => boolean) {
  for (let ms = 0; ms < 500 && !holds(); ms++) await clock.advance(1);
  expect(holds()).toBe(true);
}

/** Makes each mail take a while. */
function slowDown({ notifier, clock }: Pick<TestComposition, "notifier" | "clock">, tookMs: number) {
  const send = notifier.send.bind(notifier);
  notifier.send = async (mail, options) => {
    await clock.sleep(tookMs, options?.signal);
    await send(mail, options);
  };
}

describe("one integration that hangs", () => {
  it("keeps no other waiting, and what is booked meanwhile neither", async () => {
    const { slotkit, calendar, crm, notifier, clock } = composeForTest();
    calendar.putEvent = () => new Promise(() => {});
    await slotkit.start();
    await book(slotkit);
    await soon(clock, () => notifier.sent.length === 2);
    expect(crm.contacts.size).toBe(1);
    await book(slotkit, { at: start + 60 * minuteMs });
    await soon(clock, () => notifier.sent.length === 4);
    await passing(clock, slotkit.stop());
    expect(clock.pending).toBe(0);
  });

  it("for one booking does not keep its next ones waiting", async () => {
    const { slotkit, calendar, clock } = composeForTest();
    const putEvent = calendar.putEvent.bind(calendar);
    calendar.putEvent = (wanted, options) =>
      wanted.event.start === start ? new Promise(() => {}) : putEvent(wanted, options);
    await slotkit.start();
    await book(slotkit);
    await clock.advance(1);
    await book(slotkit, { at: start + 60 * minuteMs });
    await soon(clock, () => calendar.events.size === 1);
    await passing(clock, slotkit.stop());
  });
});

describe("clients", () => {
  const manyStarts = {
    clients: ["default", "zeta"],
    eventType: { durationMinutes: 5 },
    options: { calendar: false, crm: false },
  } as const;

  it("take turns: the backlog of one does not keep another waiting", async () => {
    const parts = composeForTest(manyStarts);
    const { slotkit, notifier, clock } = parts;
    await bookMany(slotkit, 200, "default");
    await clock.advance(minuteMs);
    slowDown(parts, 300);
    await slotkit.start();
    await clock.advance(secondMs);
    await book(slotkit, { clientId: "zeta" });
    const sentOf = (clientId: string) => notifier.sent.filter(({ booking }) => booking.clientId === clientId).length;
    for (let ms = 0; ms < 2 * secondMs && sentOf("zeta") < 2; ms += 100) await clock.advance(100);
    expect(sentOf("zeta")).toBe(2);
    expect(sentOf("default")).toBeLessThan(60);
    await passing(clock, slotkit.stop());
  });

  it("wait for no other's hanging credential", async () => {
    const { slotkit, notifier, clock } = composeForTest(manyStarts);
    await bookMany(slotkit, 40, "default");
    const send = notifier.send.bind(notifier);
    notifier.send = (mail, options) =>
      mail.booking.clientId === "default" ? new Promise(() => {}) : send(mail, options);
    await slotkit.start();
    await clock.advance(secondMs);
    await book(slotkit, { clientId: "zeta" });
    await soon(clock, () => notifier.sent.length === 2);
    await passing(clock, slotkit.stop());
  });
});

describe("a backlog behind an open breaker", () => {
  it("stays as it is but for one effect that asks now and then, and goes out when calls do", async () => {
    const waited: string[] = [];
    const telemetry = { record: (name: string) => void (name === "delivery.waiting" && waited.push(name)) };
    const { slotkit, calendar, clock } = composeForTest({
      eventType: { durationMinutes: 5 },
      options: { crm: false, notifications: false, telemetry },
    });
    calendar.failWrites = new IntegrationError("transient", "Bad gateway.", { remedy: "Wait." });
    await bookMany(slotkit, 60, "default");
    await slotkit.start();
    await clock.advance(minuteMs);
    waited.length = 0;
    await clock.advance(30 * minuteMs);
    expect(waited.length).toBeGreaterThan(0);
    // Each of the sixty coming back after half a minute would make it thousands.
    expect(waited.length).toBeLessThanOrEqual((30 * minuteMs) / 5_000 + 20);
    calendar.failWrites = null;
    await clock.advance(minuteMs);
    expect(calendar.events.size).toBe(60);
    await passing(clock, slotkit.stop());
  });
});

describe("an outage of the storage right after a send", () => {
  const onlyMail = { calendar: false, crm: false } as const;

  /** So many processes over one storage, each with a connection of its own, and one mailbox for all. */
  function composeProcesses(count: number) {
    const clock = createFakeClock({ startMs: Date.UTC(2026, 10, 20, 8) });
    const shared = memoryStorage({ clock });
    const sent: string[] = [];
    const underWay = { count: 0 };
    const processes = Array.from({ length: count }, (_, index) => {
      const connection = connectTo(shared);
      const logged: string[] = [];
      const log = (message: string) => void logged.push(message);
      const { slotkit, notifier } = composeForTest({
        storage: () => connection.storage,
        options: {
          ...onlyMail,
          clock,
          random: createSeededRandom(index),
          logger: { debug() {}, info() {}, warn: log, error: log },
        },
      });
      notifier.send = async ({ audience }) => {
        underWay.count++;
        await clock.sleep(secondMs);
        sent.push(audience);
      };
      return { slotkit, connection, logged };
    });
    /** Until so many mails are under way: the link in some of them is derived outside of the clock's time. */
    const begun = async (count = 2) => {
      while (underWay.count < count) await clock.advance(1);
    };
    return { clock, shared, sent, processes, begun };
  }

  it.each([30 * secondMs, 5 * minuteMs, 9 * minuteMs])("of %d ms sends no mail twice", async (outageMs) => {
    const { clock, sent, processes, shared, begun } = composeProcesses(2);
    const [{ slotkit, connection }, other] = processes as [(typeof processes)[0], (typeof processes)[0]];
    await slotkit.start();
    await other.slotkit.start();
    const { booking } = await book(slotkit);
    await begun();
    for (const { connection } of processes) connection.isDown = true;
    await clock.advance(outageMs);
    expect(sent).toHaveLength(2);
    connection.isDown = false;
    other.connection.isDown = false;
    await clock.advance(3 * minuteMs);
    expect(sent).toHaveLength(2);
    const effects = await shared.forClient("default").effects.ofSubjects([booking.uid]);
    expect(effects.map(({ state, attempt }) => [state, attempt])).toEqual([
      ["done", 0],
      ["done", 0],
    ]);
    await passing(clock, Promise.all([slotkit.stop(), other.slotkit.stop()]));
  });

  it("that hits one process alone leaves its outcome to whoever took over", async () => {
    const { clock, sent, processes, shared, begun } = composeProcesses(2);
    const [{ slotkit, connection, logged }, other] = processes as [(typeof processes)[0], (typeof processes)[0]];
    await slotkit.start();
    const { booking } = await book(slotkit);
    await begun();
    connection.isDown = true;
    await other.slotkit.start();
    await clock.advance(50 * secondMs);
    expect(sent).toHaveLength(2);
    await clock.advance(20 * secondMs);
    await begun(4);
    await clock.advance(secondMs);
    // Nobody can know that the first ones arrived: the repeat carries the same id.
    expect(sent).toHaveLength(4);
    connection.isDown = false;
    await clock.advance(minuteMs);
    expect(logged).toContain("An effect was taken over before its end could be stored; the other's counts.");
    const effects = await shared.forClient("default").effects.ofSubjects([booking.uid]);
    expect(effects.map(({ state, leaseOwner }) => [state, leaseOwner])).toEqual([
      ["done", null],
      ["done", null],
    ]);
    await passing(clock, Promise.all([slotkit.stop(), other.slotkit.stop()]));
  });

  it("in which only writing is refused keeps the lease", async () => {
    const clock = createFakeClock({ startMs: Date.UTC(2026, 10, 20, 8) });
    const shared = memoryStorage({ clock });
    let refuses = false;
    const refusing: Storage = {
      ...shared,
      forClient(clientId) {
        const client = shared.forClient(clientId);
        const busy = () => Promise.reject(new Error("The disk is full."));
        return { ...client, transaction: (...args) => (refuses ? busy() : client.transaction(...args)) };
      },
    };
    const options = { ...onlyMail, clock };
    const first = composeForTest({ storage: () => refusing, options });
    const second = composeForTest({ storage: () => shared, options: { ...options, random: createSeededRandom(2) } });
    await first.slotkit.start();
    await book(first.slotkit);
    refuses = true;
    await clock.advance(secondMs);
    await second.slotkit.start();
    await clock.advance(8 * minuteMs);
    refuses = false;
    await clock.advance(minuteMs);
    expect([first.notifier.sent.length, second.notifier.sent.length]).toEqual([2, 0]);
    await passing(clock, Promise.all([first.slotkit.stop(), second.slotkit.stop()]));
  });
});

describe("what counts towards a person's desk", () => {
  const failure = (kind: "transient" | "stale") => new IntegrationError(kind, "Refused.", { remedy: "Wait." });

  it("is not an outage before a repair", async () => {
    const { slotkit, calendar, clock } = composeForTest({ options: { crm: false, notifications: false } });
    const { booking } = await book(slotkit);
    calendar.failWrites = failure("transient");
    for (let minute = 0; minute < 120; minute++) {
      await slotkit.deliver();
      await clock.advance(minuteMs);
    }
    calendar.failWrites = failure("stale");
    for (let repair = 0; repair < 5; repair++) {
      await slotkit.deliver();
      await clock.advance(minuteMs);
    }
    expect((await slotkit.getBooking(booking.uid)).sync.calendar).toBe("pending");
    await slotkit.deliver();
    expect((await slotkit.getBooking(booking.uid)).sync.calendar).toBe("manual");
  });

  it("is no trouble of our own", async () => {
    const { slotkit, storage, clock } = composeForTest();
    const { booking } = await book(slotkit);
    const catalog = { findEventType: () => Promise.reject(new Error("gone")), listEventTypes: async () => [] };
    const blind = composeForTest({ storage: () => storage, options: { catalog, clock } });
    for (let day = 0; day < 9; day++) {
      await blind.slotkit.deliver();
      await clock.advance(24 * 60 * minuteMs);
    }
    const effects = await storage.forClient("default").effects.ofSubjects([booking.uid]);
    expect(effects.map(({ state, attempt }) => [state, attempt])).toEqual(Array(4).fill(["pending", 0]));
  });
});
