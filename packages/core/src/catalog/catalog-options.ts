import { z } from "zod";
import type { FieldError } from "../errors.ts";
import type { EventType } from "../ports/catalog.ts";
import { hostIdsOf } from "./assignment-schema.ts";
import { type EventTypeOptions, eventTypeSchema, resolveEventType } from "./event-type-schema.ts";
import { type HostOptions, hostSchema, resolveHost, scheduleIdsOf } from "./host-schema.ts";
import { type ScheduleOptions, scheduleSchema } from "./schedule-schema.ts";

/** Everything one client's catalog is made of. */
export interface CatalogOptions {
  schedules: readonly ScheduleOptions[];
  hosts: readonly HostOptions[];
  eventTypes: readonly EventTypeOptions[];
}

/** Fields of {@link CatalogOptions}. */
export const catalogShape = {
  schedules: z.array(scheduleSchema).readonly(),
  hosts: z.array(hostSchema).readonly(),
  eventTypes: z.array(eventTypeSchema).readonly(),
};

/** The event types of a catalog, each with its hosts and their schedules. */
export function resolveCatalog({ schedules, hosts, eventTypes }: CatalogOptions): readonly EventType[] {
  const schedulesById = new Map(schedules.map((schedule) => [schedule.id, schedule]));
  const hostsById = new Map(hosts.map((host) => [host.id, resolveHost(host, schedulesById)]));
  return eventTypes.map((eventType) => resolveEventType(eventType, hostsById));
}

/** Names that point nowhere, and names given twice, under the field they stand in. */
export function unresolvedNames({ schedules, hosts, eventTypes }: CatalogOptions): readonly FieldError[] {
  const scheduleIds = schedules.map(({ id }) => id);
  const hostIds = hosts.map(({ id }) => id);
  const slugs = eventTypes.map(({ slug }) => slug);
  return [
    ...duplicates(scheduleIds, (index) => `schedules.${index}.id`),
    ...duplicates(hostIds, (index) => `hosts.${index}.id`),
    ...duplicates(slugs, (index) => `eventTypes.${index}.slug`),
    ...hosts.flatMap((host, index) => under(`hosts.${index}`, unknownSchedules(host, scheduleIds))),
    ...eventTypes.flatMap((eventType, index) => under(`eventTypes.${index}`, unknownHosts(eventType, hostIds))),
  ];
}

/** The schedules a host names that there are not. */
export function unknownSchedules(host: HostOptions, known: readonly string[]): readonly FieldError[] {
  return scheduleIdsOf(host).flatMap((id) => unknown("schedule", "schedule", id, known));
}

/** The hosts an event type names that there are not, or twice. */
export function unknownHosts(eventType: EventTypeOptions, known: readonly string[]): readonly FieldError[] {
  const ids = hostIdsOf(eventType);
  return [
    ...ids.flatMap((id, index) => unknown(`hosts.${index}`, "host", id, known)),
    ...duplicates(ids, (index) => `hosts.${index}`),
  ];
}

function unknown(field: string, kind: string, name: string, known: readonly string[]): FieldError[] {
  if (known.includes(name)) return [];
  const choice = known.length > 0 ? `use one of: ${known.join(", ")}` : `describe one under "${kind}s"`;
  return [{ field, message: `names no ${kind}; ${choice}`, received: JSON.stringify(name) }];
}

function duplicates(names: readonly string[], fieldOf: (index: number) => string): FieldError[] {
  return names.flatMap((name, index) =>
    names.indexOf(name) < index
      ? [{ field: fieldOf(index), message: "is used twice; give each its own", received: JSON.stringify(name) }]
      : [],
  );
}

function under(path: string, problems: readonly FieldError[]): FieldError[] {
  return problems.map((problem) => ({ ...problem, field: `${path}.${problem.field}` }));
}
