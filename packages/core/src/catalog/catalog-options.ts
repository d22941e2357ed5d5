import { z } from "zod";
import type { FieldError } from "../errors.ts";
import type { EventType, Host } from "../ports/catalog.ts";
import { hostIdsOf } from "./assignment-schema.ts";
import { type EventTypeOptions, eventTypeSchema, resolveEventType } from "./event-type-schema.ts";
import { type HostOptions, hostSchema, resolveHost, scheduleIdsOf } from "./host-schema.ts";
import { type ClientLimitOptions, clientLimitsSchema } from "./limits-schema.ts";
import { type PeopleOptions, peopleSchema } from "./person-rules-schema.ts";
import { type ScheduleOptions, scheduleSchema } from "./schedule-schema.ts";

/** Everything one client's catalog is made of. */
export interface CatalogOptions {
  schedules: readonly ScheduleOptions[];
  hosts: readonly HostOptions[];
  eventTypes: readonly EventTypeOptions[];
  /** How people are told apart, and how often each may book. */
  people?: PeopleOptions | undefined;
  /** Caps on what is booked with the client in all, whatever the event type. Default: none. */
  limits?: readonly ClientLimitOptions[] | undefined;
}

/** Fields of {@link CatalogOptions}. */
export const catalogShape = {
  schedules: z.array(scheduleSchema).readonly(),
  hosts: z.array(hostSchema).readonly(),
  eventTypes: z.array(eventTypeSchema).readonly(),
  people: peopleSchema.optional(),
  limits: clientLimitsSchema,
};

/** A catalog in which every name has been followed, by id and slug. */
export interface ResolvedCatalog {
  hosts: ReadonlyMap<string, Host>;
  eventTypes: ReadonlyMap<string, EventType>;
}

/** Follows the names of a catalog: each host gets its schedules, each event type its hosts. */
export function resolveCatalog(
  { schedules, hosts, eventTypes, people, limits }: CatalogOptions,
  revision: number | null = null,
): ResolvedCatalog {
  const schedulesById = new Map(schedules.map((schedule) => [schedule.id, schedule]));
  const hostsById = new Map(hosts.map((host) => [host.id, resolveHost(host, schedulesById)]));
  const resolved = eventTypes.map((eventType) => resolveEventType(eventType, hostsById, { revision, people, limits }));
  return { hosts: hostsById, eventTypes: new Map(resolved.map((eventType) => [eventType.slug, eventType])) };
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

/** More names than these help nobody. */
const maxNamed = 20;

function unknown(field: string, kind: string, name: string, known: readonly string[]): FieldError[] {
  if (known.includes(name)) return [];
  const some = known.slice(0, maxNamed).join(", ");
  const rest = known.length > maxNamed ? ` and ${known.length - maxNamed} more` : "";
  const choice = known.length > 0 ? `use one of: ${some}${rest}` : `describe one under "${kind}s"`;
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
