import type { z } from "zod";
import { BookingError, type FieldError } from "../errors.ts";
import type { CatalogContents, CatalogDocument, CatalogKind } from "../ports/catalog-repository.ts";
import type { Transaction } from "../ports/storage.ts";
import { parseRequest } from "../validation/parse-request.ts";
import { hostIdsOf } from "./assignment-schema.ts";
import { unknownHosts, unknownSchedules } from "./catalog-options.ts";
import { eventTypeSchema } from "./event-type-schema.ts";
import { hostSchema, scheduleIdsOf } from "./host-schema.ts";
import { scheduleSchema } from "./schedule-schema.ts";

const schemas: { readonly [Kind in CatalogKind]: z.ZodType<CatalogContents[Kind]> } = {
  schedule: scheduleSchema,
  host: hostSchema,
  eventType: eventTypeSchema,
};

/** Fields of a document that tell of a person, so that a message does not repeat them. */
const personal = new Set<PropertyKey>(["name", "email", "calendars"]);

/**
 * Checks options as a static catalog would.
 *
 * @throws {BookingError} `validation_failed` with one entry per field.
 */
export function parseDocument<Kind extends CatalogKind>(kind: Kind, options: unknown): CatalogContents[Kind] {
  return parseRequest(schemas[kind], options, { mayShow: ([first]) => first !== undefined && !personal.has(first) });
}

/** Under which a document is found. */
export function idOf(options: CatalogContents[CatalogKind]): string {
  return "slug" in options ? options.slug : options.id;
}

/** Refuses names that point nowhere. @throws {BookingError} `validation_failed` with the field. */
export async function checkNames<Kind extends CatalogKind>(
  tx: Transaction,
  kind: Kind,
  options: CatalogContents[Kind],
): Promise<void> {
  const idsOf = async (named: "schedule" | "host") => (await tx.catalog.list(named)).map(({ id }) => id);
  const problems = await namesIn(kind, options, idsOf);
  const [first] = problems;
  if (first) throw new BookingError("validation_failed", `${first.field}: ${first.message}`, { errors: problems });
}

async function namesIn(
  kind: CatalogKind,
  options: CatalogContents[CatalogKind],
  idsOf: (named: "schedule" | "host") => Promise<readonly string[]>,
): Promise<readonly FieldError[]> {
  if (kind === "host") return unknownSchedules(options as CatalogContents["host"], await idsOf("schedule"));
  if (kind === "eventType") return unknownHosts(options as CatalogContents["eventType"], await idsOf("host"));
  return [];
}

/**
 * Refuses to delete what is needed: a schedule that a host goes by, a host who takes part in an event type, or whose time
 * is taken from now on.
 *
 * @throws {BookingError} `invalid_transition`, saying what needs it.
 */
export async function checkUnneeded(tx: Transaction, kind: CatalogKind, id: string): Promise<void> {
  switch (kind) {
    case "schedule": {
      const hosts = (await tx.catalog.list("host")).filter(({ options }) => scheduleIdsOf(options).includes(id));
      return refuseWhileNeeded(kind, hosts, "is the schedule of", "give them another one first");
    }
    case "host": {
      const named = (await tx.catalog.list("eventType")).filter(({ options }) => hostIdsOf(options).includes(id));
      refuseWhileNeeded(kind, named, "takes part in", "take the host out of them first");
      return refuseWhileBooked(tx, id);
    }
    case "eventType":
      return;
    default:
      kind satisfies never;
  }
}

function refuseWhileNeeded(kind: CatalogKind, by: readonly CatalogDocument[], needed: string, remedy: string): void {
  if (by.length === 0) return;
  const names = by.slice(0, 20).map(({ id }) => id);
  const rest = by.length > names.length ? ` and ${by.length - names.length} more` : "";
  throw new BookingError("invalid_transition", `The ${kind} ${needed} ${names.join(", ")}${rest}; ${remedy}.`);
}

async function refuseWhileBooked(tx: Transaction, hostId: string): Promise<void> {
  const now = await tx.now();
  const claims = await tx.claims.overlapping([hostId], now, Number.MAX_SAFE_INTEGER, now);
  if (claims.length === 0) return;
  throw new BookingError(
    "invalid_transition",
    `The host is booked or held ${claims.length} times from now on; cancel or reassign that first, or set active to false.`,
  );
}
