import { checkInstant, checkNumber, type ValuePath } from "./check-value.ts";
import { type CompiledSchedule, compileSchedule } from "./compile-schedule.ts";
import type { BusyInterval, Limit, Schedule, Session, SlotHost, Span } from "./slot-query.ts";
import { SlotQueryError } from "./slot-query-error.ts";
import { readTakenTime, type TakenTime } from "./taken-time.ts";

/** A host that has been checked, its schedules read, with the sessions and limits of the query that are its own. */
export interface CompiledHost {
  readonly id: string;
  readonly priority: number;
  readonly weight: number;
  readonly lastBookedAt: number | undefined;
  readonly schedules: readonly CompiledSchedule[];
  readonly busy: readonly BusyInterval[];
  readonly timeOff: readonly Span[];
  readonly unknown: readonly Span[];
  /** All of the three. */
  readonly taken: TakenTime;
  readonly sessions: readonly Session[];
  readonly limits: readonly Limit[];
}

/**
 * Checks the hosts of a query, in its order.
 *
 * @throws {SlotQueryError} naming the field under `hosts`, or a limit of a host that is not there.
 */
export function compileHosts(
  hosts: readonly SlotHost[],
  sessions: readonly Session[],
  limits: readonly Limit[],
): CompiledHost[] {
  if (hosts.length === 0) {
    throw new SlotQueryError({ path: ["hosts"], received: hosts, remedy: "give at least one host" });
  }
  const ids = new Set<string>();
  // Hosts often share a schedule; a shared one is read once, and its spans are worked out once.
  const read = new Map<SlotHost["schedule"], readonly CompiledSchedule[]>();
  const sessionsOf = byHost(sessions, ({ hostIds }) => hostIds);
  const limitsOf = byHost(limits, ({ hostId }) => (hostId === undefined ? [] : [hostId]));
  const taken = readTakenTime(hosts);
  const compiled = hosts.map((host, index) => {
    const { id, schedule } = host;
    const path = ["hosts", index];
    if (ids.has(id)) throw new SlotQueryError({ path: [...path, "id"], received: id, remedy: "list each host once" });
    ids.add(id);
    const schedules = read.get(schedule) ?? compileSchedules(schedule, [...path, "schedule"]);
    read.set(schedule, schedules);
    return {
      id,
      schedules,
      sessions: sessionsOf.get(id) ?? [],
      limits: limitsOf.get(id) ?? [],
      taken: taken[index] as TakenTime,
      ...readHost(host, path),
    };
  });
  checkLimitedHosts(limits, ids);
  return compiled;
}

function readHost(
  host: SlotHost,
  path: ValuePath,
): Omit<CompiledHost, "id" | "schedules" | "taken" | "sessions" | "limits"> {
  const { busy = [], timeOff = [], unknown = [], priority = 0, weight = 1, lastBookedAt } = host;
  checkNumber(priority, [...path, "priority"], -Infinity);
  checkNumber(weight, [...path, "weight"], 0);
  if (lastBookedAt !== undefined) checkInstant(lastBookedAt, [...path, "lastBookedAt"]);
  return { busy, timeOff, unknown, priority, weight, lastBookedAt };
}

function checkLimitedHosts(limits: readonly Limit[], ids: ReadonlySet<string>): void {
  limits.forEach(({ hostId }, index) => {
    if (hostId === undefined || ids.has(hostId)) return;
    throw new SlotQueryError({
      path: ["limits", index, "hostId"],
      received: hostId,
      remedy: "name a host of the query",
    });
  });
}

/** Lists things under each of the hosts that they name. */
function byHost<T>(
  things: readonly T[],
  hostIdsOf: (thing: T) => readonly string[],
): ReadonlyMap<string, readonly T[]> {
  const lists = new Map<string, T[]>();
  for (const thing of things) {
    for (const id of hostIdsOf(thing)) {
      const list = lists.get(id);
      if (list) list.push(thing);
      else lists.set(id, [thing]);
    }
  }
  return lists;
}

function compileSchedules(schedule: SlotHost["schedule"], path: ValuePath): readonly CompiledSchedule[] {
  if (!isList(schedule)) return [compileSchedule(schedule, path)];
  if (schedule.length === 0) {
    throw new SlotQueryError({ path, received: schedule, remedy: "give at least one schedule" });
  }
  return schedule.map((one, index) => compileSchedule(one, [...path, index]));
}

// Array.isArray does not narrow a readonly list out of a union.
function isList(schedule: SlotHost["schedule"]): schedule is readonly Schedule[] {
  return Array.isArray(schedule);
}
