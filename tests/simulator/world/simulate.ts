import { auditRows, auditWorld } from "../audit/audit.ts";
import type { InterruptionFact, OperationFact, Violation, WorldFacts } from "../audit/facts.ts";
import type { Mutant } from "../mutants.ts";
import { keepCalendars } from "../outside/people.ts";
import { plainWorld } from "../outside/plain-world.ts";
import { createFleet, type Fleet } from "../server/fleet.ts";
import { gateStorage } from "../server/gate-storage.ts";
import type { Machine } from "../server/machine.ts";
import { createOutsideLine } from "../server/outside-line.ts";
import { startServerProcess } from "../server/server-process.ts";
import { memoryBackend } from "../storage/memory-backend.ts";
import { sqliteBackend } from "../storage/sqlite-backend.ts";
import type { StorageBackend } from "../storage/storage-backend.ts";
import { createHistory, type History } from "../visitors/history.ts";
import { createNetwork, type Outgoing } from "../visitors/network.ts";
import { operate } from "../visitors/operator.ts";
import { look, type VisitorWorld, visit } from "../visitors/visitor.ts";
import { createChance } from "./chance.ts";
import { digestInTurn } from "./in-turn-crypto.ts";
import { createOutsideWeather, type OutsideWeather, type ServiceName } from "./outside-weather.ts";
import { createSampleCatalog } from "./sample-catalog.ts";
import type { Scenario } from "./scenario.ts";
import { createStorageWeather } from "./storage-weather.ts";
import { createTrace } from "./trace.ts";
import { createVirtualTime, type VirtualTime } from "./virtual-time.ts";

/** What a run came to. */
export interface SimulationReport {
  scenario: Scenario;
  violations: readonly Violation[];
  /** Digest over everything that happened; the same for every run of a seed. */
  digest: string;
  /** The last of what happened. */
  lastLines: readonly string[];
  counts: {
    events: number;
    requests: number;
    bookings: number;
    restarts: number;
    mails: number;
    simulatedMs: number;
  };
}

export interface SimulateOptions {
  /** Told every line of the trace as it happens. */
  show?: ((line: string) => void) | undefined;
  /** A defect to build in. */
  mutant?: Mutant | undefined;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const services: readonly ServiceName[] = ["calendar", "crm", "mail"];
/** Longer than any wait that a service can have asked for, and any lease. */
const healingMs = 9 * hourMs;
const auditEveryMs = 2 * hourMs;

/** Plays a scenario to its end and lets the auditor judge it. */
export async function simulate(scenario: Scenario, options: SimulateOptions = {}): Promise<SimulationReport> {
  const restore = digestInTurn();
  const { stackTraceLimit } = Error;
  // Failures are this world's daily bread, and nobody reads deeper than the first frames.
  Error.stackTraceLimit = 2;
  try {
    return await play(scenario, options);
  } finally {
    restore();
    Error.stackTraceLimit = stackTraceLimit;
  }
}

async function play(scenario: Scenario, { show, mutant }: SimulateOptions): Promise<SimulationReport> {
  const time = createVirtualTime(scenario.startMs);
  const chance = createChance(scenario.seed);
  const trace = createTrace(time.now, show);
  const history = createHistory(time.now);
  const sample = createSampleCatalog(chance.fork("catalog"));
  const backend = backendOf(scenario, time);
  const outside = plainWorld(time.now);
  const violations: Violation[] = [];
  const interruptions: InterruptionFact[] = [];
  let calm = false;
  let closing = false;
  const isCalm = () => calm;
  const weatherOf = (service: ServiceName) =>
    createOutsideWeather({
      service,
      climate: scenario.outsideClimate[service],
      time,
      chance: chance.fork(`weather of ${service}`),
      trace,
      isCalm,
    });
  const weather = { calendar: weatherOf("calendar"), crm: weatherOf("crm"), mail: weatherOf("mail") };
  const storageWeather = createStorageWeather(scenario.storageClimate, chance.fork("weather of storage"), isCalm);

  const fleet = createFleet({
    time,
    chance: chance.fork("fleet"),
    trace,
    backend,
    processLifeMs: scenario.processLifeMs,
    isCalm,
    start(machine, storage, own) {
      machine.death.catch(() => interruptions.push({ at: time.now(), process: machine.name }));
      const lines = linesOf(machine, weather, time, trace);
      const gated = gateStorage(storage, machine, storageWeather);
      const adapters = outside.adaptersFor(machine.clock, lines);
      return startServerProcess({
        machine,
        storage: mutant?.storage?.(gated) ?? gated,
        catalog: sample.catalog,
        ...(mutant?.adapters?.(adapters) ?? adapters),
        chance: own,
        trace,
        onInterruption: () => interruptions.push({ at: time.now(), process: machine.name }),
        onDefect: (says) => violations.push({ promise: "P19", says: `a request failed unexpectedly: ${says}` }),
      });
    },
  });
  const send = createNetwork({
    time,
    fleet,
    chance: chance.fork("network"),
    trace,
    climate: scenario.network,
    isCalm,
    onDoubled: (outgoing) => noteDoubled(history, outgoing),
  });
  const world: VisitorWorld = {
    time,
    history,
    send,
    slugs: sample.slugs,
    timeZone: sample.timeZone,
    mails: outside.mails,
    isClosing: () => closing,
  };
  const mustTell = ["calendar", "crm", "mail"];

  async function watch(): Promise<void> {
    while (!closing) {
      await time.sleep(auditEveryMs);
      violations.push(...auditRows(backend.rows(), time.now(), mustTell));
    }
  }
  async function live(): Promise<void> {
    for (let place = 1; place <= scenario.processes; place++) void fleet.tend(place);
    for (const service of services) void weather[service].run();
    void suspendWhenIdle(time, fleet, backend);
    void keepCalendars({
      time,
      chance: chance.fork("people"),
      trace,
      calendar: outside.calendar,
      calendarIds: sample.calendarIds,
      isClosing: () => closing,
    });
    void operate(world, chance.fork("operator"));
    void watch();
    await time.sleep(minuteMs);
    await receiveVisitors(world, scenario, chance.fork("visitors"));
    closing = true;
    calm = true;
    trace.write("world", "is calm for good");
    await heal(time, backend);
    await fleet.stop();
  }

  try {
    await time.run(live());
    const facts: WorldFacts = {
      rows: backend.rows(),
      operations: history.operations,
      events: outside.events(),
      contacts: outside.contacts(),
      mails: outside.mails,
      eventTypes: sample.eventTypes,
      hostEmails: sample.hostEmails,
      hostCalendars: sample.hostCalendars,
      lastingRefusals: {
        calendar: lastingRefusals(weather.calendar),
        crm: lastingRefusals(weather.crm),
        mail: lastingRefusals(weather.mail),
      },
      interruptions,
      now: time.now(),
    };
    violations.push(...auditWorld(facts, mustTell));
    return {
      scenario,
      violations,
      digest: trace.digest(),
      lastLines: trace.last,
      counts: {
        events: trace.count,
        requests: history.operations.length,
        bookings: facts.rows.bookings.length,
        restarts: fleet.restarts,
        mails: outside.mails.length,
        simulatedMs: time.now() - scenario.startMs,
      },
    };
  } finally {
    await backend.close();
  }
}

function backendOf({ storage }: Scenario, time: VirtualTime): StorageBackend {
  return storage === "sqlite" ? sqliteBackend() : memoryBackend(time.machine(0));
}

function linesOf(
  machine: Machine,
  weather: Readonly<Record<ServiceName, OutsideWeather>>,
  time: VirtualTime,
  trace: ReturnType<typeof createTrace>,
) {
  const line = (service: ServiceName) =>
    createOutsideLine({ service, machine, weather: weather[service], time, trace });
  return { calendar: line("calendar"), crm: line("crm"), mail: line("mail") };
}

/** Lets people come until the days are over, now and then several for one and the same time. */
async function receiveVisitors(
  world: VisitorWorld,
  { days, visitMs, rush }: Scenario,
  chance: ReturnType<typeof createChance>,
): Promise<void> {
  const { time } = world;
  const endMs = time.now() + days * dayMs;
  for (let count = 1; ; count++) {
    await time.sleep(chance.wait(visitMs));
    if (time.now() >= endMs) return;
    const name = `visitor ${count}`;
    const own = chance.fork(name);
    if (!chance.of(rush)) {
      void visit(world, own, name);
      continue;
    }
    const wish = await look(world, own, name);
    if (wish === null) continue;
    for (let rival = 0; rival <= 1 + chance.below(5); rival++) {
      void visit(world, own.fork(`${rival}`), `${name}.${rival}`, wish);
    }
  }
}

/** What a route asks for. */
const kindOf: ReadonlyMap<string, OperationFact["kind"]> = new Map([
  ["reschedule", "move"],
  ["cancel", "cancel"],
  ["confirm", "confirm"],
  ["decline", "decline"],
  ["guests", "guests"],
  ["reassign", "reassign"],
  ["no-show", "noShow"],
]);

/** A request that the network delivers a second time may take effect by the second delivery alone. */
function noteDoubled(history: History, { method, path, request }: Outgoing): void {
  if (request !== undefined) {
    // Under a key the two are one.
    history.double(request);
    return;
  }
  const [, uid, action] = /^\/bookings\/(\w+)\/([\w-]+)$/.exec(path) ?? [];
  const kind = kindOf.get(action ?? "");
  if (method !== "POST" || !uid || !kind) return;
  history.begin({ kind, uid, eventType: "", start: null }).outcome = "unknown";
}

const lookEveryMs = 10_000;

/** Skips the hours in which no program does anything but look whether there is something to do. */
async function suspendWhenIdle(time: VirtualTime, fleet: Fleet, backend: StorageBackend): Promise<void> {
  for (;;) {
    await time.sleep(lookEveryMs);
    if (!fleet.isIdle || fleet.running.length === 0) continue;
    const due = Math.min(time.nextOutside(), (await backend.nextEffectAt()) ?? Number.POSITIVE_INFINITY);
    const gapMs = Math.floor(due - time.now()) - 1;
    if (gapMs > lookEveryMs && Number.isFinite(gapMs)) time.suspend(gapMs);
  }
}

/** Waits until the outbox is empty, as long as it may take. */
async function heal(time: VirtualTime, backend: StorageBackend): Promise<void> {
  const endMs = time.now() + healingMs;
  while (time.now() < endMs) {
    await time.sleep(minuteMs);
    if ((await backend.nextEffectAt()) === null) return;
  }
}

/** Failures after which an effect may have to wait for a person. */
function lastingRefusals({ refusals }: OutsideWeather): number {
  return refusals.permanent + refusals.stale;
}
