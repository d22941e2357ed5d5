import { z } from "zod";
import type { EventType, EventTypeHost, Host } from "../ports/catalog.ts";
import type { Assignment } from "../slots/slot-query.ts";
import { idSchema } from "./id-schema.ts";

/** The part of a host in an event type. */
export interface EventTypeHostOptions {
  id: string;
  /** Needed for every slot, beside the rotating hosts. Default: false. */
  fixed?: boolean | undefined;
  /** Among rotating hosts, a higher one is chosen first. Default: 0. */
  priority?: number | undefined;
  /** Share of the bookings among rotating hosts of one priority. Default: 1. */
  weight?: number | undefined;
}

/** Who is booked. */
export interface AssignmentOptions {
  /** Ids of the hosts, or the parts they play. */
  hosts: readonly (string | EventTypeHostOptions)[];
  /** How many of the hosts a booking takes. Default: `single` for one host; several need a choice. */
  assignment?: Assignment | undefined;
}

const eventTypeHostSchema = z.strictObject({
  id: idSchema,
  fixed: z.boolean({ error: "must be true or false" }).optional(),
  priority: z.number({ error: "must be a number" }).optional(),
  weight: z.number({ error: "must be a number" }).positive({ error: "must be greater than 0" }).optional(),
});

const assignmentSchema: z.ZodType<Assignment> = z.discriminatedUnion(
  "kind",
  [
    z.strictObject({ kind: z.literal("single") }),
    z.strictObject({ kind: z.literal("collective") }),
    z.strictObject({ kind: z.literal("roundRobin") }),
    z.strictObject({ kind: z.literal("anyOf"), count: z.int({ error: "must be a whole number" }).min(1) }),
  ],
  { error: 'must be { kind: "single" | "collective" | "roundRobin" }, or { kind: "anyOf", count }' },
);

/** Fields of {@link AssignmentOptions}. */
export const assignmentShape = {
  hosts: z
    .array(
      z.union([idSchema, eventTypeHostSchema], {
        error: "must be the id of a host, or { id, fixed, priority, weight }",
      }),
    )
    .min(1, { error: "must name at least one host" })
    .max(1000, { error: "must name at most 1000 hosts" })
    .readonly(),
  assignment: assignmentSchema.optional(),
};

/** Refuses more hosts than the assignment can do with, and fewer than it asks for. */
export function refuseWrongAssignment({ hosts, assignment }: AssignmentOptions, context: z.core.$RefinementCtx): void {
  const rotating = hosts.filter((part) => typeof part === "string" || !part.fixed).length;
  if ((assignment?.kind ?? "single") === "single" && hosts.length > 1) {
    const message = "several hosts need a choice: collective, roundRobin, or anyOf with a count";
    context.addIssue({ code: "custom", path: ["assignment"], message });
  }
  if (assignment?.kind === "anyOf" && assignment.count > rotating) {
    const message = `asks for more hosts than the ${rotating} that rotate`;
    context.addIssue({ code: "custom", path: ["assignment", "count"], message });
  }
}

/** Ids of the hosts an event type names, in order. */
export function hostIdsOf({ hosts }: Pick<AssignmentOptions, "hosts">): readonly string[] {
  return hosts.map((part) => (typeof part === "string" ? part : part.id));
}

/** Names of hosts that there are not count for nothing. */
export function resolveAssignment(options: AssignmentOptions, hosts: ReadonlyMap<string, Host>) {
  return {
    assignment: options.assignment ?? ({ kind: "single" } as const),
    hosts: options.hosts.flatMap((part) => eventTypeHostOf(part, hosts)),
  } satisfies Partial<EventType>;
}

function eventTypeHostOf(part: string | EventTypeHostOptions, hosts: ReadonlyMap<string, Host>): EventTypeHost[] {
  const { id: hostId, fixed = false, priority = 0, weight = 1 } = typeof part === "string" ? { id: part } : part;
  const host = hosts.get(hostId);
  return host ? [{ ...host, fixed, priority, weight }] : [];
}
