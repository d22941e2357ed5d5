import { type Catalog } from "@slotkit/core";
import type { EventTypeFact } from "../audit/facts.ts";
import type { Chance } from "./chance.ts";
/** Who can be booked for what in one world. */
export interface SampleCatalog {
  catalog: Catalog;
  slugs: readonly string[];
  calendarIds: readonly string[];
  timeZone: string;
  eventTypes: readonly EventTypeFact[];
  hostEmails: ReadonlyMap<string, string | null>;
  hostCalendars: ReadonlyMap<string, readonly string[]>;
}
export declare function createSampleCatalog(chance: Chance): SampleCatalog;
