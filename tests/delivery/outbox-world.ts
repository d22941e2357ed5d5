import { type FailureKind, IntegrationError, memoryStorage, type SlotKit, type Storage } from "@slotkit/core";
import { createFakeClock, createSeededRandom, type FakeClock } from "@slotkit/testing/clock";
import {
  type Connection,
  composeForTest,
  connectTo,
  createMemoryCalendar,
  createMemoryCrm,
  createMemoryNotifier,
  type MemoryCalendar,
  type MemoryCrm,
  type MemoryNotifier,
} from "@slotkit/testing/fakes";

/**
 * What becomes of one call to the outside: it works at once or slowly, is refused, or nobody learns what came of it, whether
 * it arrived (`lostAfter`, `deaf`) or not (`lostBefore`).
 */
export type Fate = "ok" | "slow" | "lostBefore" | "lostAfter" | "deaf" | Exclude<FailureKind, "unknown_outcome">;

export const fates: readonly Fate[] = [
  "ok",
  "slow",
  "lostBefore",
  "lostAfter",
  "deaf",
  "transient",
  "throttled",
  "exhausted",
  "auth",
  "stale",
  "permanent",
];

const slowMs = 7_000;

/** A process over the shared storage. */
export interface OutboxProcess {
  slotkit: SlotKit;
  connection: Connection;
  isDead: boolean;
}

/** Processes that deliver from one storage to one calendar, one CRM and one mailbox. */
export interface OutboxWorld {
  clock: FakeClock;
  storage: Storage;
  calendar: MemoryCalendar;
  crm: MemoryCrm;
  notifier: MemoryNotifier;
  /** What becomes of the next calls; then everything works. */
  fates: Fate[];
  /** What went wrong that never may: two at once for one effect, an old version after a newer one. */
  readonly defects: readonly string[];
  /** Ids of mails of which the sender could not learn whether they had arrived. */
  readonly excused: ReadonlySet<string>;
  startProcess(): Promise<OutboxProcess>;
  /** The power of one process goes. What it has sent is on its way. */
  kill(process: OutboxProcess): void;
  /** The storage is out of reach for one process, while the others go on. */
  cutOff(process: OutboxProcess, ms: number): Promise<void>;
}

interface Call {
  /** Which effect it is for. */
  key: string;
  version: number;
  mailId?: string;
  signal: Parameters<FakeClock["sleep"]>[1];
}

export function createOutboxWorld(): OutboxWorld {
  const clock = createFakeClock({ startMs: Date.UTC(2026, 10, 20, 8) });
  const storage = memoryStorage({ clock });
  const calendar = createMemoryCalendar();
  const crm = createMemoryCrm();
  const notifier = createMemoryNotifier();
  const coming: Fate[] = [];
  let started = 0;
  const defects: string[] = [];
  const excused = new Set<string>();
  const underWay = new Map<string, OutboxProcess>();
  const newest = new Map<string, number>();
  const arrived: { mailId: string; process: OutboxProcess; at: number }[] = [];

  /** One call: `apply` is what it does at the other side. */
  async function call<T>(
    process: OutboxProcess,
    { key, version, mailId, signal }: Call,
    apply: () => Promise<T>,
  ): Promise<T> {
    if (process.isDead) return new Promise(() => {});
    const other = underWay.get(key);
    if (other && !other.isDead) defects.push(`${key} is told by two at once`);
    underWay.set(key, process);
    const arrive = async () => {
      if (version < (newest.get(key) ?? 0)) defects.push(`${key} heard of version ${version} too late`);
      if (mailId) arrived.push({ mailId, process, at: clock.now() });
      newest.set(key, version);
      return apply();
    };
    const fate = coming.shift() ?? "ok";
    const unknown = new IntegrationError("unknown_outcome", "No answer.", { remedy: "Nothing to do." });
    try {
      switch (fate) {
        case "ok":
          return await arrive();
        case "slow": {
          await clock.sleep(slowMs);
          const answer = await arrive();
          if (process.isDead && mailId) excused.add(mailId);
          return answer;
        }
        case "lostBefore":
          throw unknown;
        case "lostAfter":
        case "deaf":
          await arrive();
          if (mailId) excused.add(mailId);
          if (fate === "lostAfter") throw unknown;
          // Nobody answers; the attempt's own deadline ends it.
          await clock.sleep(Number.MAX_SAFE_INTEGER, signal);
          throw unknown;
        default:
          throw new IntegrationError(fate, "Refused.", { remedy: "See to it." });
      }
    } finally {
      if (underWay.get(key) === process) underWay.delete(key);
    }
  }

  return {
    clock,
    storage,
    calendar,
    crm,
    notifier,
    fates: coming,
    defects,
    excused,
    async startProcess() {
      const connection = connectTo(storage);
      const process: OutboxProcess = { connection, isDead: false, slotkit: null as unknown as SlotKit };
      const { slotkit } = composeForTest({
        storage: () => connection.storage,
        otherHosts: ["bob"],
        eventType: { hosts: ["ada", "bob"], assignment: { kind: "roundRobin" } },
        options: {
          clock,
          random: createSeededRandom(++started),
          // Its own tests are elsewhere; here every fate is to reach the outbox.
          resilience: { breaker: { minCalls: 1_000 }, calendarReads: { maxAttempts: 1 } },
          calendar: {
            ...calendar,
            readBusy: (request, options) => calendar.readBusy(request, options),
            putEvent: (wanted, options) => {
              const key = `calendar ${wanted.calendarId} ${wanted.event.uid}`;
              const about = { key, version: wanted.event.version, signal: options?.signal };
              return call(process, about, () => calendar.putEvent(wanted, options));
            },
            removeEvent: (gone, options) => {
              const key = `calendar ${gone.calendarId} ${gone.uid}`;
              const version = newest.get(key) ?? 0;
              return call(process, { key, version, signal: options?.signal }, () =>
                calendar.removeEvent(gone, options),
              );
            },
          },
          crm: {
            ...crm,
            recordBooking: (request, options) => {
              const { uid, version } = request.booking;
              const about = { key: `crm ${uid}`, version, signal: options?.signal };
              return call(process, about, () => crm.recordBooking(request, options));
            },
          },
          notifications: {
            ...notifier,
            send: (mail, options) => {
              const key = `mail ${mail.audience} ${mail.recipient.email} ${mail.booking.uid}`;
              const about = { key, version: mail.booking.version, mailId: mail.id, signal: options?.signal };
              return call(process, about, () => notifier.send(mail, options));
            },
          },
        },
      });
      process.slotkit = slotkit;
      await slotkit.start();
      return process;
    },
    kill(process) {
      process.isDead = true;
      process.connection.isDown = true;
    },
    async cutOff(process, ms) {
      const { connection } = process;
      const fromMs = clock.now() - slowMs;
      connection.isDown = true;
      for (let passed = 0; passed < ms; passed += ms / 20) await clock.advance(ms / 20);
      connection.isDown = false;
      // It could write down nothing of what it had sent, and whoever took over could not know.
      for (const mail of arrived) if (mail.process === process && mail.at >= fromMs) excused.add(mail.mailId);
    },
  };
}
