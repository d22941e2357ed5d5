import { bookings } from "./0001-bookings.ts";
import { reservations } from "./0002-reservations.ts";
import { rateLimits } from "./0004-rate-limits.ts";
import { catalog } from "./0005-catalog.ts";
import { breakers } from "./0006-breakers.ts";
import { webhooks } from "./0008-webhooks.ts";
import type { Migration } from "./migration.ts";

/** Every migration, in order. */
export const migrations: readonly Migration[] = [bookings, reservations, rateLimits, catalog, breakers, webhooks];
