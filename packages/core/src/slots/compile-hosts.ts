import { checkSpans, type ValuePath } from "./check-value.ts";
import { type CompiledSchedule, compileSchedule } from "./compile-schedule.ts";
import type { BusyInterval, Schedule, SlotHost, Span } from "./slot-query.ts";
import { SlotQueryError } from "./slot-query-error.ts";

/** A host that has been checked, its schedules read. */
export interface CompiledHost {
  readonly id: string;
  readonly schedules: readonly CompiledSchedule[];
  readonly busy: readonly BusyInterval[];
  readonly timeOff: readonly Span[];
  readonly unknown: readonly Span[];
}

/**
 * Checks the hosts of a query, in its order.
 *
 * @throws {SlotQueryError} naming the field under `hosts`.
 */
export function compileHosts(hosts: readonly SlotHost[]): CompiledHost[] {
  if (hosts.length === 0) {
    throw new SlotQueryError({ path: ["hosts"], received: hosts, remedy: "give at least one host" });
  }
  const ids = new Set<string>();
  // Hosts often share a schedule; a shared one is read once, and its spans are worked out once.
  const read = new Map<SlotHost["schedule"], readonly CompiledSchedule[]>();
  return hosts.map((host, index) => {
    const path = ["hosts", index];
    if (ids.has(host.id)) {
      throw new SlotQueryError({ path: [...path, "id"], received: host.id, remedy: "list each host once" });
    }
    ids.add(host.id);
    const schedules = read.get(host.schedule) ?? compileSchedules(host.schedule, [...path, "schedule"]);
    read.set(host.schedule, schedules);
    return compileHost(host, schedules, path);
  });
}

function compileHost(host: SlotHost, schedules: readonly CompiledSchedule[], path: ValuePath): CompiledHost {
  const { id, busy = [], timeOff = [], unknown = [] } = host;
  checkSpans(busy, [...path, "busy"]);
  checkSpans(timeOff, [...path, "timeOff"]);
  checkSpans(unknown, [...path, "unknown"]);
  return { id, schedules, busy, timeOff, unknown };
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
